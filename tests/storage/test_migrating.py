"""The steps of the tables: today's rows equal them, each goes up and down with data, a kill in between changes
nothing."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import JSON, Connection, MetaData, Table, inspect, select

from trainingkit.errors import UsageError
from trainingkit.storage.base import Base
from trainingkit.storage.database import Database, writing
from trainingkit.storage.migrating import (
    bring_down,
    bring_up,
    differences,
    is_current,
    shape_of,
    steps,
)

NOW = datetime(2027, 5, 19, 8, 30, tzinfo=UTC).replace(tzinfo=None)


def test_today_s_rows_equal_the_tables(database: Database) -> None:
    assert differences(database) == []
    assert is_current(database)


def test_a_difference_would_be_seen(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE audit")
    assert differences(database)


def test_steps_are_one_row() -> None:
    assert list(steps()) == [f"{number:04}" for number in range(1, len(steps()) + 1)]


Rows = dict[str, list[dict[str, object]]]


def kept(after: list[dict[str, object]], before: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows without the columns that a step added."""
    known = {name for row in before for name in row}
    return [{name: value for name, value in row.items() if name in known} for row in after]


def fill(connection: Connection) -> Rows:
    """One row in every table there is, as the tables themselves say what may stand there; returns all rows."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version" and not connection.execute(select(table)).first():
            connection.execute(table.insert(), {column.name: value(table, column.name) for column in table.columns})
    return rows(connection)


def value(table: Table, name: str) -> object:
    column = table.columns[name]
    if isinstance(column.type, JSON):
        return {"languages": ["es", "ñ"]}
    kind = column.type.python_type
    if kind is str:
        length = getattr(column.type, "length", None) or 64
        return "é" if length < 20 else "x" * min(length, 32)
    return {int: 1, bool: True, bytes: b"\x00\xff", datetime: NOW}[kind]


def rows(connection: Connection) -> Rows:
    found = MetaData()
    found.reflect(connection)
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table))]
        for table in found.sorted_tables
        if table.name != "alembic_version"
    }


@pytest.mark.parametrize("step", steps())
def test_each_step_goes_up_and_down_with_data(empty: Database, step: str) -> None:
    before = steps()[steps().index(step) - 1] if step != steps()[0] else None
    if before:
        bring_up(empty, before)
    with empty.engine.begin() as connection:
        held = fill(connection)
    bring_up(empty, step)
    assert shape_of(empty) == step
    with empty.engine.begin() as connection:
        after = rows(connection)
        assert {name: kept(after[name], held[name]) for name in held} == held
        fill(connection)
    bring_down(empty, before or "base")
    assert shape_of(empty) == before
    with empty.engine.begin() as connection:
        assert rows(connection) == held


def test_what_fails_in_the_middle_changes_nothing(empty: Database) -> None:
    bring_up(empty, steps()[0])
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE audit (number INTEGER)")  # in the way of the last step
    with pytest.raises(Exception, match="audit"):
        bring_up(empty)
    assert shape_of(empty) == steps()[0]
    with empty.engine.connect() as connection:
        assert not inspect(connection).has_table("workshops")


def test_a_database_of_a_newer_program_is_left_alone(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UsageError) as caught:
        bring_up(database)
    assert caught.value.code == "database-newer"
    assert shape_of(database) == "9999"


def test_a_database_of_others_is_left_alone(empty: Database) -> None:
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (number INTEGER)")
    with pytest.raises(UsageError) as caught:
        bring_up(empty)
    assert caught.value.code == "database-of-others"


def test_references_are_looked_after_before_and_after(database: Database) -> None:
    bring_down(database, steps()[1])
    bring_up(database)
    with pytest.raises(Exception, match=r"(?i)foreign key"), writing(database) as db_session:
        db_session.connection().execute(
            Base.metadata.tables["workshop_keys"].insert(), {"workshop_id": "nobody", "sealed": b""}
        )
