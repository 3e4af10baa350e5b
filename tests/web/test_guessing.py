"""Passwords that are made of words which anybody would try here, and those that are not."""

from pathlib import Path

import pytest

from trainingkit.errors import DiskError
from trainingkit.web import guessing
from trainingkit.web.guessing import LEFT_LEAST, LIST, is_guessable, is_leaked, list_of, require_list


@pytest.mark.parametrize(
    "password",
    [
        "TrainingKit2027!",
        "training-kits-2027",
        "Contraseña.1234567",
        "qwertyuiop123",
        "password password",
        "1234567890123456",
        "¡Bienvenidas a 2027!"[:12],
        "TallerSanSalvador27",
        "Sindicato_2027_El_Salvador",
        "plantanorte2027",
        "aaaaaaaaaaaaaaaa",
    ],
)
def test_guessable(password: str) -> None:
    assert is_guessable(password, ("planta-norte",))


@pytest.mark.parametrize(
    "password",
    [
        "cuatro palabras que nadie diría",
        "correct horse battery staple",
        "vX9#kLq2pTzmRw",
        "el kit que bailaba bajo la lluvia",
        "пароль котик велосипед",
    ],
)
def test_not_guessable(password: str) -> None:
    assert not is_guessable(password, ("planta-norte",))


@pytest.mark.parametrize(
    "password",
    [
        "tequieromucho",
        "TeQuieroMucho2027!",
        "¡¡Té quiero mucho!!",
        "1975guadalupe1975",
        "superman-2027-2027",
        "lonesometearsinmyeyes",
        "P4ssw0rd1234567",
        "1qaz2wsx3edc4rfv",
        "Realmadrid11........",
    ],
)
def test_leaked(password: str) -> None:
    assert is_leaked(password)


@pytest.mark.parametrize(
    "password",
    [
        "cuatro palabras que nadie diría",
        "vX9#kLq2pTzmRw",
        "el kit que bailaba bajo la lluvia",
        "пароль котик велосипед",
        "",
        "1234567890123456",
        "\n",
        "\ud800" + "tequieromuchisimo a ti",
    ],
)
def test_not_leaked(password: str) -> None:
    assert not is_leaked(password)


def test_a_list_is_kept_in_the_form_in_which_it_is_compared() -> None:
    found = list_of(["Contraseña1", "contrasena!!", "corto", "12345678", "tequiero2", "", "a.b.c.d.e.f"])
    assert found == b"\na.b.c.d.e.f\ncontrasena\ntequiero\n"
    assert LEFT_LEAST == 6


def test_a_list_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert LIST.is_file()
    require_list()
    monkeypatch.setattr(guessing, "LIST", tmp_path / "none.txt")
    for ask in (require_list, lambda: is_leaked("tequieromucho")):
        with pytest.raises(DiskError) as caught:
            ask()
        assert caught.value.code == "list-missing"
