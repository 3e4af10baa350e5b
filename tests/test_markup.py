"""Small Markdown: what it makes, and what it refuses to make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.markup import LONGEST_RUN, breakable, to_html, to_plain


def test_paragraphs_lists_and_emphasis() -> None:
    made = to_html("Uno **dos** *tres*.\n\n- a\n- b\n\n1. c")
    assert made == (
        "<p>Uno <strong>dos</strong> <em>tres</em>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>"
    )


def test_inline_is_one_line_without_a_paragraph() -> None:
    assert to_html("Uno\n**dos**", inline=True) == "Uno <strong>dos</strong>"


@pytest.mark.parametrize(
    "text",
    ["{{ 7 * 7 }}", "{% raw %}", "# no heading", "`code`", "> no quote", "&copy;", "![x](https://a.example/x.png)"],
)
def test_what_is_text_stays_text(text: str) -> None:
    words = to_html(text)
    assert "49" not in words
    assert not any(tag in words for tag in ("<h1", "<code", "<blockquote", "©", "<img"))


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", "<b onclick=x>y</b>", "<style>*{}</style>", "<svg><a/></svg>"]
)
def test_raw_html_is_printed_as_it_was_typed(html: str) -> None:
    assert "<script" not in to_html(html)
    assert "&lt;" in to_html(html)
    assert to_plain(html).strip() == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//evil.example",
        "/etc/passwd",
        "data:text/html,x",
        "http://a.example",
    ],
)
def test_links_that_are_not_ours_lose_their_address(address: str) -> None:
    made = to_html(f"[mire]({address})")
    assert "href" not in made
    assert "mire" in made


@pytest.mark.parametrize("address", ["https://example.org/x", "mailto:a@example.org", "#case-3"])
def test_links_of_ours_keep_it(address: str) -> None:
    assert to_html(f"[mire]({address})") == f'<p><a href="{address}">mire</a></p>'


def test_long_runs_get_places_to_break() -> None:
    assert "\u200b" not in breakable("a" * LONGEST_RUN)
    assert breakable("a" * (LONGEST_RUN + 1)).split("\u200b") == ["a" * 30, "a" * 30, "a"]
    assert max(len(piece) for piece in breakable("x" * 5000).split("\u200b")) == 30


def test_plain_words() -> None:
    assert to_plain("Uno **dos** [tres](https://example.org)\ncuatro\n\n- cinco") == "Uno dos tres cuatro\ncinco"


def test_deep_lists_are_cut_off_not_followed() -> None:
    deep = "\n".join("  " * level + "- x" for level in range(200))
    assert to_html(deep).count("<ul>") <= 20


@given(st.text(max_size=300))
def test_no_tag_but_ours_ever_comes_out(text: str) -> None:
    made = to_html(text)
    for opened in made.split("<")[1:]:
        assert opened.lstrip("/").split(">")[0].split(" ")[0] in {"p", "br", "strong", "em", "a", "ul", "ol", "li"}
