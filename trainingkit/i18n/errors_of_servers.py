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
    "key-file-in-git": mark(
        "git keeps the key {path}, so everybody with the repository has it. Delete it, there too, and let the server "
        "make a new one; what was sealed with it has to count as read."
    ),
    "sealed-unreadable": mark(
        "{what} cannot be opened with the key of this server. Put back the key file it was kept with."
    ),
    "key-file-lost": mark(
        "There is a database, but not the key {path} that belongs to it. Put it back; nothing can be read without it."
    ),
    # starting
    "unknown-setting": mark("There is no setting {name}."),
    "unknown-setting-near": mark("There is no setting {name}. Did you mean {nearest}?"),
    "bad-setting": mark("{name} cannot be {value}. It takes a whole number from 0 to {most}."),
    "data-folder-open": mark("Everybody on this machine can write into {path}. Run: chmod 700 {path}"),
    "data-folder-of-others": mark("{path} belongs to somebody else. Name another folder with TRAININGKIT_DATA."),
    "server-not-prepared": mark("The database is not ready. Start the server with: trainingkit serve"),
    "server-half-certificate": mark("TRAININGKIT_TLS_CERTIFICATE and TRAININGKIT_TLS_KEY are needed together."),
    "server-without-hosts": mark(
        "At {bind} others can reach this server. Say with TRAININGKIT_HOSTS which names it answers to."
    ),
    "server-any-host": mark("TRAININGKIT_HOSTS must name each host in full; a star would let in any."),
    "server-without-tls": mark(
        "At {bind} others can reach this server, so what it says must be encrypted. Give TRAININGKIT_TLS_CERTIFICATE "
        "and TRAININGKIT_TLS_KEY, or TRAININGKIT_PROXIES=1 behind a server that encrypts."
    ),
    "server-debug": mark("A server that others can reach must not show its inside. Take TRAININGKIT_DEBUG away."),
    "port-taken": mark("Another program listens on port {port}. Stop it, or choose another with --port."),
    # backups
    "backup-exists": mark("{folder} is there already. Name a folder that is not; nothing was changed."),
    "backup-inside-data": mark("{folder} lies among the data themselves ({data}). Name a folder elsewhere."),
    "backup-program-missing": mark("{program} is not installed. Install PostgreSQL's programs for this machine."),
    "backup-program-failed": mark("{program} failed: {reason}"),
    "no-such-backup": mark("There is no backup in {folder}. Name the folder that holds backup.json."),
    "backup-damaged": mark("{path} is not as it was written. Take another copy of this backup."),
    "backup-other-key": mark(
        "{folder} was made with another key, or somebody changed its backup.json. Put the key file in its place that "
        "belongs to it."
    ),
    "backup-other-database": mark(
        "This backup is of {found}, and the server is set to {needed}. Say with TRAININGKIT_DATABASE where it goes."
    ),
    "restore-without-key": mark(
        "The key is missing. Put the old server's key at {path} first; no backup holds one, and nothing could be read "
        "without it."
    ),
    "restore-into-data": mark(
        "There are data at {path} already; nothing was changed. Restore into an empty database and an empty folder."
    ),
    # accounts
    "no-such-account": mark("There is no such account."),
    "no-such-invitation": mark("This link does not hold, or not any more. Ask for a new one."),
    "name-taken": mark("This name is taken. Choose another."),
    "own-account": mark("Nobody suspends their own account. Ask somebody else who looks after accounts."),
    "not-found": mark("There is nothing here."),
    # builds and packs
    "no-such-build": mark("There is no such build."),
    "build-stopped": mark("Somebody stopped this build."),
    "no-such-page": mark("This file has no page {page}."),
    "no-such-link": mark("This link does not hold, or not any more. Ask for a new one."),
    "pack-days": mark("A link holds for {choices} days, not for {days}."),
    # workshops
    "workshop-erased": mark("This workshop was erased."),
    "no-such-version": mark("That earlier state is not kept any more."),
    "changed-meanwhile": mark("Somebody else changed this meanwhile. Nothing was overwritten; look at both."),
}
