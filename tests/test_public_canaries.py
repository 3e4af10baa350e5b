"""Nothing that the public library shows, hands out or finds by holds a word that is not for participants.

Every text of the shipped kit is a canary, and every module says `public: yes`, role sheets, replies and facilitators'
sessions too: what may be had must follow from what it is, not from a flag alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.canaries import Aviary, planted
from tests.shipped import shipped
from trainingkit.app import create_app
from trainingkit.domain.kit import MODULE_KINDS, Kit
from trainingkit.domain.text import PARTICIPANT
from trainingkit.services.finding import Finder, entries_of
from trainingkit.services.handouts import endings_of, name_of
from trainingkit.services.readings import Readings
from trainingkit.services.shelves import DOCUMENTS, Library, Shelf
from trainingkit.web.pages import Shop

LANGUAGES = ("es", "en")


class OneKit(Library):
    """A library of one kit that is in no folder."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(Readings(Path("nowhere")))
        self.own = (Shelf(kit),)

    def shelves(self) -> tuple[Shelf, ...]:
        return self.own


@pytest.fixture(scope="module")
def aviary() -> Aviary:
    return Aviary()


@pytest.fixture(scope="module")
def library(aviary: Aviary) -> Library:
    kit = shipped().kit
    assert kit is not None
    public = {
        kind.KIND.replace("-", "_"): {name: replace(each, public=True) for name, each in kit.modules(kind.KIND).items()}
        for kind in MODULE_KINDS
    }
    return OneKit(planted(replace(kit, **public), aviary, LANGUAGES))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def app(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    made = create_app(tmp_path_factory.mktemp("none"), tmp_path_factory.mktemp("data"))
    stock = made.extensions["trainingkit"].stock
    made.extensions["trainingkit"] = Shop(library, Finder(library), stock)
    return made


@pytest.fixture(autouse=True)
def without_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper has a test of its own; a canary is longer than the words it stands for and would not fit."""
    monkeypatch.setattr("trainingkit.web.sheets.prepare", lambda *_about: None)


def sung_in(said: str) -> set[str]:
    return set(re.findall(r"kanari\d+q", said))


def leaks(said: str, aviary: Aviary) -> list[str]:
    heard = (aviary.planted[word] for word in sung_in(said))
    return [str(text.unit) for text in heard if not PARTICIPANT.may_read(text.audience)]


def pages_of(library: Library) -> Iterator[str]:
    for language in LANGUAGES:
        yield from (f"/{language}/", f"/{language}/sheets/", f"/{language}/kits/san-salvador")
        yield f"/{language}/sheets/?text=kanari"
        for sheet in library.sheets():
            yield f"/{language}/sheets/{sheet.code}"
            yield from (f"/{language}/sheets/{sheet.code}/{what}/{language}" for what in ("read", "words"))


def files_of(library: Library) -> Iterator[str]:
    for sheet in library.sheets():
        for version in sheet.versions.values():
            for ending in endings_of(version):
                if isinstance(ending, str):
                    yield f"/kits/san-salvador/{name_of(sheet.code, version, ending)}"


def test_what_is_public_has_a_kind_for_participants(library: Library) -> None:
    kinds = {sheet.module.KIND for sheet in library.sheets()}
    assert kinds == set(DOCUMENTS)
    assert not kinds & {"role-plays", "responses", "sessions", "techniques", "cards"}


def test_no_page_and_no_text_sings(app: Flask, library: Library, aviary: Aviary) -> None:
    client: FlaskClient = app.test_client()
    sung: set[str] = set()
    for address in (*pages_of(library), *files_of(library)):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert leaks(answer.text, aviary) == [], address
        assert not re.search(r"Traceback", answer.text)
        sung |= sung_in(answer.text)
    assert len(sung) > 1000, "the canaries cannot be heard at all: the test would prove nothing"


def test_nothing_is_found_by_a_word_for_others(library: Library, aviary: Aviary) -> None:
    entries = entries_of(library.sheets())
    said = " ".join(word for entry in entries for word in entry.titles | entry.texts)
    assert leaks(said, aviary) == []
    assert len(sung_in(said)) > 1000


def test_what_is_not_public_has_no_address(app: Flask, library: Library) -> None:
    client: FlaskClient = app.test_client()
    shelf = library.shelves()[0]
    codes = {sheet.code for sheet in shelf.sheets}
    for module in shelf.kit.every_module():
        if module.KIND not in DOCUMENTS:
            for address in (
                f"/es/kits/{module.id}",
                f"/kits/san-salvador/{module.id}_es.html",
                f"/es/sheets/{module.id}",
            ):
                assert client.get(address).status_code == 404
    assert len(codes) == len(shelf.sheets)
