"""What people set wrong on the command line and in the environment: the rows from 098 to 119 of the catalogue of bad
inputs that no other test holds (`tests/test_bad_input_rows.py` lists all rows)."""

import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainingkit.cli import run
from trainingkit.cli.serve import warnings_of
from trainingkit.config import read_settings
from trainingkit.errors import UsageError
from trainingkit.services.forgetting import forget_due
from trainingkit.services.server import Server, prepare
from trainingkit.storage.audit import Entry, note
from trainingkit.storage.database import writing
from trainingkit.storage.migrating import bring_down, steps
from trainingkit.storage.sealing import make_key_file, read_key_file

TOP = Path(__file__).resolve().parents[2]
KITS = TOP / "tests" / "samples" / "languages"
Capture = pytest.CaptureFixture[str]
LANGUAGES = ("es_SV.UTF-8", "en_US.UTF-8")
OPEN_TO_OTHERS = {"TRAININGKIT_HOSTS": "kits.example", "TRAININGKIT_BIND": "10.0.0.1", "TRAININGKIT_PROXIES": "1"}


def refused(environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> tuple[int, str]:
    """What `serve` says in both languages where it does not start, and how it ends."""
    said, status = [], set()
    for language in LANGUAGES:
        for name in [each for each in os.environ if each.startswith("TRAININGKIT_")]:
            monkeypatch.delenv(name)
        for name, value in {"LC_ALL": language, "TRAININGKIT_KITS": str(KITS), **environ}.items():
            monkeypatch.setenv(name, value)
        status.add(run(["serve", "--port", "0"]))
        said.append(capsys.readouterr().err)
    assert len(status) == 1
    assert len(set(said)) == 2, "both languages say it"
    assert not any("Traceback" in each or "secreto-1" in each for each in said)
    return status.pop(), "\n".join(said)


@pytest.mark.parametrize("arguments", [["cohorts"], ["kits", "show"], ["build"]])
@pytest.mark.parametrize("language", LANGUAGES)
def test_bi_099_a_folder_where_a_file_or_a_kit_should_be(
    tmp_path: Path, arguments: list[str], language: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setenv("TRAININGKIT_KITS", str(KITS))
    folder = tmp_path / "una carpeta"
    folder.mkdir()
    assert run([*arguments, str(folder)]) in (1, 2, 4)
    said = capsys.readouterr()
    assert "una carpeta" in said.err + said.out
    assert "Traceback" not in said.err


# ── 107 and 108: who runs it, and by which clock ────────────────────────────────────────────────────────────────────


def server_at(tmp_path: Path, moment: datetime) -> Server:
    prepared = prepare(read_settings({"TRAININGKIT_DATA": str(tmp_path / "data")}))
    return Server(prepared.database, prepared.secret, lambda: moment)


def test_bi_107_root_is_warned(tmp_path: Path) -> None:
    server = server_at(tmp_path, datetime.now(UTC))
    assert any("root" in each for each in warnings_of(server)) is (os.geteuid() == 0)
    server.database.close()


def test_bi_107_a_folder_that_everybody_may_write_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(0o777)
    status, said = refused({"TRAININGKIT_DATA": str(tmp_path / "data")}, monkeypatch, capsys)
    assert status == 2
    assert f"chmod 700 {tmp_path / 'data'}" in said


@pytest.mark.parametrize(("back", "warned"), [(timedelta(minutes=1), False), (timedelta(hours=1), True)])
def test_bi_108_a_clock_that_is_behind_is_warned_and_forgets_nothing(
    tmp_path: Path, back: timedelta, warned: bool
) -> None:
    moment = datetime(2027, 6, 1, tzinfo=UTC)
    server = server_at(tmp_path, moment - back)
    with writing(server.database) as db_session:
        note(db_session, server.key_for("audit"), Entry(moment, "server", "workshop.forget", "workshop/x"))
    assert any("clock" in each for each in warnings_of(server)) is warned
    assert forget_due(server) == 0
    server.database.close()


# ── 109 and 110: the key ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "mode"),
    [(b"", 0o600), (b"changeme", 0o600), (b"secreto-1", 0o600), (b"QUJD" * 3, 0o600), (b"x" * 44, 0o644)],
)
def test_bi_109_a_key_that_nobody_should_trust(
    tmp_path: Path, content: bytes, mode: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    key = tmp_path / "key"
    key.write_bytes(content)
    key.chmod(mode)
    environ = {"TRAININGKIT_DATA": str(tmp_path / "data"), "TRAININGKIT_KEY": str(key)}
    status, said = refused(environ, monkeypatch, capsys)
    assert status == 2
    assert str(key) in said


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def test_bi_109_a_key_that_git_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    key = tmp_path / "repository" / "data" / "secret.key"
    make_key_file(key)
    git(tmp_path / "repository", "init", "--quiet")
    assert read_key_file(key), "a repository that does not keep it is no matter"
    git(tmp_path / "repository", "add", "--force", "data/secret.key")
    with pytest.raises(UsageError) as caught:
        read_key_file(key)
    assert caught.value.code == "key-file-in-git"
    status, said = refused({"TRAININGKIT_DATA": str(key.parent)}, monkeypatch, capsys)
    assert status == 2
    assert said.count(str(key)) == 2


def test_bi_110_a_key_that_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    make_key_file(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    environ = {"TRAININGKIT_DATA": str(tmp_path / "data"), "TRAININGKIT_KEY": str(tmp_path / "link")}
    assert refused(environ, monkeypatch, capsys)[0] == 2


# ── 111 to 115, 118 to 120: settings ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({**OPEN_TO_OTHERS, "FLASK_DEBUG": "1"}, "DEBUG"),  # 111
        ({"TRAININGKIT_BIND": "0.0.0.0"}, "TRAININGKIT_HOSTS"),  # noqa: S104 - 112: is refused
        ({**OPEN_TO_OTHERS, "TRAININGKIT_HOSTS": " , "}, "TRAININGKIT_HOSTS"),
        ({**OPEN_TO_OTHERS, "TRAININGKIT_HOSTS": "*"}, "TRAININGKIT_HOSTS"),
        ({"TRAININGKIT_DATABASE": "postgres//root:secreto-1@host"}, "postgresql://"),  # 113
        ({"TRAININGKIT_DATABASE": "sqlite:///relativa.db"}, "sqlite:////"),
        ({"TRAININGKIT_DATABASE": "mysql://root:secreto-1@host/x"}, "PostgreSQL"),
        ({"TRAININGKIT_JOURNAL": "wal"}, "TRAININGKIT_JOURNAL"),  # 114: nothing forces one
        ({"TRAININGKIT_HOST": "x"}, "TRAININGKIT_HOSTS"),  # 115
        ({"TRAININGKIT_PROXIES": "1,5"}, "1,5"),
        ({"TRAININGKIT_PROXIES": "yes"}, "TRAININGKIT_PROXIES"),
        ({"TRAININGKIT_RETENTION": "0"}, "TRAININGKIT_RETENTION"),  # 119: seven days, and nobody sets that
        ({"TRAININGKIT_RETENTION": "9999"}, "TRAININGKIT_RETENTION"),
        ({"TRAININGKIT_MAIL": "smtp://x"}, "TRAININGKIT_MAIL"),  # 120: the server sends no mail
    ],
)
def test_bi_115_what_stops_a_start_is_said_with_what_to_do(
    tmp_path: Path, environ: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    status, said = refused({"TRAININGKIT_DATA": str(tmp_path / "data"), **environ}, monkeypatch, capsys)
    assert status == 2
    assert said.count(expected) >= 2


def test_bi_118_a_database_of_a_newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    settings = read_settings({"TRAININGKIT_DATA": str(tmp_path / "data")})
    server = prepare(settings)
    with server.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    server.database.close()
    status, said = refused({"TRAININGKIT_DATA": str(tmp_path / "data")}, monkeypatch, capsys)
    assert status == 2
    assert said.count("9999") == 2
    assert re.search("nuev", said)


def test_bi_118_an_older_one_is_brought_up(tmp_path: Path) -> None:
    settings = read_settings({"TRAININGKIT_DATA": str(tmp_path / "data")})
    server = prepare(settings)
    bring_down(server.database, steps()[-2])
    server.database.close()
    prepare(settings).database.close()
