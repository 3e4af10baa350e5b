"""How long a whole kit takes, as a ratio to plain WeasyPrint; fitting one to a time; the pages of the application
(`bench.web`): what `make bench` prints, or one of them with `--only`.

In: the example workshop, every document in both languages. Out: the wall time of a build, from reading the kit to the
last PDF (the renderer and its two slots), over that of `HTML(string).write_pdf(pdf_variant='pdf/ua-1')` for the same
documents' HTML, one after the other; and the time of each stage. Both are processes of their own that begin cold and
take turns. Only ratios of one run say anything: a shared machine changes seconds from one minute to the next.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from bench.fitting import FIT_TARGET, compare_fit
from bench.web import compare_web
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import orders_for
from trainingkit.domain.document import Figure
from trainingkit.domain.printrun import Occasion
from trainingkit.planning.casting import cast
from trainingkit.rendering import fonts
from trainingkit.rendering.html import figure_url, to_html
from trainingkit.rendering.worker import Renderer
from trainingkit.services.building import SLOTS, plan_of
from trainingkit.services.library import find_subject, read_subject
from trainingkit.services.plan import Job, assemble_all
from trainingkit.services.wanted import Wanted

HERE = Path(__file__).resolve().parent
TOP = HERE.parent
TARGET = 0.7
PARTS = ("build", "fit", "web")


class Laps:
    """The seconds of one stage after the other."""

    def __init__(self) -> None:
        self.begun = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Ends a stage."""
        now = time.perf_counter()
        self.seconds[stage], self.begun = now - self.begun, now


def jobs_of(subject: str, laps: Laps) -> tuple[Job, ...]:
    """Everything to set. Drafts stand in for what is not translated."""
    found = find_subject(subject, TOP / "kits")
    _, kit, workshop = read_subject(found)
    laps.lap("read")
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    laps.lap("schedule and cast")
    plan = plan_of(Occasion(kit=kit, workshop=workshop, schedule=planned, casting=casting), Wanted(draft=True), found)
    jobs, _ = assemble_all(orders_for(kit, workshop, planned, casting, plan.languages), plan)
    laps.lap("assemble")
    return jobs


# ── as a build does it ──────────────────────────────────────────────────────────────────────────────────────────────


def build(subject: str) -> None:
    """All documents through the renderer; prints the seconds of each stage."""
    laps = Laps()
    jobs = jobs_of(subject, laps)
    with Renderer(SLOTS) as renderer:
        answers = [answer for _, answer in renderer.render_all([(job.document, job.format) for job in jobs])]
    laps.lap("HTML and PDF")
    failed = [answer for answer in answers if isinstance(answer, Exception)]
    pages = sum(answer.count for answer in answers if not isinstance(answer, Exception))
    print(json.dumps({"stages": laps.seconds, "files": len(jobs), "failed": len(failed), "pages": pages}))


# ── plainly ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_html(subject: str, folder: Path) -> None:
    """The same documents as HTML, with what they fetch beside them."""
    for number, job in enumerate(jobs_of(subject, Laps())):
        (folder / f"{number:03}.html").write_text(to_html(job.document, job.format), "utf-8")
        for figure in figures_in(job.document):
            path = folder / figure_url(figure).replace(":", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(figure.svg, "utf-8")
    for url, content in fonts.read_fonts().items():
        path = folder / url.replace(":", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def figures_in(value: object) -> Iterator[Figure]:
    """Every drawing below a value."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from figures_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from figures_in(getattr(value, field.name))


# ── both ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def timed(*command: str) -> tuple[float, str]:
    """The wall time of a process, and what it printed."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=TOP, env=dict(os.environ), stdout=subprocess.PIPE, text=True, check=True
    )
    return time.perf_counter() - begun, done.stdout


def compare(subject: str, rounds: int) -> float:
    """Takes turns, so that a slow minute of the machine hits both; prints everything and returns the best ratio."""
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        write_html(subject, Path(name))
        for number in range(1, rounds + 1):
            plain, said = timed(str(HERE / "plain.py"), name)
            ours, answer = timed("-m", "bench", subject, "--build-once")
            found = json.loads(answer)
            ratios.append(ours / plain)
            print(f"round {number}: {found['files']} files, {found['pages']} pages", end="")
            print(f", {found['failed']} could not be set" if found["failed"] else "")
            for stage, seconds in found["stages"].items():
                print(f"  {stage:<20} {seconds:8.2f} s  {seconds / plain:6.3f}")
            print(f"  {'whole build, cold':<20} {ours:8.2f} s  {ours / plain:6.3f}")
            print(f"  {'plain, cold':<20} {plain:8.2f} s   1      ({said.strip()})", flush=True)
    return min(ratios)


def main() -> None:
    """Prints the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("subject", nargs="?", default="example", help="a workshop or a kit")
    parser.add_argument("--rounds", type=int, help="of each part; without it 1 build, 3 fits, 5 of the application")
    parser.add_argument("--build-once", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=PARTS, action="append", help="one part instead of all")
    options = parser.parse_args()
    if options.build_once:
        build(options.subject)
        return
    parts = options.only or PARTS
    if "build" in parts:
        say(compare(options.subject, options.rounds or 1), TARGET)
    if "fit" in parts:
        say(compare_fit(TOP / "kits", options.rounds or 3), FIT_TARGET)
    if "web" in parts:
        found = compare_web(TOP / "kits", options.rounds or 5)
        print(f"\n{sum(each.is_reached for each in found)} of {len(found)} targets reached\n", flush=True)


def say(ratio: float, target: float) -> None:
    """One line: the best ratio, and whether it is good enough."""
    print(f"\nratio {ratio:.3f}, target {target}: {'reached' if ratio <= target else 'not reached'}\n", flush=True)


if __name__ == "__main__":
    main()
