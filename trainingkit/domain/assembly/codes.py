"""Neutral codes that pages, envelopes and file names show instead of ids.

A code never changes while the module keeps its id, says nothing about what is in it, and can be looked up
(`kits show`).
"""

import hashlib
import re
import unicodedata

from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to misread on a third copy
_INITIALS = {
    "sessions": "S",
    "cases": "C",
    "role-plays": "R",
    "responses": "E",
    "worksheets": "W",
    "handouts": "H",
    "cards": "T",
    "techniques": "M",
    "posters": "P",
}


def code_of(kit_id: str, kind: str, module_id: str) -> str:
    """The code of a module: the kit's initials, the kind's letter and four signs made from its address: `SS-H7K2Q`."""
    digest = hashlib.sha256(f"{kit_id}/{kind}/{module_id}".encode()).digest()
    number = int.from_bytes(digest[:3], "big")
    signs = "".join(_ALPHABET[(number >> shift) & 31] for shift in (15, 10, 5, 0))
    return f"{initials(kit_id)}-{_INITIALS[kind]}{signs}"


def module_code(kit: Kit, module: Module) -> str:
    """The code of a module of a kit."""
    return code_of(kit.id, module.KIND, module.id)


def initials(kit_id: str) -> str:
    """`san-salvador` → `SS`."""
    return "".join(part[0] for part in kit_id.split("-") if part).upper()


def slug_of(title: str) -> str:
    """A title as part of a file name: plain letters, digits and hyphens, at most 50 of them."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:50].rstrip("-") or "x"


def letter_of(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
