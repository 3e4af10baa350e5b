"""Takes the words of screens and chrome out of the code into `locales/`: what `make catalogues` runs.

In: Python files and templates of the package. Out: every `messages.po`, `documents.po` and `wording.po` up to date;
with `--check` only the names of those that are not, and exit status 1. No translation is dropped: what the code no
longer says is put aside as obsolete. Never a line number in a file, so that moving code changes no catalogue.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract_from_file

from trainingkit.content.po import WIDTH, WrittenEntry, new_header
from trainingkit.i18n.catalogues import DOMAINS, LOCALES, ONE, SOURCE, folder_of, languages_in, placeholders
from trainingkit.i18n.wording import plural_forms

PACKAGE = LOCALES.parent / "trainingkit"
KEYWORDS = {"messages": ("mark", "say", "counted"), "documents": ("chrome",)}
TEMPLATES = "jinja2.ext:babel_extract"
READ = (".py", ".html", ".svg")
CREATED = "2026-11-23 12:00+0000"
"""The date in the header of a new catalogue: a fixed one, since the same code gives the same files."""
COMMENTS = {
    "messages": "What screens and the command line of trainingkit say.",
    "documents": "The fixed words of trainingkit's documents.",
    "wording": "How a language forms words and ranges. docs/translating.md tells how.",
}


@dataclass
class Message:
    """One message of the code: where it is said, and what English says (known where the code says it itself)."""

    files: list[str] = field(default_factory=list)
    english: str = ""
    note: str = ""


Template = dict[tuple[str, str], Message]
"""By context and message."""


# ── out of the code ─────────────────────────────────────────────────────────────────────────────────────────────────


def found_in(path: Path, domain: str) -> Iterator[tuple[str, str]]:
    """Each message of a file, with its singular where the code says one."""
    if path.suffix == ".py":
        yield from found_in_python(ast.parse(path.read_text(encoding="utf-8")), domain)
        return
    for _, found, _, _ in extract_from_file(TEMPLATES, path, keywords=dict.fromkeys(KEYWORDS[domain])):
        if isinstance(found, str) and found:
            yield found, ""


def found_in_python(tree: ast.Module, domain: str) -> Iterator[tuple[str, str]]:
    """Read as a tree and not by Babel, which does not look into f-strings."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name not in KEYWORDS[domain] or not call.args:
            continue
        if name == "counted" and len(call.args) > 1:
            yield from zip(literals(call.args[1]), literals(call.args[0]), strict=False)
        else:
            yield from ((message, "") for message in literals(call.args[0]))


def literals(node: ast.expr) -> Iterator[str]:
    """The texts an argument can be: a literal, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def template_of(domain: str) -> Template:
    """Everything that the code says in a domain, file by file."""
    if domain == "wording":
        return wording_template()
    template: Template = {}
    for path in sorted(each for each in PACKAGE.rglob("*") if each.suffix in READ):
        file = path.relative_to(PACKAGE.parent).as_posix()
        for message, singular in found_in(path, domain):
            add(template, "", message, file, message)
            if "count" in placeholders(message):
                add(template, ONE, message, file, singular)
    return template


def add(template: Template, context: str, message: str, file: str, english: str) -> None:
    known = template.setdefault((context, message), Message(english=english))
    known.english = known.english or english
    if file not in known.files:
        known.files.append(file)


def wording_template() -> Template:
    """The entries of English that are not forms of words; those are each language's own."""
    entries = polib.pofile(str(folder_of(SOURCE) / "wording.po"))
    return {
        (entry.msgctxt, entry.msgid): Message(english=entry.msgstr, note=entry.comment)
        for entry in entries
        if "|" not in entry.msgctxt
    }


# ── into the catalogues ─────────────────────────────────────────────────────────────────────────────────────────────


def updated(path: Path, template: Template) -> str:
    """The catalogue at `path`, with exactly the messages of the template and everything that was translated."""
    domain, language = path.stem, path.parent.parent.name.replace("_", "-")
    old = polib.pofile(path.read_text(encoding="utf-8")) if path.is_file() else polib.POFile()
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in sorted(old, key=lambda entry: not entry.obsolete)}
    new = polib.POFile(wrapwidth=WIDTH)
    new.header = COMMENTS[domain]
    new.metadata = old.metadata or header(language)
    for (context, message), said in template.items():
        before = known.pop((context, message), None)
        new.append(entry_for(context, message, said, before, language))
    for entry in sorted(known.values(), key=lambda entry: bool(entry.obsolete)):
        own_form = domain == "wording" and "|" in (entry.msgctxt or "") and not entry.obsolete
        if own_form or entry.msgstr:
            new.append(copied(entry, obsolete=not own_form))
    return f"{new}".rstrip("\n") + "\n"


def in_english(text: str) -> str:
    """What the code says, in the quotation marks of the English kits; the code, as its comments, writes «these»."""
    return text.translate({ord("«"): "“", ord("»"): "”"})


def entry_for(context: str, message: str, said: Message, before: polib.POEntry | None, language: str) -> polib.POEntry:
    text = before.msgstr if before else ""
    if language == SOURCE:
        text = in_english(text or said.english)
    return WrittenEntry(
        msgctxt=context or None,
        msgid=message,
        msgstr=text,
        flags=[
            *(["fuzzy"] if before and before.fuzzy else []),
            # what is said of one thing may leave the number out
            *(["python-brace-format"] if placeholders(message) and context != ONE else []),
        ],
        comment=said.note or ("What is said when {count} is 1." if context == ONE else ""),
        tcomment=before.tcomment if before else "",
        occurrences=[(file, "") for file in said.files],
    )


def copied(entry: polib.POEntry, obsolete: bool) -> polib.POEntry:
    return WrittenEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        flags=[flag for flag in entry.flags if flag],
        comment="" if obsolete else entry.comment,
        tcomment=entry.tcomment,
        obsolete=obsolete,
    )


def header(language: str) -> dict[str, str]:
    return {
        name: value
        for name, value in new_header("trainingkit", language, SOURCE, plural_forms(language), CREATED).items()
        if name != "X-Source-Language"
    }


def catalogue_paths() -> list[Path]:
    """Every catalogue there is, and those that English needs."""
    own = {path for language in languages_in() for path in folder_of(language).glob("*.po") if path.stem in DOMAINS}
    return sorted(own | {folder_of(SOURCE) / f"{domain}.po" for domain in DOMAINS})


def main(arguments: list[str]) -> int:
    templates = {domain: template_of(domain) for domain in DOMAINS}
    changed = []
    for path in catalogue_paths():
        text = updated(path, templates[path.stem])
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            changed.append(path)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    for path in changed:
        print(path.relative_to(LOCALES.parent))
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
