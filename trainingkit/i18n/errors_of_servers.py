"""Sentences for what stops a server or is said on its screens: the database, the key, what somebody else changed.

A table and nothing else; the command line and the screens both say these. Codes are those of the errors raised.
"""

from collections.abc import Mapping

from trainingkit.i18n.catalogues import mark

SENTENCES: Mapping[str, str] = {
    # the address of a database
    "database-address": mark(
        "The address of the database is not one. Write it as postgresql://NAME:PASSWORD@HOST/DATABASE or as "
        "sqlite:////folder/trainingkit.db."
    ),
    "database-not-absolute": mark(
        "{address} must name a file by its whole path: four slashes, as in sqlite:////folder/trainingkit.db."
    ),
    "database-unknown": mark("{address} is neither SQLite nor PostgreSQL. Use one of these two."),
    # a database that does not answer as it should
    "database-busy": mark("Many are writing at this moment. Try again in a minute; nothing of yours was lost."),
    "database-gone": mark("The database does not answer. Start it, or mend its address, and try again."),
    "database-password": mark("The database refuses the name or the password in its address."),
    "database-missing": mark("The server has no database of that name. Create it first: createdb NAME."),
    "database-damaged": mark("The file of the database is damaged, or is none. Restore it from a backup."),
    # its shape
    "database-newer": mark(
        "A newer trainingkit made this database (step {found}). Install that one; this one would harm it."
    ),
    "database-of-others": mark("Another program keeps its tables in this database. Give trainingkit one of its own."),
    "database-references": mark(
        "Some rows of the database refer to what is not there. Nothing was changed; restore a backup."
    ),
    # the key
    "key-file-is-link": mark("{path} must be a file, not a link or a folder. Put the key itself there."),
    "key-file-open": mark("Others on this machine can read the key {path}. Run: chmod 600 {path}"),
    "key-file-weak": mark(
        "{path} holds no key that could be trusted. If nothing was ever kept with it, delete it; a new one is made."
    ),
    "sealed-unreadable": mark(
        "{what} cannot be opened with the key of this server. Put back the key file it was kept with."
    ),
    # workshops
    "workshop-erased": mark("This workshop was erased."),
    "no-such-version": mark("That earlier state is not kept any more."),
    "changed-meanwhile": mark("Somebody else changed this meanwhile. Nothing was overwritten; look at both."),
}
