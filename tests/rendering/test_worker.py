"""Children with limits: what they answer, and that those past a limit are ended and leave nothing."""

import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rendering import samples
from trainingkit.config import LIMITS
from trainingkit.domain import document as doc
from trainingkit.domain.document import Format, PartKind
from trainingkit.errors import LimitReached, RenderError
from trainingkit.rendering.typeset import Pages, typeset
from trainingkit.rendering.worker import Renderer

LETTER = Format("letter", "colour")
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def heavy() -> doc.Document:
    """Far more than a second of work."""
    case = samples.case(samples.say_in("es"))
    return samples.document("es", tuple(replace(case, anchor=f"case-{number}") for number in range(60)))


def test_a_child_gives_the_same_bytes_as_we_do(folder: Path) -> None:
    document = samples.one_part(PartKind.CASE)
    with Renderer() as renderer:
        assert renderer.render(document, LETTER) == typeset(document, LETTER)
    assert list(folder.glob("trainingkit-*")) == []


def test_every_job_is_answered_by_its_place() -> None:
    kinds = [PartKind.POSTER, PartKind.CASE, PartKind.LABEL]
    jobs = [(samples.one_part(kind), LETTER) for kind in kinds]
    with Renderer(slots=2) as renderer:
        found = dict(renderer.render_all(jobs))
    assert sorted(found) == [0, 1, 2]
    for place, kind in enumerate(kinds):
        pages = found[place]
        assert isinstance(pages, Pages)
        assert pages.parts[0].kind is kind


def test_a_fault_of_one_document_is_its_own() -> None:
    bad = samples.document("es", (doc.Part(PartKind.POSTER, "P", doc.Masthead("", "漢")),))
    with Renderer() as renderer:
        found = dict(renderer.render_all([(bad, LETTER), (samples.one_part(PartKind.LABEL), LETTER)]))
    assert isinstance(found[0], RenderError)
    assert (found[0].code, found[0].details["characters"]) == ("glyph-missing", "漢")
    assert isinstance(found[1], Pages)


def test_too_much_computing_ends_a_child(folder: Path) -> None:
    with Renderer(limits=replace(LIMITS.render, cpu_seconds=1, cpu_seconds_per_megabyte=0)) as renderer:
        ((_, found),) = renderer.render_all([(heavy(), LETTER)])
    assert isinstance(found, LimitReached)
    assert found.code == "time"
    assert list(folder.glob("trainingkit-*")) == []


def test_too_much_waiting_ends_a_child(folder: Path) -> None:
    begun = time.monotonic()
    with (
        Renderer(limits=replace(LIMITS.render, cpu_seconds_most=1, wall_factor=1)) as renderer,
        pytest.raises(LimitReached, match="time"),
    ):
        renderer.render(heavy(), LETTER)
    assert time.monotonic() - begun < 20
    assert list(folder.glob("trainingkit-*")) == []


def test_too_much_memory_ends_a_child() -> None:
    with Renderer(limits=replace(LIMITS.render, address_space=220 * 1024**2)) as renderer:
        ((_, found),) = renderer.render_all([(heavy(), LETTER)])
    assert isinstance(found, LimitReached | RenderError)
    assert found.code in ("memory", "crashed")


def test_leaving_stops_what_still_runs(folder: Path) -> None:
    with Renderer() as renderer:
        running = renderer.render_all([(heavy(), LETTER), (samples.one_part(PartKind.LABEL), LETTER)])
        place, _ = next(running)
        assert place == 1
        children = [child.process.pid for child in renderer._running]
        assert children
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert list(folder.glob("trainingkit-*")) == []
