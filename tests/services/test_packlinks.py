"""Packs by link: opened by whoever has the secret, for as long as was said, and not after they were taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.databases import address, database, empty, postgres
from trainingkit.errors import NotFound, UsageError
from trainingkit.services.packlinks import DOCUMENTS, PackWish, links_of, make_link, open_link, revoke
from trainingkit.services.sessions import digest_of
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.database import Database, reading, writing
from trainingkit.storage.models import JobRow, PackLinkRow

__all__ = ["address", "database", "empty", "postgres"]

NOW = datetime(2027, 5, 19, 8, 30, tzinfo=UTC)
WISH = PackWish(kit="san-salvador", languages=("es", "en"), days=7)


@pytest.fixture
def account(database: Database) -> str:
    with writing(database) as db_session:
        row = AccountRow(username="rosa", create_datetime=NOW)
        db_session.add(row)
        db_session.flush()
        return row.id


def made(database: Database, account: str, wish: PackWish = WISH) -> tuple[str, str]:
    with writing(database) as db_session:
        link, secret = make_link(db_session, wish, account, NOW)
        return link.id, secret


def test_whoever_has_the_secret_finds_the_build(database: Database, account: str) -> None:
    ident, secret = made(database, account)
    with reading(database) as db_session:
        link, job = open_link(db_session, secret, NOW)
        assert (link.id, link.kit, job.kit, job.workshop_id) == (ident, "san-salvador", "san-salvador", None)
        assert job.order["documents"] == list(DOCUMENTS)
        assert job.order["languages"] == ["es", "en"]


def test_the_secret_is_kept_nowhere(database: Database, account: str) -> None:
    ident, secret = made(database, account)
    with reading(database) as db_session:
        kept = db_session.get_one(PackLinkRow, ident)
        assert kept.digest == digest_of(secret)
        assert secret not in str(kept.order)
    assert len(secret) >= 43  # 256 bits


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_holds_for_as_long_as_was_said(database: Database, account: str, days: int) -> None:
    _, secret = made(database, account, PackWish(kit="san-salvador", languages=("es",), days=days))
    with reading(database) as db_session:
        open_link(db_session, secret, NOW + timedelta(days=days) - timedelta(seconds=1))
        with pytest.raises(NotFound):
            open_link(db_session, secret, NOW + timedelta(days=days))


def test_a_time_that_is_not_offered(database: Database, account: str) -> None:
    with pytest.raises(UsageError) as caught:
        made(database, account, PackWish(kit="san-salvador", languages=("es",), days=365))
    assert caught.value.code == "pack-days"


def test_a_link_that_was_taken_back_is_as_if_it_never_was(database: Database, account: str) -> None:
    ident, secret = made(database, account)
    with writing(database) as db_session:
        revoke(db_session, ident, NOW)
        revoke(db_session, ident, NOW + timedelta(hours=1))
    with reading(database) as db_session:
        assert db_session.get_one(PackLinkRow, ident).revoked_at == NOW
        with pytest.raises(NotFound) as gone:
            open_link(db_session, secret, NOW)
        with pytest.raises(NotFound) as never:
            open_link(db_session, "never", NOW)
        assert gone.value.code == never.value.code
        assert not links_of(db_session, account, NOW)


def test_two_links_to_the_same_pack_are_one_build(database: Database, account: str) -> None:
    first, second = made(database, account), made(database, account)
    assert first[1] != second[1]
    with reading(database) as db_session:
        assert len(db_session.scalars(select(JobRow)).all()) == 1
        assert [each.id for each in links_of(db_session, account, NOW)] == sorted((first[0], second[0]))
        assert not links_of(db_session, account, NOW + timedelta(days=8))
