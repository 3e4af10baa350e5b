"""Builds in the background: one for equal requests, each file kept at once, gone on with after a kill, failed with a
code and no word of the workshop."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from tests.databases import TOP, address, database, empty, postgres
from trainingkit.content.library import Reading
from trainingkit.domain.document import Document, Format
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import NotFound
from trainingkit.rendering.worker import Answer, Renderer
from trainingkit.services.jobs import Press, ask_for_kit, ask_for_workshop, order_of, run_next, wanted_of, work
from trainingkit.services.library import Subject, read_at, read_subject
from trainingkit.services.server import Server
from trainingkit.services.wanted import Wanted
from trainingkit.storage.artefacts import Store
from trainingkit.storage.database import Database, open_database, reading, writing
from trainingkit.storage.jobs import LEASE, end_job, get_job, hold_job, latest_job, take_job
from trainingkit.storage.migrating import bring_up
from trainingkit.storage.models import ArtefactRow, JobRow
from trainingkit.storage.workshops import Change, add_workshop, get_workshop_row, save_part, version_of

__all__ = ["address", "database", "empty", "postgres"]

pytestmark = pytest.mark.slow

PLANT = TOP / "tests" / "samples" / "plant"
HANDOUTS = Wanted(documents=("handout",))
SECRET = b"k" * 32


@dataclass
class Clock:
    shift: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.shift


@dataclass
class CountingRenderer(Renderer):
    """The real one, which also says how much it was asked to set."""

    set: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def render_all(self, jobs: "list[tuple[Document, Format]]") -> Iterator[tuple[int, Answer]]:  # type: ignore[override]
        given = list(jobs)
        self.set += [document.slug for document, _ in given]
        return super().render_all(given)


@pytest.fixture
def server(database: Database) -> Server:
    return Server(database, SECRET, Clock())


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(lambda kit: read_at(PLANT / kit), Store(tmp_path / "files"), CountingRenderer())


def floor() -> Workshop:
    *_, workshop = read_subject(Subject(PLANT / "plant-rights", PLANT / "plant-rights" / "workshops" / "floor.yaml"))
    return workshop


def kept_workshop(server: Server) -> str:
    with writing(server.database) as db_session:
        return add_workshop(db_session, server.vault, floor(), None, server.clock()).id


def asked(server: Server, workshop: str, wanted: Wanted = HANDOUTS) -> str:
    with writing(server.database) as db_session:
        row = get_workshop_row(db_session, workshop)
        return ask_for_workshop(db_session, row, wanted, None, server.clock()).id


def job(server: Server, ident: str, workshop: str | None) -> JobRow:
    with reading(server.database) as db_session:
        return get_job(db_session, ident, workshop)


def test_a_build_of_a_workshop_is_made_file_by_file(server: Server, press: Press) -> None:
    workshop = kept_workshop(server)
    ident = asked(server, workshop)
    assert job(server, ident, workshop).state == "waiting"
    assert run_next(server, press)
    assert not run_next(server, press)
    made = job(server, ident, workshop)
    assert (made.state, made.code, made.leased_until) == ("done", None, None)
    assert [each.state for each in made.documents] == ["done"] * len(made.documents)
    for each in made.documents:
        assert each.artefact is not None
        found = press.store.find(each.artefact.key)
        assert found is not None
        assert (found.sha256, found.pages) == (each.artefact.sha256, each.artefact.pages)
        assert found.path.read_bytes().startswith(b"%PDF")
        assert each.document == "handout"
        assert each.subject.startswith("handouts/")
        assert each.sides == each.copies * each.artefact.pages
    assert any(each.copies for each in made.documents)


def test_everything_ends_with_a_packing_list(server: Server, press: Press) -> None:
    workshop = kept_workshop(server)
    ident = asked(server, workshop, Wanted())
    run_next(server, press)
    made = job(server, ident, workshop)
    assert made.state == "done"
    assert made.documents[-1].document == "packing-list"
    assert {each.document for each in made.documents} >= {"workbook", "guide", "handout", "packing-list"}
    assert any(each.in_envelope for each in made.documents) or all(
        each.document not in ("role-pack", "reply") for each in made.documents
    )


def test_a_kit_alone_is_built_as_its_sample(server: Server, press: Press) -> None:
    with writing(server.database) as db_session:
        ident = ask_for_kit(db_session, "plant-rights", HANDOUTS, None, server.clock(), track="workers").id
    run_next(server, press)
    made = job(server, ident, None)
    assert made.state == "done"
    assert {each.subject for each in made.documents} == {"handouts/law", "handouts/take-home"}
    with pytest.raises(NotFound):
        job(server, ident, kept_workshop(server))


def test_a_hundred_equal_requests_set_each_document_once(server: Server, press: Press) -> None:
    workshop = kept_workshop(server)
    with ThreadPoolExecutor(8) as pool:
        idents = set(pool.map(lambda _: asked(server, workshop), range(100)))
    assert len(idents) == 1
    while run_next(server, press):
        pass
    renderer = press.renderer
    assert isinstance(renderer, CountingRenderer)
    assert renderer.set
    assert len(renderer.set) == len(set(renderer.set))
    with reading(server.database) as db_session:
        assert db_session.scalar(select(func.count()).select_from(JobRow)) == 1


def test_who_asks_again_afterwards_gets_the_kept_files(server: Server, press: Press) -> None:
    workshop = kept_workshop(server)
    first = asked(server, workshop)
    run_next(server, press)
    renderer = press.renderer
    assert isinstance(renderer, CountingRenderer)
    before = list(renderer.set)
    second = asked(server, workshop)
    assert second != first
    run_next(server, press)
    assert renderer.set == before
    assert [each.artefact_key for each in job(server, second, workshop).documents] == [
        each.artefact_key for each in job(server, first, workshop).documents
    ]
    with reading(server.database) as db_session:
        newest = latest_job(db_session, workshop)
        assert newest is not None
        assert newest.id == second


def test_a_changed_workshop_is_another_build(server: Server) -> None:
    workshop = kept_workshop(server)
    first = asked(server, workshop)
    with writing(server.database) as db_session:
        row = get_workshop_row(db_session, workshop)
        changed = replace(floor(), variant="other")
        save_part(
            db_session, server.vault, row, changed, Change("about", version_of(row, "about"), None, server.clock())
        )
    assert asked(server, workshop) != first


def test_a_build_is_one_workers_until_its_lease_runs_out(server: Server) -> None:
    workshop = kept_workshop(server)
    ident = asked(server, workshop)
    now = server.clock()
    with writing(server.database) as db_session:
        assert take_job(db_session, now) is not None
    with writing(server.database) as db_session:
        assert take_job(db_session, now + LEASE / 2) is None
        assert hold_job(db_session, ident, now + LEASE / 2)
    with writing(server.database) as db_session:
        assert take_job(db_session, now + LEASE) is None
        assert take_job(db_session, now + 2 * LEASE) is not None


def test_two_workers_never_take_the_same(server: Server) -> None:
    workshop = kept_workshop(server)
    on_letter, on_a4 = replace(HANDOUTS, papers=("letter",)), replace(HANDOUTS, papers=("a4",))
    for wanted in (on_letter, on_a4, on_letter, replace(on_a4, draft=True), replace(on_letter, draft=True), on_a4):
        asked(server, workshop, wanted)

    def take(_: int) -> list[str]:
        taken = []
        for _attempt in range(6):
            with writing(server.database) as db_session:
                found = take_job(db_session, server.clock())
                taken += [found.id] if found else []
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [each for some in pool.map(take, range(4)) for each in some]
    assert len(taken) == len(set(taken)) == 4  # six requests, four different


def test_a_build_that_nobody_wants_any_more_stops(server: Server, press: Press) -> None:
    workshop = kept_workshop(server)
    ident = asked(server, workshop)
    with writing(server.database) as db_session:
        taken = take_job(db_session, server.clock())
        assert taken is not None
        end_job(db_session, ident, "stopped")
    with writing(server.database) as db_session:
        assert not hold_job(db_session, ident, server.clock())
    assert not run_next(server, press)
    assert job(server, ident, workshop).state == "stopped"


def test_a_kit_that_is_gone_fails_with_a_code(server: Server, press: Press) -> None:
    def nowhere(kit: str) -> Reading:
        raise NotFound("no-such-kit", name=kit)

    workshop = kept_workshop(server)
    ident = asked(server, workshop)
    assert run_next(server, replace(press, reading_of=nowhere))
    made = job(server, ident, workshop)
    assert (made.state, made.code) == ("failed", "no-such-kit")


def test_what_is_asked_is_kept_as_it_was() -> None:
    wanted = Wanted(languages=("es",), papers=("a4",), inks=("black",), documents=("guide",), draft=True)
    assert wanted_of(order_of(wanted)) == wanted


def test_a_worker_works_until_it_is_told_to_stop(server: Server, press: Press) -> None:
    workshop = kept_workshop(server)
    ident = asked(server, workshop)
    stop = Event()
    thread = Thread(target=work, args=(server, press, stop, 0.01))
    thread.start()
    until = time.monotonic() + 60
    while job(server, ident, workshop).state != "done" and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    thread.join(10)
    assert job(server, ident, workshop).state == "done"


WORKER = """
import sys
from pathlib import Path
from trainingkit.rendering.worker import Renderer
from trainingkit.services.jobs import Press, run_next
from trainingkit.services.library import read_at
from trainingkit.services.server import Server
from trainingkit.storage.artefacts import Store
from trainingkit.storage.database import open_database
if __name__ == "__main__":
    server = Server(open_database(sys.argv[1]), b"k" * 32)
    run_next(server, Press(lambda kit: read_at(Path(sys.argv[2]) / kit), Store(Path(sys.argv[3])), Renderer(1)))
"""


def test_a_build_goes_on_after_its_worker_was_killed(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'trainingkit.db'}"
    bring_up(open_database(address))
    server = Server(open_database(address), SECRET, Clock())
    press = Press(lambda kit: read_at(PLANT / kit), Store(tmp_path / "files"), CountingRenderer())
    workshop = kept_workshop(server)
    ident = asked(server, workshop, Wanted())
    command = [sys.executable, "-c", WORKER, address, str(PLANT), str(tmp_path / "files")]
    with subprocess.Popen(command, cwd=TOP) as process:
        until = time.monotonic() + 120
        done: list[str] = []
        while len(done) < 2 and time.monotonic() < until and process.poll() is None:
            done = [each.name for each in job(server, ident, workshop).documents if each.state == "done"]
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    broken = job(server, ident, workshop)
    assert broken.state == "running"
    assert 2 <= len(done) < len(broken.documents)
    assert not run_next(server, press)  # it still counts as alive
    server.clock.shift = 2 * LEASE  # type: ignore[attr-defined]  # this clock can be moved
    assert run_next(server, press)
    whole = job(server, ident, workshop)
    assert whole.state == "done"
    assert all(each.state == "done" for each in whole.documents)
    renderer = press.renderer
    assert isinstance(renderer, CountingRenderer)
    assert len(renderer.set) <= len(whole.documents) - 2  # what was kept was not set again
    with reading(server.database) as db_session:
        assert db_session.scalar(select(func.count()).select_from(ArtefactRow)) == len(whole.documents)
    server.database.close()
