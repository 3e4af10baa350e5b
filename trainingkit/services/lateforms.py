"""A form that came too late, kept for as long as it takes to sign in: comes in its fields, goes out a sealed piece of
text, and the other way round.

It lies in the session of a browser that nobody is signed in with, so there is room for a few and no more, and who reads
the database reads none of it. Refuses more than a page of text.
"""

import base64
import binascii
import json
from dataclasses import dataclass

from sqlalchemy import func, select

from trainingkit.errors import DiskError
from trainingkit.services.server import Server
from trainingkit.storage.accounts import BrowserSessionRow
from trainingkit.storage.database import reading
from trainingkit.storage.sealing import seal, unseal

LONGEST = 40_000
"""Bytes of a form; a whole agenda has some twenty thousand."""
MOST_AT_ONCE = 100
"""Whoever has no account could fill a disk with them otherwise."""
_LARGE = 3_000
"""A session in which none waits is shorter."""
_ABOUT = "late forms"


@dataclass(frozen=True, slots=True)
class Form:
    """The address that a form was sent to, and what stood in it."""

    to: str
    fields: tuple[tuple[str, str], ...]


def sealed(server: Server, form: Form) -> str:
    """The form for the session; nothing where it is too long, or too many are waiting."""
    told = json.dumps([form.to, form.fields]).encode()
    if len(told) > LONGEST or not _has_room(server):
        return ""
    return base64.b64encode(seal(server.key_for(_ABOUT), told, _ABOUT)).decode()


def opened(server: Server, kept: str) -> Form | None:
    """The form that waits in a session; None for what is none."""
    try:
        told = unseal(server.key_for(_ABOUT), base64.b64decode(kept, validate=True), _ABOUT)
    except (binascii.Error, DiskError):
        return None
    to, fields = json.loads(told)
    return Form(to, tuple((name, value) for name, value in fields))


def _has_room(server: Server) -> bool:
    with reading(server.database) as db_session:
        large = select(func.count()).where(func.length(BrowserSessionRow.data) > _LARGE)
        return (db_session.scalar(large) or 0) < MOST_AT_ONCE
