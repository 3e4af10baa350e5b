"""A server made ready: from nothing, again, and not at all where it would not be safe."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from trainingkit.config import Settings, read_settings
from trainingkit.errors import DiskError, UsageError
from trainingkit.services.server import attach, prepare
from trainingkit.storage.migrating import bring_down, is_current, steps

HERE = {"TRAININGKIT_HOSTS": "kits.example", "TRAININGKIT_BIND": "10.0.0.1"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"TRAININGKIT_DATA": str(tmp_path / "data")})


def test_without_settings_it_serves_this_machine_alone(tmp_path: Path) -> None:
    found = read_settings({"HOME": str(tmp_path)})
    assert (found.bind, found.port, found.is_local, found.is_secure) == ("127.0.0.1", 8000, True, False)
    assert found.data == tmp_path / ".local" / "share" / "trainingkit"
    assert found.database == f"sqlite:///{found.data}/trainingkit.db"
    assert read_settings({"XDG_DATA_HOME": "/srv/x"}).data == Path("/srv/x/trainingkit")


def test_the_first_start_makes_what_it_needs(settings: Settings) -> None:
    server = prepare(settings)
    assert is_current(server.database)
    assert not server.has_accounts()
    assert settings.data.stat().st_mode & 0o077 == 0
    assert {path.name for path in settings.data.iterdir()} == {"secret.key", "trainingkit.db"}
    again = prepare(settings)
    assert again.secret == server.secret
    assert attach(settings).secret == server.secret
    assert str(server.secret) not in repr(server)


def test_a_key_for_each_purpose(settings: Settings) -> None:
    server = prepare(settings)
    assert len({server.key_for("cookies"), server.key_for("attempts"), server.vault.key, server.secret}) == 4


def test_a_lost_key_stops_the_start_and_makes_no_other(settings: Settings) -> None:
    prepare(settings)
    settings.key.unlink()
    with pytest.raises(UsageError) as caught:
        prepare(settings)
    assert caught.value.code == "key-file-lost"
    assert not settings.key.exists()


def test_a_process_that_nobody_prepared_does_not_serve(settings: Settings) -> None:
    settings.data.mkdir(mode=0o700)
    with pytest.raises(UsageError) as caught:
        attach(settings)
    assert caught.value.code == "server-not-prepared"


def test_a_folder_that_everybody_may_write_into(settings: Settings) -> None:
    settings.data.mkdir()
    settings.data.chmod(0o777)
    with pytest.raises(UsageError) as caught:
        prepare(settings)
    assert caught.value.code == "data-folder-open"


def test_a_file_in_the_place_of_the_folder(settings: Settings) -> None:
    settings.data.write_text("", "utf-8")
    with pytest.raises(DiskError):
        prepare(settings)


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"TRAININGKIT_HOST": "kits.example"}, "unknown-setting"),
        ({"TRAININGKIT_PORT": "8,000"}, "bad-setting"),
        ({"TRAININGKIT_PORT": "-1"}, "bad-setting"),
        ({"TRAININGKIT_PORT": "70000"}, "bad-setting"),
        ({"TRAININGKIT_PORT": "٨٠"}, "bad-setting"),
        ({"TRAININGKIT_PROXIES": "yes"}, "bad-setting"),
        ({"TRAININGKIT_TLS_KEY": "/x"}, "server-half-certificate"),
        ({"TRAININGKIT_BIND": "0.0.0.0"}, "server-without-hosts"),  # noqa: S104 - is refused
        ({"TRAININGKIT_HOSTS": "*"}, "server-any-host"),
        ({"TRAININGKIT_HOSTS": "*.example"}, "server-any-host"),
        ({"TRAININGKIT_HOSTS": "kits.example"}, "server-without-tls"),
        (HERE, "server-without-tls"),
        ({**HERE, "TRAININGKIT_PROXIES": "1", "TRAININGKIT_DEBUG": "1"}, "server-debug"),
        ({**HERE, "TRAININGKIT_PROXIES": "1", "FLASK_DEBUG": "1"}, "server-debug"),
    ],
)
def test_what_stops_a_start(environ: Mapping[str, str], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings(environ)
    assert caught.value.code == code


def test_the_nearest_name_is_said() -> None:
    with pytest.raises(UsageError) as caught:
        read_settings({"TRAININGKIT_HOST": "x"})
    assert caught.value.details == {"name": "TRAININGKIT_HOST", "nearest": "TRAININGKIT_HOSTS"}


@pytest.mark.parametrize(
    "environ",
    [
        {**HERE, "TRAININGKIT_PROXIES": "1"},
        {**HERE, "TRAININGKIT_TLS_CERTIFICATE": "/a", "TRAININGKIT_TLS_KEY": "/b"},
        {"TRAININGKIT_HOSTS": "localhost, 127.0.0.1", "TRAININGKIT_DEBUG": "1"},
    ],
)
def test_what_may_start(environ: Mapping[str, str]) -> None:
    assert isinstance(read_settings(environ), Settings)


def test_a_database_of_an_older_program_is_brought_up(settings: Settings) -> None:
    server = prepare(settings)
    bring_down(server.database, steps()[-2])
    assert not is_current(server.database)
    assert is_current(prepare(settings).database)
