"""Passwords that somebody would try: made of this program's words or of the commonest ones, or leaked somewhere before.

Comes in: a password, and words that are known of whoever chooses it. Goes out: whether little is left of it without
them; whether it stands in the list of leaked passwords that the set-up brings. No network is asked. Refuses to rate
passwords.
"""

import mmap
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from trainingkit.errors import DiskError

LEFT_LEAST = 6
"""How many letters must be left once all such words are taken out."""

LIST = Path(__file__).with_name("lists") / "leaked.txt"
"""One a line as `list_of` makes it; `scripts/fetch_assets.py` writes it, git ignores it."""

_SAID = (
    "trainingkit trainingkits training formacion capacitacion kits kit taller talleres workshop workshops curso "
    "facilitadora facilitador facilitator participante participant sindicato sindical union trabajadora worker "
    "marca marcas brand brands maquila library biblioteca "
    "password passwords contrasena clave secreto secret admin administrator administradora administrador usuario user "
    "login bienvenida bienvenido welcome letmein iloveyou teamo hola hello master princesa princess dragon monkey "
    "qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm azerty abcdefgh abcdef abcd abc "
    "salvador sansalvador elsalvador guatemala honduras nicaragua costarica mexico panama peru colombia"
)
_WORDS = frozenset(_SAID.split())


def is_guessable(password: str, known: Iterable[str] = ()) -> bool:
    """Whether hardly anything is left of a password without common words, this program's, and those known of its
    owner; digits and signs between them hide nothing."""
    left = _letters(password)
    words = {*_WORDS, *(letters for each in known if len(letters := _letters(each)) > 2)}
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, " ")
    rest = left.replace(" ", "")
    return len(rest) < LEFT_LEAST or len(set(rest)) < LEFT_LEAST // 2


def _letters(text: str) -> str:
    """Its letters alone, small and without accents."""
    return re.sub(r"[\W\d_]", "", _plain(text))


def _plain(text: str) -> str:
    """Small and without accents."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))


def is_leaked(password: str) -> bool:
    """Whether it stands in the list, whatever its capitals and accents are and whatever digits and signs stand around
    it, or between its letters. DiskError `list-missing` where the set-up did not bring it."""
    forms = [f"\n{form}\n".encode("utf-8", "replace") for form in (_bare(password), _letters(password)) if form]
    try:
        # Looked through where it lies: a set of it would cost every process 20 MB for what few people ask once.
        with LIST.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as leaked:
            return any(leaked.find(form) >= 0 for form in forms)
    except FileNotFoundError:
        raise DiskError("list-missing") from None


def require_list() -> None:
    """For the start of a server: DiskError `list-missing` where the set-up did not bring the list."""
    if not LIST.is_file():
        raise DiskError("list-missing")


def list_of(passwords: Iterable[str]) -> bytes:
    """The file of a list: each in the form in which it is compared, between two ends of lines. What has fewer letters
    than `LEFT_LEAST` is left out, since no password is taken of which no more is left."""
    forms = {form for each in passwords if len(form := _bare(each)) >= LEFT_LEAST}
    return "\n".join(["", *sorted(forms), ""]).encode()


def _bare(text: str) -> str:
    """Small, without accents, and without digits and signs at both ends."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", _plain(text))
