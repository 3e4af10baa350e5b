"""Guessing made slow: comes in what was tried and where from, goes out how long to wait before the next try.

After five failures each further one doubles the wait, up to forty seconds; nobody is ever locked out. It counts for an
account as seen from one network, so that whoever guesses from elsewhere keeps its owner from nothing, and for the
network as a whole, so that trying many accounts is slow too. What is kept is a keyed digest: neither the name nor the
address can be read back. Refuses to remember longer than a day.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from trainingkit.storage.accounts import AttemptRow
from trainingkit.storage.database import Database, reading, writing

FREE_TRIES = 5
FREE_TRIES_OF_A_NETWORK = 30
LONGEST_SECONDS = 42
REMEMBERED = timedelta(days=1)


def wait_seconds(database: Database, key: bytes, now: datetime, name: str, address: str) -> int:
    """How long to wait before the next try; 0 for now."""
    with reading(database) as db_session:
        found = [(db_session.get(AttemptRow, digest), free) for digest, free in _digests(key, name, address)]
    waits = (_wait(row.count, free) - (now - row.last_at).total_seconds() for row, free in found if row)
    return max(0, *(round(wait + 0.5) for wait in waits), 0)


def note_failure(database: Database, key: bytes, now: datetime, name: str, address: str) -> None:
    """One more try that failed."""
    # Of two first failures at one moment one may be missed, and the next one counts again.
    with suppress(IntegrityError), writing(database) as db_session:
        db_session.execute(delete(AttemptRow).where(AttemptRow.last_at < now - REMEMBERED))
        for digest, _ in _digests(key, name, address):
            row = db_session.get(AttemptRow, digest, with_for_update=True)
            if row is None:
                db_session.add(AttemptRow(digest=digest, count=1, last_at=now))
            else:
                row.count, row.last_at = row.count + 1, now


def note_success(database: Database, key: bytes, name: str, address: str) -> None:
    """Forgets the failures of this account from there."""
    (digest, _), *_ = _digests(key, name, address)
    with writing(database) as db_session:
        db_session.execute(delete(AttemptRow).where(AttemptRow.digest == digest))


def _wait(count: int, free: int) -> float:
    return 0 if count < free else min(LONGEST_SECONDS, 2.0 ** min(count - free, 6))


def _digests(key: bytes, name: str, address: str) -> Iterable[tuple[str, int]]:
    network = _network(address)
    yield _digest(key, f"account {name.strip().casefold()} {network}"), FREE_TRIES
    yield _digest(key, f"network {network}"), FREE_TRIES_OF_A_NETWORK


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """The 256 addresses around one, or what one household gets of the newer kind."""
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return "?"
    return str(ipaddress.ip_network(f"{address}/{24 if version == 4 else 56}", strict=False))
