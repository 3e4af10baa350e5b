"""People in front of a real app: accounts in a real database, browsers that keep cookies, a clock that can be moved."""

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.json.tag import TaggedJSONSerializer
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from trainingkit.app import create_app_with
from trainingkit.config import read_settings
from trainingkit.domain.access import Rank
from trainingkit.rendering.worker import Renderer
from trainingkit.services.jobs import Press
from trainingkit.services.readings import Readings
from trainingkit.services.server import Server, prepare
from trainingkit.services.sessions import keep_session, new_secret
from trainingkit.storage.accounts import AccountRow, RoleRow
from trainingkit.storage.database import reading, writing
from trainingkit.web.factors import hashed
from trainingkit.web.pages import Shop

TOP = Path(__file__).resolve().parents[2]
KITS = TOP / "tests" / "samples" / "languages"
PASSWORD = "cuatro palabras que nadie diría"  # noqa: S105 - of nobody


@dataclass
class Clock:
    """The real time, moved by what a test says."""

    shift: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.shift


class Browser(FlaskClient):
    """Reads answers to their end; fills the token of the last form that it saw into the next one."""

    token = ""

    def open(self, *arguments: Any, **values: Any) -> TestResponse:
        answer = super().open(*arguments, **{"buffered": True, **values})
        is_page = answer.mimetype == "text/html" and not answer.content_encoding  # packed pages are those without forms
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.text) if is_page else None
        self.token = found[1] if found else self.token
        return answer

    def send(self, address: str, **fields: str) -> TestResponse:
        """A form, with the token."""
        return self.post(address, data={"csrf_token": self.token, **fields})

    def fill(self, address: str, **fields: str) -> TestResponse:
        """A page's form."""
        self.get(address)
        return self.send(address, **fields)


@dataclass
class Place:
    """A server with its app, its clock and its people."""

    app: Flask
    server: Server
    clock: Clock
    names: list[str] = field(default_factory=list)

    def browser(self) -> Browser:
        made = self.app.test_client()
        assert isinstance(made, Browser)
        return made

    def add(self, *ranks: Rank, name: str = "", password: str = "") -> str:
        """An account's id. Without a password it is only signed in by `signed_in`."""
        name = name or f"person{len(self.names)}"
        self.names.append(name)
        with self.app.app_context():
            secret = hashed(password) if password else None
        with writing(self.server.database) as db_session:
            row = AccountRow(username=name, password=secret, create_datetime=self.clock())
            for rank in ranks:
                role = db_session.scalar(select(RoleRow).where(RoleRow.name == rank.value)) or RoleRow(name=rank.value)
                row.roles.append(role)
            db_session.add(row)
            db_session.flush()
            return row.id

    def row(self, ident: str) -> AccountRow:
        with reading(self.server.database) as db_session:
            found = db_session.get_one(AccountRow, ident)
            assert found.roles is not None
            return found

    def signed_in(self, ident: str, confirmed_ago: float = 0) -> Browser:
        """A browser that this account signed in with."""
        row = self.row(ident)
        data = {"_user_id": row.fs_uniquifier, "_fresh": True, "fs_paa": time.time() - confirmed_ago, "fs_cc": "set"}
        secret = new_secret()
        keep_session(self.server.database, secret, TaggedJSONSerializer().dumps(data), row.fs_uniquifier, self.clock())
        made = self.browser()
        made.set_cookie("tk", secret)
        return made


def press_of(place: Place) -> Press:
    """What a worker beside this server makes files with."""
    shop, readings = place.app.extensions["trainingkit"], place.app.extensions["trainingkit-readings"]
    assert isinstance(shop, Shop)
    assert isinstance(readings, Readings)
    return Press(readings.of, shop.store, Renderer())


def make_place(folder: Path, database: str = "", kits: Path = KITS) -> Place:
    data = {"TRAININGKIT_DATA": str(folder / "data"), "TRAININGKIT_KITS": str(kits)}
    settings = read_settings({**data, "TRAININGKIT_DATABASE": database})
    clock = Clock()
    prepared = prepare(settings)
    server = Server(prepared.database, prepared.secret, clock)
    app = create_app_with(settings, server)
    app.testing = True
    app.test_client_class = Browser
    return Place(app, server, clock)
