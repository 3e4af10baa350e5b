"""Passwords that are made of words which anybody would try here, and those that are not."""

import pytest

from trainingkit.web.guessing import is_guessable


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
