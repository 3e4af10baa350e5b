"""Finished files of the library: kept on the disk, made when they are missing; and since when each text has been there.

Comes in: documents and formats. Goes out: artefacts, made by the same renderer as on the command line; and days.
Refuses to make one file twice at a time, and more than a few at a time, however many ask.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from trainingkit import rendering
from trainingkit.domain.document import Document, Format
from trainingkit.errors import Busy
from trainingkit.rendering.typeset import Pages
from trainingkit.rendering.worker import Renderer
from trainingkit.storage.artefacts import Artefact, Store
from trainingkit.storage.publishing import digest_of
from trainingkit.storage.seen import Seen

RENDERING = Path(rendering.__file__).parent
_MADE_WITH = (".py", ".css", ".html", ".svg", ".ttf", ".conf")
PATIENCE_SECONDS = 60.0
"""How long somebody waits for another to finish the same file."""
TURNS = 2
"""Files made at the same time, however many ask."""


def today() -> date:
    """Today, everywhere."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Stock:
    """Where finished files are kept, who makes them, and since when each text has been there."""

    store: Store
    renderer: Renderer
    today: Callable[[], date] = today
    _turns: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(TURNS))

    def facts(self, document: Document, fmt: Format) -> Artefact | None:
        """What is known of a file that has been made."""
        return self.store.facts(key_of(document, fmt))

    def make(self, document: Document, fmt: Format, patience_seconds: float = PATIENCE_SECONDS) -> Artefact:
        """The file, made now if it never was; one run makes it, whoever else asks waits. Raises Busy after a while."""
        key = key_of(document, fmt)
        found = self.store.find(key)
        if found is not None:
            return found
        with self.store.alone_with(key, patience_seconds):
            found = self.store.find(key)  # somebody else may have made it meanwhile
            if found is None:
                with self._turn(key, patience_seconds):
                    pages = self.renderer.render(document, fmt)
                found = self.store.put(key, pages.pdf, pages.count)
        return found

    def make_all(self, jobs: Sequence[tuple[Document, Format]]) -> Iterator[tuple[int, Artefact]]:
        """Each file by its place in `jobs`, as they get ready; raises what kept the first bad one from being made."""
        keys = [key_of(document, fmt) for document, fmt in jobs]
        missing: list[int] = []
        for position, key in enumerate(keys):
            found = self.store.find(key)
            if found is None:
                missing.append(position)
            else:
                yield position, found
        for place, pages in self.renderer.render_all(jobs[position] for position in missing):
            if not isinstance(pages, Pages):
                raise pages
            yield missing[place], self.store.put(keys[missing[place]], pages.pdf, pages.count)

    def since(self, digests: Iterable[str]) -> dict[str, date]:
        """The day on which each text was first there."""
        return Seen(self.store.folder.with_name("first-seen.txt")).since(digests, self.today())

    @contextmanager
    def _turn(self, key: str, patience_seconds: float) -> Iterator[None]:
        if not self._turns.acquire(timeout=patience_seconds):
            raise Busy("artefact-busy", path=f"{key}.pdf")
        try:
            yield
        finally:
            self._turns.release()


def key_of(document: Document, fmt: Format) -> str:
    """Everything a file is made from: the document, the format, and what typesets them."""
    return digest_of(f"{document.digest}\n{fmt!r}\n{_made_with()}".encode())


@cache
def _made_with() -> str:
    """The renderer: its styles, templates, code and fonts, and the libraries whose change could change bytes."""
    digest = hashlib.sha256()
    for path in sorted(each for each in RENDERING.rglob("*") if each.is_file() and each.suffix in _MADE_WITH):
        digest.update(path.relative_to(RENDERING).as_posix().encode())
        digest.update(path.read_bytes())
    versions = (f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools", "pikepdf"))
    return f"{digest.hexdigest()} {' '.join(versions)}"
