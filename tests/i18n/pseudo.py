"""A language made of catalogues alone: every English message in brackets that no text has, so that whatever is printed
without them was never translated."""

from pathlib import Path

import polib

from trainingkit.i18n.catalogues import DOMAINS, LOCALES, SOURCE, folder_of

PSEUDO = "qps"


def bracketed(text: str) -> str:
    return f"⟦{text}⟧"


def pseudo_locales(folder: Path) -> Path:
    """A folder of catalogues with the pseudo-language in it, and nothing else."""
    there = folder_of(PSEUDO, folder)
    there.mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        catalogue = polib.pofile(str(folder_of(SOURCE, LOCALES) / f"{domain}.po"))
        catalogue.metadata["Language"] = PSEUDO
        for entry in catalogue:
            # What these say is read by the program, not by people.
            if entry.msgctxt not in ("formats", "list swap", "negations", "number words", "percent"):
                entry.msgstr = bracketed(entry.msgstr or entry.msgid)
        catalogue.save(str(there / f"{domain}.po"))
    return folder
