"""A server made ready: its folder, its key, its database in today's shape, and a link for the first account.

Comes in: `Settings`. Goes out: a `Server`, which everything behind the screens asks for what it needs. Refuses what
would not be safe (`UsageError`): a folder that others may write into, a key that others can read, a lost key.
"""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, select

from trainingkit.config import Settings
from trainingkit.errors import UsageError
from trainingkit.storage import base
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.database import Database, is_embedded, open_database, parsed, reading
from trainingkit.storage.migrating import bring_up, is_current
from trainingkit.storage.publishing import disk_errors
from trainingkit.storage.sealing import derived, make_key_file, read_key_file
from trainingkit.storage.workshops import Vault

DbSession = base.DbSession
"""What a service is given to work with: a command's session, or that of the request."""


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Server:
    """What a running server holds. `secret` is in its key file alone; `clock` says what time it is."""

    database: Database
    secret: bytes = field(repr=False)
    clock: Callable[[], datetime] = now

    @property
    def vault(self) -> Vault:
        """The key of keys of workshops."""
        return Vault(derived(self.secret, "workshops"))

    def key_for(self, purpose: str) -> bytes:
        """A key for one purpose."""
        return derived(self.secret, purpose)

    def has_accounts(self) -> bool:
        """Whether anybody can sign in at all."""
        with reading(self.database) as db_session:
            return db_session.scalar(select(AccountRow.id).limit(1)) is not None


def prepare(settings: Settings) -> Server:
    """Makes what a first start needs, and brings what there is to today's shape."""
    url = parsed(settings.database)
    prepare_folder(settings.data)
    secret = _secret(settings, url)
    database = open_database(settings.database)
    bring_up(database)
    return Server(database, secret)


def attach(settings: Settings) -> Server:
    """The same for a process that was started by one that prepared everything. Raises UsageError where it was not."""
    database = open_database(settings.database)
    if not is_current(database):
        raise UsageError("server-not-prepared")
    return Server(database, read_key_file(settings.key))


def prepare_folder(folder: Path) -> None:
    """The folder for data, for its owner alone. Raises UsageError for one that others may write into."""
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        about = folder.stat()
        if about.st_mode & stat.S_IWOTH:
            raise UsageError("data-folder-open", path=folder)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError("data-folder-of-others", path=folder)


def _secret(settings: Settings, url: URL) -> bytes:
    """The key; a new one for a new server. Without the old one nothing that was kept could be read again."""
    if os.path.lexists(settings.key):
        return read_key_file(settings.key)
    if is_embedded(url) and url.database and Path(url.database).exists():
        raise UsageError("key-file-lost", path=settings.key)
    return make_key_file(settings.key)
