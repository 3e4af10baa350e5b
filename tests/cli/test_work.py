"""`trainingkit work`, a real process: makes what waits, ends when it is told to or when its parent is gone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.databases import TOP
from trainingkit.config import read_settings
from trainingkit.services.jobs import ask_for_kit
from trainingkit.services.server import Server, prepare
from trainingkit.services.wanted import Wanted
from trainingkit.storage.database import reading, writing
from trainingkit.storage.models import JobRow

pytestmark = pytest.mark.slow

KITS = TOP / "tests" / "samples" / "languages"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "TRAININGKIT_DATA": str(tmp_path / "data"),
        "TRAININGKIT_KITS": str(KITS),
        "LANG": "en_US.UTF-8",
    }


def started(environ: dict[str, str], *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "trainingkit", "work", *options]
    return subprocess.Popen(command, env=environ, cwd=TOP, stdin=subprocess.PIPE, stderr=subprocess.PIPE)


def waiting(environ: dict[str, str]) -> tuple[Server, str]:
    server = prepare(read_settings({name: each for name, each in environ.items() if name.startswith("TRAININGKIT_")}))
    with writing(server.database) as db_session:
        wanted = Wanted(documents=("handout",), languages=("es",))
        return server, ask_for_kit(db_session, "water", wanted, None, server.clock()).id


def state(server: Server, ident: str) -> str:
    with reading(server.database) as db_session:
        return db_session.get_one(JobRow, ident).state


def test_it_makes_what_waits_and_ends_when_told(environ: dict[str, str]) -> None:
    server, ident = waiting(environ)
    with started(environ) as worker:
        until = time.monotonic() + 90
        while state(server, ident) in ("waiting", "running") and time.monotonic() < until:
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) != 0
        assert worker.stderr is not None
        assert b"Traceback" not in worker.stderr.read()
    assert state(server, ident) == "done"
    server.database.close()


def test_it_ends_with_whoever_started_it(environ: dict[str, str]) -> None:
    server, _ = waiting(environ)
    server.database.close()
    with started(environ, "--until-closed") as worker:
        assert worker.stdin is not None
        worker.stdin.close()
        worker.wait(60)


def test_nothing_is_worked_on_before_a_server_was_prepared(environ: dict[str, str]) -> None:
    with started(environ) as worker:
        assert worker.wait(60) == 2
        assert worker.stderr is not None
        assert b"trainingkit serve" in worker.stderr.read()
