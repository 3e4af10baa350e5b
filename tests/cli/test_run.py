"""The command line as a whole: help in two languages, one exit status for each way to end, never a traceback."""

import ast
import inspect
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from trainingkit import errors
from trainingkit.cli import run, trainingkit
from trainingkit.cli.console import make_console, printable
from trainingkit.cli.exits import STATUS, Terminated, explain, status_of
from trainingkit.cli.sentences import SENTENCES, sentence_of
from trainingkit.i18n.catalogues import messages_for, placeholders
from trainingkit.i18n.problems import SENTENCES as PROBLEMS

TOP = Path(__file__).resolve().parents[2]
SAMPLES = TOP / "tests" / "samples" / "languages"
PROGRAM = (sys.executable, "-m", "trainingkit")
Answer = subprocess.CompletedProcess[str]


def call(*arguments: str | bytes, cwd: Path = TOP, environ: Mapping[str, str] | None = None) -> Answer:
    """The program as a shell starts it."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LANG")}
    return subprocess.run(
        [*PROGRAM, *arguments],
        env={**kept, "PYTHONPATH": str(TOP), "LC_ALL": "C.UTF-8", **(environ or {})},
        cwd=cwd,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=120,
        check=False,
    )


# ── help and languages ──────────────────────────────────────────────────────────────────────────────────────────────


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL_COMMANDS = [((), trainingkit), *commands(trainingkit)]


@pytest.mark.parametrize(("path", "command"), ALL_COMMANDS, ids=[" ".join(path) for path, _ in ALL_COMMANDS])
def test_help_is_whole_in_spanish_and_in_english(
    path: tuple[str, ...],
    command: click.Command,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = {}
    for language in ("es_SV.UTF-8", "en_US.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        assert run([*path, "--help"]) == 0
        shown[language[:2]] = " ".join(capsys.readouterr().out.split())
    assert shown["en"].startswith("Usage: trainingkit")
    assert shown["es"].startswith("Uso: trainingkit")
    said = [command.help or "", *(getattr(param, "help", "") or "" for param in command.params)]
    spanish = messages_for("es")
    for message in filter(None, said):
        assert " ".join(messages_for("en").gettext(message).split()) in shown["en"]
        assert spanish.gettext(message) != message, "has no Spanish"
        assert " ".join(spanish.gettext(message).split()) in shown["es"]


def test_nothing_asked_is_answered_with_help() -> None:
    answer = call()
    assert answer.returncode == 2
    assert "kits" in answer.stdout


@pytest.mark.parametrize(
    ("environ", "first"),
    [
        ({"LC_ALL": "es_SV.UTF-8"}, "Uso:"),
        ({"LC_ALL": "", "LC_MESSAGES": "es_MX.UTF-8"}, "Uso:"),
        ({"LC_ALL": "", "LANG": "es"}, "Uso:"),
        ({"LC_ALL": "", "LANG": "en_GB.UTF-8", "LANGUAGE": "es:en"}, "Uso:"),
        ({"LC_ALL": "", "LANG": "fr_FR.UTF-8"}, "Usage:"),
        ({"LC_ALL": "C"}, "Usage:"),
        ({"LC_ALL": "xx!!/../es"}, "Usage:"),
    ],
)
def test_the_language_is_that_of_the_environment(environ: dict[str, str], first: str) -> None:
    assert call("--help", environ=environ).stdout.startswith(first)


# ── one table of ends ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_class_of_error_has_a_status() -> None:
    ours = [
        each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, errors.TrainingKitError)
    ]
    assert set(ours) <= STATUS.keys()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.ContentError([]), 1),
        (errors.RenderError(), 1),
        (errors.UsageError(), 2),
        (errors.NotFound(), 2),
        (errors.LimitReached(), 3),
        (errors.DiskError(), 4),
        (errors.Conflict(), 4),
        (PermissionError(13, "no", "/x"), 4),
        (errors.Busy(), 5),
        (errors.NotAllowed("leak"), 70),
        (ZeroDivisionError(), 70),
        (KeyboardInterrupt(), 130),
        (Terminated(), 143),
    ],
)
def test_statuses(error: BaseException, status: int) -> None:
    assert status_of(error) == status


def raised_codes() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every code with which our code raises an error, its class, and the details it gives."""
    kinds = {each.__name__ for each in STATUS if issubclass(each, errors.TrainingKitError)} - {"NotAllowed"}
    for path in sorted((TOP / "trainingkit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield node.func.id, first.value, frozenset(each.arg for each in node.keywords if each.arg)


NOT_SAID_HERE = {
    *("no-template", "icon-missing", "solver", "fit"),  # mistakes of the program
    *("no-such-file", "no-such-sheet", "not-in-language"),  # pages of the browser
    *("no-such-country", "no-such-part", "no-such-text", "no-such-language", "shared-already", "leads"),  # the desk
}


def test_every_error_has_a_sentence_that_its_details_fill() -> None:
    found = [each for each in raised_codes() if each[1] not in NOT_SAID_HERE]
    assert len(found) > 20
    # What goes wrong while a document is set becomes a problem of that document.
    assert {code for _, code, _ in found if code not in SENTENCES and code not in PROBLEMS} == set()
    unfilled = {code: placeholders(SENTENCES[code]) - details for _, code, details in found if code in SENTENCES}
    assert {code: names for code, names in unfilled.items() if names} == {}


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_error_without_a_sentence_is_still_said(language: str) -> None:
    said = sentence_of(errors.DiskError("never-heard-of", path="/a\nb"), messages_for(language))
    assert "never-heard-of" in said
    assert "\n" not in said


def test_a_mistake_of_the_program_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = explain(ZeroDivisionError("secret words"), make_console({"LC_ALL": "en"}))
    assert "ZeroDivisionError" in said
    assert "secret" not in said
    assert "\n" not in said


# ── what people type wrong ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["buidl"], "build"),
        (["kits", "chekc"], "check"),
        (["kits", "list", "--jsno"], "--json"),
        (["kits", "show"], "KIT"),
        (["kits", "show", "water", "more"], "--help"),
        (["build", "water", "--paper", "leter"], "letter"),
        (["build", "water", "--ink", "blak"], "black"),
        (["build", "water", "--document", "handuot"], "handout"),
        (["build", "water", "--document", "handout", "--language", "xx"], "es"),
        (["build", "water", "--price", "cheap"], "0.05"),
        (["build", "water", "--paper"], "--paper"),
        (["build", "watr"], "water"),
        (["kits", "show", "watr"], "watr"),
        (["kits", "check", "nowhere"], "nowhere"),
        (["--kits", "nowhere", "kits", "list"], "nowhere"),
    ],
)
@pytest.mark.parametrize("language", ["es_SV.UTF-8", "en_US.UTF-8"])
def test_wrong_usage_is_2_and_says_what_was_meant(
    arguments: list[str],
    expected: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setenv("TRAININGKIT_KITS", str(SAMPLES))
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert "Traceback" not in said.err


def test_an_error_is_data_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["kits", "check", "nowhere", "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "no-such-path"
    assert list(problem) == ["code", "severity", "file", "line", "unit", "message", "fix"]


# ── odd names, streams, signals ─────────────────────────────────────────────────────────────────────────────────────


ODD_NAMES: Mapping[str, bytes] = {
    "spaces": b"my kits here",
    "accents": "añil ñandú".encode(),
    "newline": b"one\ntwo",
    "dash": b"-rf",
    "not UTF-8": b"caf\xe9",
    "terminal codes": b"\x1b[31mred",
    "emoji": "🧵".encode(),
}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES.keys())
@pytest.mark.parametrize("locale", ["C.UTF-8", "C", "POSIX"])
def test_odd_names_of_folders(tmp_path: Path, name: bytes, locale: str) -> None:
    folder = os.fsencode(tmp_path) + b"/" + name
    os.mkdir(folder)  # noqa: PTH102 - bytes are the point
    answer = call("kits", "check", b"--", name, cwd=tmp_path, environ={"LC_ALL": locale})
    assert answer.returncode == 1
    assert "kit.yaml" in answer.stdout
    assert "\x1b" not in answer.stdout
    assert "Traceback" not in answer.stderr
    missing = call("kits", "check", b"--", name + b"x", cwd=tmp_path, environ={"LC_ALL": locale})
    assert missing.returncode == 2
    assert missing.stderr.count("\n") == 1


def test_a_name_of_5000_letters() -> None:
    assert call("kits", "check", "x" * 5000).returncode == 2
    assert call("build", "x/" * 5000).returncode == 2


def test_a_broken_link_is_4(tmp_path: Path) -> None:
    (tmp_path / "kit").symlink_to(tmp_path / "gone")
    for arguments in (["kits", "check"], ["kits", "show"], ["build"]):
        answer = call(*arguments, str(tmp_path / "kit"))
        assert answer.returncode == 4
        assert str(tmp_path / "kit") in answer.stderr


# Root may read and write everything, unless that very power is taken away.
WITHOUT_POWER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


@pytest.mark.skipif(bool(WITHOUT_POWER and not shutil.which("setpriv")), reason="run as root, and setpriv is missing")
@pytest.mark.parametrize(
    ("forbidden", "arguments"),
    [
        ("kits", ["kits", "list"]),
        ("kits", ["kits", "check"]),
        ("kits/water", ["kits", "show", "kits/water"]),
        ("kits/water", ["build", "kits/water"]),
        ("kits/water/agenda.yaml", ["kits", "check"]),
        ("kits/water/translations/en.po", ["kits", "check"]),
        ("shelf", ["build", "water", "--document", "handout", "--out", "shelf/out"]),
        ("shelf/old", ["build", "water", "--document", "handout", "--out", "shelf/old"]),
    ],
)
def test_no_permission_is_4_and_says_where(tmp_path: Path, forbidden: str, arguments: list[str]) -> None:
    shutil.copytree(SAMPLES, tmp_path / "kits")
    (tmp_path / "shelf" / "old").mkdir(parents=True)
    (tmp_path / forbidden).chmod(0)
    try:
        answer = subprocess.run(
            [*WITHOUT_POWER, *PROGRAM, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(TOP)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        (tmp_path / forbidden).chmod(0o755)
    assert answer.returncode == 4, answer.stdout + answer.stderr
    assert forbidden in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


def test_printable() -> None:
    assert printable("a\nb\x1b[0m\udcff ñ 🧵") == "a\\nb\\x1b[0m\\udcff ñ 🧵"


def test_a_reader_that_goes_away_causes_no_traceback() -> None:
    with subprocess.Popen(
        [*PROGRAM, "kits", "check", TOP / "tests", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=TOP
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.slow
@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_leaves_nothing(tmp_path: Path, sign: signal.Signals, status: int) -> None:
    out = tmp_path / "out"
    many = ["--document", "case", "--document", "handout", "--document", "worksheet"]  # enough not to be done too soon
    command = [*PROGRAM, "build", "san-salvador", "--kits", str(TOP / "kits"), "--out", str(out), *many]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while not re.match(r"1/\d+ ", process.stderr.readline()):
            assert process.poll() is None
        process.send_signal(sign)
        _, said = process.communicate(timeout=60)
    assert process.returncode == status
    assert "Traceback" not in said
    assert list(out.iterdir()) == []
