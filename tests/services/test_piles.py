"""What a copy shop and a screen are given of a finished build."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.databases import TOP
from trainingkit.errors import NotFound
from trainingkit.rendering.pdf import page_count
from trainingkit.rendering.worker import Renderer
from trainingkit.services.jobs import Press, ask_for_workshop, run_next
from trainingkit.services.library import Subject, read_at, read_subject
from trainingkit.services.piles import (
    MadeFile,
    archive,
    get_pile,
    made_file,
    made_files,
    pile_file,
    piles_of,
    thumbnail,
)
from trainingkit.services.server import Server
from trainingkit.services.wanted import Wanted
from trainingkit.storage.artefacts import Store
from trainingkit.storage.database import open_database, reading, writing
from trainingkit.storage.jobs import get_job
from trainingkit.storage.migrating import bring_up
from trainingkit.storage.models import JobRow
from trainingkit.storage.workshops import add_workshop

pytestmark = pytest.mark.slow

LINE = Subject(
    TOP / "tests" / "samples" / "plant" / "plant-rights",
    TOP / "tests" / "samples" / "plant" / "plant-rights" / "workshops" / "line.yaml",
)
Built = tuple[JobRow, Store]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("piles")
    server = Server(open_database(f"sqlite:///{folder / 'trainingkit.db'}"), b"k" * 32)
    bring_up(server.database)
    store = Store(folder / "files")
    *_, workshop = read_subject(LINE)
    with writing(server.database) as db_session:
        row = add_workshop(db_session, server.vault, workshop, None, server.clock())
        ident = ask_for_workshop(db_session, row, Wanted(), None, server.clock()).id
    run_next(server, Press(lambda kit: read_at(LINE.kit.parent / kit), store, Renderer()))
    with reading(server.database) as db_session:
        job = get_job(db_session, ident, row.id)
    server.database.close()
    assert job.state == "done"
    return job, store


def named(files: tuple[MadeFile, ...], document: str) -> tuple[MadeFile, ...]:
    return tuple(each for each in files if each.document == document)


def test_every_file_with_its_paper(built: Built) -> None:
    files = made_files(*built)
    assert [each.name for each in files] == [each.name for each in built[0].documents]
    for each in files:
        assert page_count(each.artefact.path.read_bytes()) == each.artefact.pages
        assert each.sides == each.copies * each.artefact.pages


def test_one_archive_with_readable_numbered_names(built: Built, tmp_path: Path) -> None:
    files = made_files(*built)
    with zipfile.ZipFile(archive(files, tmp_path)) as found:
        names = found.namelist()
        assert names == [each.name for each in files]
        assert names[0].startswith("es/01-")
        assert any("lista" in name for name in names)  # the packing list goes with it
        assert found.testzip() is None
    with pytest.raises(NotFound):
        archive((), tmp_path)


def test_three_piles(built: Built) -> None:
    files = made_files(*built)
    piles = {each.pile: each for each in piles_of(files)}
    assert list(piles) == ["sets", "envelopes"] or list(piles) == ["sets", "cut", "envelopes"]
    in_envelopes = {each.document for each in piles["envelopes"].files}
    assert in_envelopes <= {"role-pack", "reply"}
    assert piles["sets"].prints == named(files, "workbook")[0].copies
    assert {each.copies for each in piles["sets"].files} == {piles["sets"].prints}
    assert not {each.document for each in piles["sets"].files} & {"guide", "role-pack", "reply"}


def test_a_pile_is_one_file_of_everything_in_it(built: Built) -> None:
    job, store = built
    for pile in piles_of(made_files(job, store)):
        found = pile_file(pile, store)
        copies = 1 if pile.pile == "sets" else None
        least = sum(each.artefact.pages * (copies or each.copies) for each in pile.files)
        assert page_count(found.path.read_bytes()) >= least
        assert pile_file(pile, store) == found


def test_what_is_not_there_is_not_found(built: Built) -> None:
    job, store = built
    with pytest.raises(NotFound):
        get_pile(made_files(job, store), "sets", "xx")
    with pytest.raises(NotFound):
        made_file(job, store, 9999)
    with pytest.raises(NotFound):
        thumbnail(made_file(job, store, 0), 0)
    with pytest.raises(NotFound):
        thumbnail(made_file(job, store, 0), 1 + made_file(job, store, 0).artefact.pages)


def test_a_thumbnail_is_of_the_very_file(built: Built) -> None:
    job, store = built
    file = made_file(job, store, 0)
    data = thumbnail(file, 1)
    with Image.open(BytesIO(data)) as picture:
        assert picture.format == "PNG"
        assert 300 < picture.width < 360
        assert picture.convert("L").getextrema() != (255, 255)
    assert len(data) < 40_000
