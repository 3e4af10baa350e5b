"""Passwords that somebody who knows this program would try: made of its own words, or of the commonest ones.

Comes in: a password, and words that are known of whoever chooses it. Goes out: whether little is left of it without
them. It asks no list of leaked passwords: none is installed, and no network is asked. Refuses to rate passwords.
"""

import re
import unicodedata
from collections.abc import Iterable

LEFT_LEAST = 6
"""How many letters must be left once all such words are taken out."""

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
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w]|[\d_]", "", "".join(each for each in plain if not unicodedata.combining(each)))
