"""A real server for tests in a browser: `trainingkit serve` with its worker, on a free port, with a folder of its own.

Comes in: folders. Goes out: its address, and the link for the first account. It is a group of processes, so that all of
it can be killed at once, as a power cut would.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from flask.json.tag import TaggedJSONSerializer
from sqlalchemy import select

from trainingkit.config import read_settings
from trainingkit.domain.access import Rank
from trainingkit.services.server import attach, prepare
from trainingkit.services.sessions import keep_session, new_secret
from trainingkit.storage.accounts import AccountRow, RoleRow
from trainingkit.storage.database import writing

TOP = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120


@dataclass
class Serving:
    """A server, running or not. `code` is where the program lies, which is elsewhere for the pseudo-language."""

    data: Path
    kits: Path = TOP / "kits"
    code: Path = TOP
    port: int = 0
    address: str = ""
    first: str = ""
    """The link for the first account, where there is none yet."""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def environ(self) -> dict[str, str]:
        """What it is started with: nothing of what the machine says of trainingkit."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAININGKIT_")}
        return {
            **kept,
            "PYTHONPATH": str(self.code),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TRAININGKIT_DATA": str(self.data),
            "TRAININGKIT_KITS": str(self.kits),
        }

    def start(self) -> None:
        """Returns when it can be opened; on the port that it had, where it was started before."""
        command = [sys.executable, "-m", "trainingkit", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env=self.environ,
            cwd=self.code,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # a group of its own
        )
        self.address = self._said(r"Open (http://\S+/)")
        self.port = int(self.address.rstrip("/").rpartition(":")[2])
        if not self._has_accounts():
            self.first = self._said(r"(http://\S+/invitation/[\w-]+)")

    def _said(self, pattern: str) -> str:
        """What it prints. A thread reads, since a pipe knows no limit of time."""
        process = self.process
        assert process is not None
        assert process.stdout is not None
        lines: Queue[str] = Queue()
        reader = Thread(target=lambda out: lines.put(out.readline()), args=(process.stdout,), daemon=True)
        reader.start()
        try:
            line = lines.get(timeout=PATIENCE_SECONDS)
        except Empty:
            raise AssertionError("the server says nothing") from None
        found = re.search(pattern, line)
        assert found, f"the server says: {line!r}"
        return found[1]

    def _has_accounts(self) -> bool:
        server = attach(read_settings(self.settings))
        try:
            return server.has_accounts()
        finally:
            server.database.close()

    @property
    def settings(self) -> dict[str, str]:
        """The same place for what a test does to it from outside."""
        return {"TRAININGKIT_DATA": str(self.data), "TRAININGKIT_KITS": str(self.kits)}

    def end(self, with_signal: signal.Signals = signal.SIGTERM) -> None:
        """Ends it and all that it started; with SIGKILL nobody has time for anything."""
        process = self.process
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, with_signal)
        process.wait(PATIENCE_SECONDS)
        _wait_for_group(process.pid)
        if process.stdout:
            process.stdout.close()
        self.process = None

    def sign_in(self, *ranks: Rank, name: str) -> str:
        """A new account that is signed in, past the pages that the journey of an account goes through: its cookie."""
        settings = read_settings(self.settings)
        server = prepare(settings) if self.process is None else attach(settings)
        try:
            with writing(server.database) as db_session:
                row = AccountRow(username=name, create_datetime=server.clock())
                for rank in ranks:
                    kept = db_session.scalar(select(RoleRow).where(RoleRow.name == rank.value))
                    row.roles.append(kept or RoleRow(name=rank.value))
                db_session.add(row)
                db_session.flush()
                mark = row.fs_uniquifier
            data = {"_user_id": mark, "_fresh": True, "fs_paa": time.time(), "fs_cc": "set"}
            secret = new_secret()
            keep_session(server.database, secret, TaggedJSONSerializer().dumps(data), mark, server.clock())
        finally:
            server.database.close()
        return secret


def _wait_for_group(group: int) -> None:
    """Its last process is gone: the next server may take the port and the files."""
    for _ in range(PATIENCE_SECONDS * 10):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


@contextmanager
def serving(data: Path, kits: Path = TOP / "kits", code: Path = TOP) -> Iterator[Serving]:
    """A server for as long as a test needs it."""
    made = Serving(data, kits, code)
    made.start()
    try:
        yield made
    finally:
        made.end()
