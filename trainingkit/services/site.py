"""The public library as plain files that open from a USB stick: pages, sheets on paper, texts, a list of sums.

Comes in: the library, its finished files, and the look of its pages. Goes out: a folder in which every address is
relative, every name can be read, and nothing is fetched from anywhere. Files that were never made are made now; where
one cannot be, nothing is published. Refuses what is not public: it asks the same library as the server's pages.
"""

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from trainingkit.domain.document import Document, Format
from trainingkit.i18n.catalogues import mark, messages_for
from trainingkit.services.finding import entries_of
from trainingkit.services.handouts import (
    VOICE,
    WORDS,
    PublicSheet,
    ending_of,
    endings_of,
    public_kits,
    public_sheet,
    readable,
    text_of,
    theme_words,
)
from trainingkit.services.shelves import Library, Said, Sheet, State
from trainingkit.services.stock import Stock
from trainingkit.storage.sites import Replaced, replace_folder

LANGUAGES = ("es", "en")
INDEX: Mapping[str, str] = {"es": "index.html", "en": "index_en.html"}
SEARCH = "static/search-data.js"
EVERY_CASE = mark("For every case")


class Look(Protocol):
    """How pages look: the same templates as the server's."""

    def page(self, name: str, language: str, **values: Any) -> str:
        """A page by the name of its template."""

    def files(self) -> Mapping[str, bytes]:
        """Styles, drawings and scripts, by their path in the site."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: sheets, files, bytes, and what the run did to the folder."""

    sheets: int
    files: int
    size: int
    replaced: Replaced


def publish_site(
    library: Library, stock: Stock, folder: Path, look: Look, progress: Callable[[int, int, str], None]
) -> Published:
    """Writes the library into `folder`, whole or not at all."""
    site = _Site(library.each_once(), library, stock)
    files = {**look.files(), SEARCH: _search_data(site.sheets), **dict(_papers(site, progress))}
    files |= dict(_texts(site))
    files |= {path: made.encode() for path, made in _pages(site, look)}
    replaced = replace_folder(folder, files)
    return Published(len(site.sheets), len(files) + 1, sum(map(len, files.values())), replaced)


@dataclass(frozen=True)
class _Site:
    """Where everything stands."""

    sheets: tuple[Sheet, ...]
    library: Library
    stock: Stock

    @cached_property
    def names(self) -> Mapping[tuple[str, str], str]:
        """The readable name of each sheet in each language of it and of the pages; two of one name keep their codes."""
        names: dict[tuple[str, str], str] = {}
        taken: set[tuple[str, str]] = set()
        for sheet in self.sheets:
            for language in dict.fromkeys((*sheet.versions, *LANGUAGES)):
                nearest = sheet.nearest(language)
                name = readable(sheet, nearest) if nearest.document else sheet.code.lower()
                name = name if (name, language) not in taken else f"{name}-{sheet.code.lower()}"
                taken.add((name, language))
                names[sheet.code, language] = name
        return names

    def page(self, code: str, language: str) -> str:
        """The page of a sheet."""
        return f"{language}/{self.names[code, language]}.html"

    def file(self, code: str, name: str) -> str:
        """A file by its neutral name."""
        ending = name.removeprefix(f"{code}_")
        language = ending.replace(".", "_").split("_")[0]
        return f"{language}/{self.names[code, language]}_{ending}"

    def link(self, language: str, here: str, to: str, *about: Any) -> str:
        """Where a page leads, as seen from `here`."""
        match to:
            case "kit":
                target = f"{INDEX[language]}#{about[0]}"
            case "sheet":
                target = self.page(about[0].code, language)
            case "file":
                target = self.file(about[0].code, about[1])
            case "read" | "words" | "voice":
                target = self._text(about[0], about[1], to)
            case _:
                target = INDEX[language]
        return posixpath.relpath(target, posixpath.dirname(here) or ".")

    def _text(self, sheet: PublicSheet, tongue: str, what: str) -> str:
        version = next(each for each in sheet.versions if each.language == tongue)
        draft = "_draft" if version.state is State.DRAFT else ""
        ending = {"read": f"{draft}.html", "words": WORDS, "voice": VOICE}[what]
        return self.file(sheet.code, f"{sheet.code}_{tongue}{ending}")


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _papers(site: _Site, progress: Callable[[int, int, str], None]) -> Iterator[tuple[str, bytes]]:
    jobs: list[tuple[str, Document, Format]] = []
    for sheet in site.sheets:
        for version in sheet.versions.values():
            document = version.document
            for ending in endings_of(version) if document else ():
                if isinstance(ending, Format) and document:
                    path = site.file(sheet.code, f"{sheet.code}_{ending_of(version, ending)}")
                    jobs.append((path, document, ending))
    made = site.stock.make_all([(document, fmt) for _, document, fmt in jobs])
    for done, (position, artefact) in enumerate(made, 1):
        path = jobs[position][0]
        yield path, artefact.path.read_bytes()
        progress(done, len(jobs), path)


def _texts(site: _Site) -> Iterator[tuple[str, bytes]]:
    for sheet in site.sheets:
        for version in sheet.versions.values():
            for ending in endings_of(version):
                if isinstance(ending, str) and version.document:
                    path = site.file(sheet.code, f"{sheet.code}_{ending_of(version, ending)}")
                    yield path, text_of(version.document, ending).encode()


def _search_data(sheets: tuple[Sheet, ...]) -> bytes:
    """A script, not data: what is opened from a folder may fetch nothing, but it may name scripts."""
    entries = zip(sheets, entries_of(sheets), strict=True)
    data = [
        {"code": sheet.code, "titles": " ".join(sorted(entry.titles)), "texts": " ".join(sorted(entry.texts))}
        for sheet, entry in entries
    ]
    return f"var trainingkitSheets = {json.dumps(data, ensure_ascii=False, indent=0)};\n".encode()


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pages(site: _Site, look: Look) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        shown = [public_sheet(sheet, language, site.stock) for sheet in site.sheets]
        here = INDEX[language]
        yield (
            here,
            look.page(
                "shelf/plain_index.html",
                language,
                groups=_by_theme(site.sheets, shown, language),
                kits=public_kits(site.library, language),
                several=len({sheet.kit for sheet in shown}) > 1,
                **_addresses(site, language, here, lambda other: INDEX[other]),
            ),
        )
        for sheet in shown:
            here = site.page(sheet.code, language)
            yield here, look.page("shelf/sheet.html", language, sheet=sheet, **_of_sheet(site, language, here, sheet))


def _of_sheet(site: _Site, language: str, here: str, sheet: PublicSheet) -> dict[str, object]:
    return _addresses(site, language, here, lambda other: f"../{site.page(sheet.code, other)}")


def _addresses(site: _Site, language: str, here: str, place_in: Callable[[str], str]) -> dict[str, object]:
    return {
        "root": posixpath.relpath(".", posixpath.dirname(here) or "."),
        "link": lambda to, *about: site.link(language, here, to, *about),
        "place_in": place_in,
        "file_name": lambda sheet, name: site.file(sheet.code, name).partition("/")[2],
    }


def _by_theme(
    sheets: tuple[Sheet, ...], shown: list[PublicSheet], language: str
) -> list[tuple[Said, list[PublicSheet]]]:
    """The sheets under their first theme, those for every case last."""
    groups: dict[str, list[PublicSheet]] = {}
    words: dict[str, Said] = {"": Said(messages_for(language).say(EVERY_CASE), language)}
    for sheet, each in zip(sheets, shown, strict=True):
        theme = next(iter(sheet.themes), "")
        if theme:
            words.setdefault(theme, theme_words(sheet.shelf, theme, language))
        groups.setdefault(theme, []).append(each)
    ordered = sorted(groups, key=lambda theme: (not theme, words[theme].words))
    return [(words[theme], groups[theme]) for theme in ordered]
