"""What every table is built on: the base class of rows, moments in UTC, ids that tell nothing.

Holds no table. Refuses a moment without a time zone: it raises ValueError before anything is stored.
"""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name on every database, since a migration can only change what it can name."""


DbSession = Session | scoped_session[Any]
"""What rows are asked for with: a command's session, or that of the request."""


class Moment(TypeDecorator[datetime]):
    """A moment: aware and in UTC in Python, UTC without a zone in the table, which SQLite could not keep."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its signature
        """To the table."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same
        """From the table."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Rows are typed, end in `Row`, and stay in `storage` and `services`."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment}  # noqa: RUF012 - SQLAlchemy asks for a plain dict


def new_id() -> str:
    """128 random bits: nobody can count on from one id to the next, or tell which is older."""
    return secrets.token_hex(16)
