"""Typesetting in child processes with limits, each killed from outside when it goes past them.

Comes in: documents with their formats. Goes out: `Pages`, `RenderError` (`crashed` and whatever `typeset` says) or
`LimitReached` (`time`, `memory`, `too-many-pages`) for each. A child sets one document and ends; it is forked from
a server that has WeasyPrint loaded. Refuses to trust a child: what it answers is JSON and PDF bytes, never pickled
objects.
"""

import json
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Self

from trainingkit.config import LIMITS, RenderLimits
from trainingkit.domain.document import Document, Format, PartKind
from trainingkit.errors import LimitReached, Problem, RenderError, Severity
from trainingkit.rendering import html
from trainingkit.rendering.typeset import Pages, PartPages, typeset

_PRELOADED = ["trainingkit.rendering.preloaded"]
_LIMIT_CODES = frozenset({"time", "memory", "too-many-pages"})
_KEPT = ("PATH", "LANG", "LC_ALL", "FONTCONFIG_FILE", "SOURCE_DATE_EPOCH", "DYLD_FALLBACK_LIBRARY_PATH")

Answer = Pages | RenderError | LimitReached


@dataclass(slots=True)
class _Child:
    """A running child and what it was given."""

    position: int
    process: Any
    answer: Connection
    folder: Path
    deadline: float
    late: bool = field(default=False)


# ── in the child ────────────────────────────────────────────────────────────────────────────────────────────────────


def _set_limits(limits: RenderLimits) -> None:
    hard = limits.cpu_seconds_most
    wanted = (
        (resource.RLIMIT_CPU, (min(limits.cpu_seconds, hard), hard)),
        (resource.RLIMIT_AS, (limits.address_space, limits.address_space)),
        (resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes)),
        (resource.RLIMIT_NOFILE, (limits.open_files, limits.open_files)),
        (resource.RLIMIT_CORE, (0, 0)),
    )
    for kind, values in wanted:
        # macOS knows no limit of address space; the other limits hold there too.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, values)


def _allow_time_for(document: Document, fmt: Format, limits: RenderLimits) -> None:
    megabytes = len(html.to_html(document, fmt)) / 1_000_000
    seconds = int(limits.cpu_seconds + megabytes * limits.cpu_seconds_per_megabyte)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, limits.cpu_seconds_most), limits.cpu_seconds_most))


def _prepare(folder: str, limits: RenderLimits) -> None:
    os.setsid()
    os.nice(limits.niceness)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update({**kept, "TMPDIR": folder, "HOME": folder})
    tempfile.tempdir = folder
    os.chdir(folder)
    _set_limits(limits)


def _is_out_of_memory(limits: RenderLimits) -> bool:
    """Whether the child came close to its limit: C code reports a refused allocation as whatever it likes."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.is_file() else []
    peak = next((int(line.split()[1]) for line in lines if line.startswith("VmPeak:")), 0)
    return peak * 1024 > limits.address_space * 0.95


def _work(answer: Connection, document: Document, fmt: Format, folder: str, limits: RenderLimits) -> None:
    """Sets one document and says what came of it; then the process ends."""
    pdf = b""
    try:
        _prepare(folder, limits)
        _allow_time_for(document, fmt, limits)
        pages = typeset(document, fmt)
        pdf = pages.pdf
        said: dict[str, Any] = {
            "count": pages.count,
            "parts": [asdict(part) for part in pages.parts],
            "problems": [
                {"code": each.code, "unit": each.unit, "details": dict(each.details)} for each in pages.problems
            ],
        }
    except RenderError as error:
        said = {"code": error.code, "details": error.details}
    except MemoryError:
        said = {"code": "memory", "details": {}}
    except BaseException as error:  # noqa: BLE001 - hostile content raises whatever it likes; the child ends either way
        code = "memory" if _is_out_of_memory(limits) else "crashed"
        said = {"code": code, "details": {"reason": type(error).__name__}}
    with suppress(BrokenPipeError):  # a parent that is being stopped does not listen any more
        answer.send_bytes(json.dumps(said).encode())
        answer.send_bytes(pdf)
    answer.close()


# ── in the parent ───────────────────────────────────────────────────────────────────────────────────────────────────


class Renderer:
    """Sets documents, `slots` at a time. As a context it stops what still runs; else it needs no closing."""

    def __init__(self, slots: int = 2, limits: RenderLimits | None = None) -> None:
        self.slots = slots
        self.limits = limits or LIMITS.render
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_PRELOADED)
        self._running: list[_Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop(self._running)

    def render(self, document: Document, fmt: Format) -> Pages:
        """One document; raises what kept it from being set."""
        ((_, found),) = self.render_all([(document, fmt)])
        if isinstance(found, Pages):
            return found
        raise found

    def render_all(self, jobs: Iterable[tuple[Document, Format]]) -> Iterator[tuple[int, Answer]]:
        """Every job's place in `jobs` with what came of it, as they end; the longest are begun first."""
        given = tuple(jobs)
        waiting = sorted(range(len(given)), key=lambda position: _weight(given[position][0]))
        own: list[_Child] = []
        try:
            while waiting or own:
                while waiting and len(own) < self.slots:
                    own.append(self._start(waiting.pop(), given))
                for child in self._ended(own):
                    own.remove(child)
                    yield child.position, self._collect(child)
        finally:
            self._stop(own)

    def _start(self, position: int, given: Sequence[tuple[Document, Format]]) -> _Child:
        document, fmt = given[position]
        folder = tempfile.mkdtemp(prefix="trainingkit-")
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_work, args=(theirs, document, fmt, folder, self.limits), daemon=True)
        forkserver.ensure_running()
        with _without_main(), _uninterrupted():
            process.start()
        theirs.close()
        child = _Child(position, process, ours, Path(folder), time.monotonic() + self.limits.wall_seconds)
        self._running.append(child)
        return child

    def _ended(self, own: Sequence[_Child]) -> list[_Child]:
        """Children that have answered or died, and those past their time, which are killed first."""
        first = max(0.0, min(child.deadline for child in own) - time.monotonic())
        ready = set(wait([each for child in own for each in (child.answer, child.process.sentinel)], timeout=first))
        ended = [child for child in own if child.answer in ready or child.process.sentinel in ready]
        for child in own:
            if child not in ended and time.monotonic() >= child.deadline:
                child.late = True
                _kill(child)
                ended.append(child)
        return ended

    def _collect(self, child: _Child) -> Answer:
        try:
            said = self._read(child)
        finally:
            self._clean(child)
        if child.late:
            return LimitReached("time")
        return _judge(child.process.exitcode) if said is None else _answer(*said)

    def _read(self, child: _Child) -> tuple[dict[str, Any], bytes] | None:
        """What the child said; nothing where it died before it could."""
        try:
            if child.late or not child.answer.poll():
                return None
            said = json.loads(child.answer.recv_bytes(self.limits.file_bytes))
            # A child that hangs between the two answers is as late as any other.
            if not child.answer.poll(max(0.0, child.deadline - time.monotonic())):
                child.late = True
                return None
            return said, child.answer.recv_bytes(self.limits.file_bytes)
        except (EOFError, OSError, ValueError):
            return None

    def _clean(self, child: _Child) -> None:
        child.process.join(timeout=5)
        if child.process.is_alive():
            _kill(child)
            child.process.join(timeout=5)
        child.answer.close()
        shutil.rmtree(child.folder, ignore_errors=True)
        if child in self._running:
            self._running.remove(child)

    def _stop(self, children: Sequence[_Child]) -> None:
        for child in tuple(children):
            _kill(child)
            self._clean(child)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Somebody who stops the program waits until a child is begun: half a request makes the server of children print
    a traceback. The server itself must be running by now, or it would start deaf to signals."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """A child would import the program that started us, for nothing: all it needs is this module."""
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def _kill(child: _Child) -> None:
    """The child and everything it started; before it leads a group of its own only itself can be reached."""
    pid = child.process.pid
    with suppress(ProcessLookupError, PermissionError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        child.process.kill()


def _judge(exitcode: int | None) -> RenderError | LimitReached:
    """Why a child died without a word."""
    if exitcode in (-signal.SIGXCPU, -signal.SIGALRM):
        return LimitReached("time")
    if exitcode == -signal.SIGKILL:
        # Not ours: the system kills what takes too much memory.
        return LimitReached("memory")
    return RenderError("crashed", reason=signal.Signals(-exitcode).name if exitcode and exitcode < 0 else exitcode)


def _answer(said: dict[str, Any], pdf: bytes) -> Answer:
    if "code" in said:
        details = {str(name): str(value) for name, value in said["details"].items()}
        return (
            LimitReached(said["code"], **details)
            if said["code"] in _LIMIT_CODES
            else RenderError(said["code"], **details)
        )
    parts = tuple(PartPages(**{**each, "kind": PartKind(each["kind"])}) for each in said["parts"])
    problems = tuple(
        Problem(each["code"], each["unit"], each["details"], Severity.WARNING) for each in said["problems"]
    )
    return Pages(pdf, int(said["count"]), parts, problems)


def _weight(document: Document) -> int:
    """About how long it takes; what it says is a good measure of how much of it there is."""
    return len(repr(document.parts))
