"""The audit trail: whoever changes, adds or takes out an entry is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from trainingkit.storage.audit import Entry, check_trail, entries, note
from trainingkit.storage.database import Database, reading, writing
from trainingkit.storage.models import AuditRow

NOW = datetime(2027, 5, 19, 8, 30, 12, 345, tzinfo=UTC)
KEY = b"k" * 32
TRAIL = [Entry(NOW, f"account-{number}", "workshop.share", f"workshop/{number}") for number in range(5)]


def fill(database: Database) -> None:
    for entry in TRAIL:
        with writing(database) as db_session:
            note(db_session, KEY, entry)


def test_the_trail_is_what_happened_in_its_order(database: Database) -> None:
    fill(database)
    with reading(database) as db_session:
        assert list(entries(db_session)) == TRAIL
        assert check_trail(db_session, KEY) == ()


def change(db_session: Session) -> None:
    db_session.get_one(AuditRow, 3).actor = "somebody else"


def take_out(db_session: Session) -> None:
    db_session.delete(db_session.get_one(AuditRow, 3))


def add_without_the_key(db_session: Session) -> None:
    note(db_session, b"x" * 32, TRAIL[0])


@pytest.mark.parametrize(("tamper", "found"), [(change, (3,)), (take_out, (4,)), (add_without_the_key, (6,))])
def test_whoever_touches_it_is_found(
    database: Database, tamper: Callable[[Session], None], found: tuple[int, ...]
) -> None:
    fill(database)
    with writing(database) as db_session:
        tamper(db_session)
    with reading(database) as db_session:
        assert check_trail(db_session, KEY) == found


def test_many_at_once_stand_one_after_the_other(database: Database) -> None:
    def add_one(number: int) -> None:
        with writing(database) as db_session:
            note(db_session, KEY, TRAIL[number % 5])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(24)))
    with reading(database) as db_session:
        assert len(list(entries(db_session))) == 24
        assert check_trail(db_session, KEY) == ()
