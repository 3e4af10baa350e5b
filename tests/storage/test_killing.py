"""Killed with -9 in the middle of saving: what was acknowledged is there, and of what was not nothing or all of it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.databases import TOP
from trainingkit.storage.accounts import AttemptRow
from trainingkit.storage.database import open_database, reading
from trainingkit.storage.migrating import bring_up

KILLS = 12

# Three rows a time; a number is said once all three are kept.
SAVER = """
import sys
from datetime import UTC, datetime
from trainingkit.storage.accounts import AttemptRow
from trainingkit.storage.database import open_database, writing
database = open_database(sys.argv[1])
number = int(sys.argv[2])
while True:
    with writing(database) as db_session:
        for part in range(3):
            db_session.add(AttemptRow(digest=f"{number}-{part}", count=number, last_at=datetime.now(UTC)))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_every_kill(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'trainingkit.db'}"
    bring_up(open_database(address))
    dice = random.Random(7)  # noqa: S311 - no secret
    acknowledged: set[int] = set()
    for round_number in range(KILLS):
        start = (round_number + 1) * 100_000
        command = [sys.executable, "-c", SAVER, address, str(start)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=TOP) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(dice.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            said = [first, *process.stdout]
        acknowledged |= {int(line) for line in said if line.endswith("\n")}
    database = open_database(address)
    with reading(database) as db_session:
        rows = db_session.scalars(select(AttemptRow)).all()
        sound = db_session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
    database.close()
    parts: dict[int, int] = {}
    for row in rows:
        parts[row.count] = parts.get(row.count, 0) + 1
    assert sound == "ok"
    assert len(acknowledged) >= KILLS
    assert acknowledged <= parts.keys()
    assert set(parts.values()) == {3}
