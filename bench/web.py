"""How fast the application answers, as ratios of one run: pages to an empty answer of Flask, a file to nginx.

In: `trainingkit serve` with a folder of its own, 10,000 workshops, and somebody who gives fifty of them. Out: for each
kind of page the 95th percentile over that of an empty request on the same gunicorn, everybody in turn; and how fast a
kept file of 2 MB comes in comparison with nginx on the same processor. Leaves nginx out, and says so, where there is
none. Nothing but this bench runs on the server, so that seconds say what one page costs, not how many fit into one.
"""

import re
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.asking import Answer, Client
from bench.beside import empty_server, nginx, on_one_processor
from bench.filling import ALL, KIT, OWN, a_workshop, fill
from tests.browser.server import Serving
from trainingkit.config import read_settings
from trainingkit.domain.access import Rank
from trainingkit.services.server import attach
from trainingkit.storage.artefacts import Store
from trainingkit.storage.publishing import digest_of

TOP = Path(__file__).resolve().parent.parent
DETAIL, LISTED = 10.0, 15.0
"""Targets: of a page about one thing, and of one that lists fifty among ten thousand."""
DOWNLOAD = 0.9
BYTES = 2 * 1024 * 1024
WARM_UPS = 5
_NAME = "bench"


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was measured, and whether it is good enough. `least`: more is better."""

    name: str
    value: float
    target: float
    least: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether the target is."""
        return self.value >= self.target if self.least else self.value <= self.target

    def __str__(self) -> str:
        verdict = "reached" if self.is_reached else "NOT REACHED"
        return f"  {self.name:<44} {self.value:8.3f}   target {'≥' if self.least else '≤'} {self.target:g}: {verdict}"


def compare_web(kits: Path, rounds: int, requests: int = 60) -> tuple[Ratio, ...]:
    """Prints every ratio. `requests`: of each kind in a round."""
    with tempfile.TemporaryDirectory() as name:
        serving = Serving(Path(name) / "data", kits)
        cookie = serving.sign_in(Rank.FACILITATOR, name=_NAME)
        ident = _filled(serving, kits)
        with on_one_processor():
            serving.start()
        try:
            found = (
                *_pages(serving, cookie, ident, rounds, requests),
                *_downloads(serving, Path(name), rounds),
            )
        finally:
            serving.end()
    return found


def _filled(serving: Serving, kits: Path) -> str:
    server = attach(read_settings(serving.settings))
    try:
        return fill(server, _NAME, a_workshop(kits))
    finally:
        server.database.close()


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def pages_of(ident: str, sheet: str) -> Mapping[str, tuple[str, float]]:
    """Each kind of page: an example, and its target."""
    one = f"/es/workshops/{ident}"
    return {
        "front page": ("/es/", DETAIL),
        "list of sheets": ("/es/sheets/", LISTED),
        "a search": ("/es/sheets/?text=agua", LISTED),
        "a sheet": (f"/es/sheets/{sheet}", DETAIL),
        "a sheet to read": (f"/es/sheets/{sheet}/read/es", DETAIL),
        "a kit": (f"/es/kits/{KIT}", DETAIL),
        f"«My workshops»: {OWN} among {ALL:,}": ("/es/workshops/", LISTED),
        "a workshop": (f"{one}/", DETAIL),
        "a form": (f"{one}/set/people", DETAIL),
        "agenda": (f"{one}/agenda", DETAIL),
        "print centre": (f"{one}/print/", DETAIL),
    }


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who reads the library without a cookie, and looks at workshops with one."""

    stranger: Client
    facilitator: Client

    def ask(self, path: str) -> Answer:
        """The page as its readers ask for it."""
        return (self.facilitator if "/workshops/" in path else self.stranger).ask(path)


def _pages(serving: Serving, cookie: str, ident: str, rounds: int, requests: int) -> Iterator[Ratio]:
    client = Visitor(Client(serving.port), Client(serving.port, cookie))
    front = client.ask("/es/").body.decode()
    found = re.search(r'href="/es/sheets/([^"/?]+)"', front)
    if found is None:
        raise SystemExit("the front page shows no sheet")
    pages = pages_of(ident, found[1])
    for path, _ in pages.values():
        for _ in range(WARM_UPS):
            if (status := client.ask(path).status) != 200:
                raise SystemExit(f"{path}: {status}")
    with empty_server(serving.data) as port:
        empty = Client(port)
        ratios: dict[str, list[float]] = {name: [] for name in pages}
        print(f"pages, p95 of {requests} requests each, in turn; the median of {rounds} rounds", flush=True)
        for number in range(1, rounds + 1):
            seconds = _a_round(empty, client, pages, requests)
            bare = p95(seconds.pop(""))
            for name, each in seconds.items():
                ratios[name].append(p95(each) / bare)
            print(f"round {number}: empty request {bare * 1000:.2f} ms", flush=True)
    for name, (_, target) in pages.items():
        ratio = Ratio(name, statistics.median(ratios[name]), target)
        print(ratio, flush=True)
        yield ratio


def _a_round(
    empty: Client, client: Visitor, pages: Mapping[str, tuple[str, float]], requests: int
) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {"": [], **{name: [] for name in pages}}
    for _ in range(requests):
        seconds[""].append(empty.ask("/").seconds)
        for name, (path, _) in pages.items():
            seconds[name].append(client.ask(path).seconds)
    return seconds


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _downloads(serving: Serving, folder: Path, rounds: int, requests: int = 20) -> Iterator[Ratio]:
    client = Client(serving.port)
    page = client.ask(f"/es/kits/{KIT}").body.decode()
    sheet = re.search(r'href="(/es/sheets/[^"/?]+)"', page)
    file = re.search(r'href="(/kits/[^"]+\.pdf)"', client.ask(sheet[1]).body.decode()) if sheet else None
    if file is None:
        raise SystemExit("the kit's first sheet has no file")
    data = _grow(Store(serving.data / "files"), client.ask(file[1]).body)
    answer = client.ask(file[1])
    if answer.body != data:
        raise SystemExit("the server does not send the file that is kept")
    print(f"304 for who has the file: {client.ask(file[1], If_None_Match=answer.headers['ETag']).status == 304}")
    (folder / "www").mkdir()
    (folder / "www" / "file.pdf").write_bytes(data)
    with nginx(folder) as port:
        if port is None:
            print("NGINX IS NOT HERE: a download was compared with nothing (install the package nginx)", flush=True)
            return
        other, ratios = Client(port), []
        for number in range(1, rounds + 1):
            ours, theirs = [], []
            for _ in range(requests):
                ours.append(client.ask(file[1]).seconds)
                theirs.append(other.ask("/file.pdf").seconds)
            ratios.append(statistics.median(theirs) / statistics.median(ours))
            print(f"round {number}: 2 MB in {statistics.median(ours) * 1000:.2f} ms, nginx in ", end="")
            print(f"{statistics.median(theirs) * 1000:.2f} ms", flush=True)
    ratio = Ratio("kept file of 2 MB, of nginx's throughput", statistics.median(ratios), DOWNLOAD, least=True)
    print(ratio, flush=True)
    yield ratio


def _grow(store: Store, pdf: bytes) -> bytes:
    """The kept file with these bytes made 2 MB long, so that what is measured is sending, not making."""
    for path in store.folder.glob("*.pdf"):
        if digest_of(path.read_bytes()) == digest_of(pdf):
            grown = pdf.ljust(BYTES, b"\n")
            store.put(path.stem, grown, 1)
            return grown
    raise SystemExit("the server keeps no such file")
