"""Small Markdown → HTML or plain text: the one door to the Markdown parser and the sanitiser.

Comes in: paragraphs, lists, emphasis and links as kits hold them. Goes out: HTML of eight tags, safe to print as it
is, or the bare words. Refuses raw HTML (it is printed as text), headings, pictures and code, and every link that is
not `https:`, `mailto:` or `#anchor` (its words stay). `{{…}}` is text like any other.
"""

import re
from collections.abc import Iterable

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_RUN = 60
"""Characters without a space beyond which a run gets places to break; longer ones run off the page or cost minutes."""
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_PIECE = LONGEST_RUN // 2
_BREAK = "\u200b"

_LINK = re.compile(r"(https://|mailto:|#)[^\s]+", re.IGNORECASE)
_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_NOT_OURS = ["html_block", "html_inline", "heading", "lheading", "hr", "code", "fence", "blockquote", "backticks"]
_PARSER = MarkdownIt("commonmark", {"html": False}).disable([*_NOT_OURS, "image", "autolink", "reference", "entity"])


def breakable(text: str) -> str:
    """The text with a zero-width space every 30 characters inside runs of more than 60."""
    return _RUN.sub(lambda run: _BREAK.join(_pieces(run.group())), text)


def _pieces(run: str) -> Iterable[str]:
    return (run[start : start + _PIECE] for start in range(0, len(run), _PIECE))


def _is_ours(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or _LINK.fullmatch(value) else None


def to_html(markdown: str, inline: bool = False) -> str:
    """HTML of a text; `inline` leaves out the paragraph round it and makes one line of it."""
    source = breakable(markdown)
    made = _PARSER.renderInline(" ".join(source.split())) if inline else _PARSER.render(source)
    return nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "mailto"},
        attribute_filter=_is_ours,
        link_rel=None,
    ).strip()


def to_plain(markdown: str) -> str:
    """The words alone, blocks set off by line breaks: for titles, bookmarks, comparisons."""
    blocks = (_words(token.children or ()) for token in _PARSER.parse(markdown) if token.type == "inline")
    return "\n".join(blocks)


def to_lines(markdown: str) -> tuple[str, ...]:
    """The words as people type them into a message: a line for each paragraph and each item, items behind a dot or
    their number, the address of a link behind its words."""
    lines: list[str] = []
    numbers: list[int | None] = []
    mark = ""
    for token in _PARSER.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            mark = "• " if number is None else f"{number}. "
            numbers[-1] = None if number is None else number + 1
        elif token.type == "inline":
            lines.append(f"{mark}{_with_addresses(token.children or ())}")
            mark = ""
    return tuple(lines)


def _with_addresses(tokens: Iterable[Token]) -> str:
    said, address = "", ""
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
        elif token.type == "link_close" and address.startswith("https://") and not said.endswith(address):
            said += f" ({address})"
        else:
            said += _words((token,))
    return said


def _words(tokens: Iterable[Token]) -> str:
    return "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)
