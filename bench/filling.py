"""A database as a server has it after years: thousands of workshops of others, and fifty of one's own.

In: a server that is made ready, and a person's name. Out: the id of one of her workshops. Each is sealed as a real one
is.
"""

from datetime import date
from pathlib import Path

from sqlalchemy import insert, inspect, select

from trainingkit.domain.workshop import Workshop
from trainingkit.services.library import read_at
from trainingkit.services.server import Server
from trainingkit.services.starting import Answers, Choice, new_workshop
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.base import Base, new_id
from trainingkit.storage.database import writing
from trainingkit.storage.models import MemberRow, WorkshopKeyRow, WorkshopPartRow, WorkshopRow
from trainingkit.storage.sealing import new_key, seal, unseal
from trainingkit.storage.workshops import add_workshop

KIT = "san-salvador"
ALL, OWN = 10_000, 50
OTHERS = 20
"""Accounts that share the workshops of others among them."""


def a_workshop(kits: Path) -> Workshop:
    """As the four answers make one."""
    reading = read_at(kits / KIT)
    if reading.kit is None:
        raise SystemExit(f"{reading.path} has problems: see `trainingkit kits check`")
    choice = Choice(KIT)
    answers = Answers(choice=choice, title="Curso de formación", first=date(2027, 5, 19), people=30, country="sv")
    return new_workshop(reading, reading.kit, answers)


def fill(server: Server, name: str, workshop: Workshop) -> str:
    """`OWN` workshops of the person and as many of others as make up `ALL`."""
    mine, ident = _account(server, name), ""
    with writing(server.database) as db_session:
        for _ in range(OWN):
            row = add_workshop(db_session, server.vault, workshop, mine, server.clock())
            db_session.add(MemberRow(workshop_id=row.id, account_id=mine, part="lead"))
            ident = row.id
    _copy(server, ident, [_account(server, f"other-{number}") for number in range(OTHERS)], ALL - OWN)
    return ident


def _copy(server: Server, ident: str, owners: list[str], count: int) -> None:
    """So many workshops of others, to each owner in turn, each sealed with a key of its own. What they say is made once
    and the rows go in at once: one after the other that would take minutes."""
    with writing(server.database) as db_session:
        pattern = db_session.get_one(WorkshopRow, ident)
        key = server.vault.key_of(pattern)
        said = {each.name: unseal(key, each.sealed, f"workshops/{ident}/{each.name}") for each in pattern.parts}
        known = {new_id(): new_key() for _ in range(count)}
        rows: dict[type[Base], list[dict[str, object]]] = {
            WorkshopRow: [_like(pattern, id=each) for each in known],
            WorkshopKeyRow: [
                {"workshop_id": each, "sealed": server.vault.seal_key(own, each)} for each, own in known.items()
            ],
            WorkshopPartRow: [
                _like(part, workshop_id=each, sealed=seal(own, said[part.name], f"workshops/{each}/{part.name}"))
                for each, own in known.items()
                for part in pattern.parts
            ],
            MemberRow: [
                {"workshop_id": each, "account_id": owners[number % len(owners)], "part": "lead"}
                for number, each in enumerate(known)
            ],
        }
        for kind, values in rows.items():
            db_session.execute(insert(kind), values)


def _like(row: Base, **changed: object) -> dict[str, object]:
    return {each.key: getattr(row, each.key) for each in inspect(type(row)).column_attrs} | changed


def _account(server: Server, name: str) -> str:
    with writing(server.database) as db_session:
        row = db_session.scalar(select(AccountRow).where(AccountRow.username == name))
        if row is None:
            row = AccountRow(username=name, create_datetime=server.clock())
            db_session.add(row)
            db_session.flush()
        return row.id
