"""What no test may do, whatever it tests: reach the network, or write into the shipped kits and catalogues.

In: what Python itself reports as it opens files and sockets (audit events). Out: `GuardError` where it happens, and a
failed test even if the code under test swallowed that. Refuses nothing outside these two; loopback is allowed.
Programs that a test starts are beyond an audit hook, so `make test` also compares the two trees before and after.
"""

import ipaddress
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
PROTECTED = (TOP / "kits", TOP / "locales")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class GuardError(AssertionError):
    """Not an OSError, which code under test may rightly handle."""


def is_protected(path: object, folder: object = -1) -> bool:
    """`folder` is the descriptor that a relative path is relative to: pytest clears its old folders away like that."""
    if not isinstance(path, str | bytes | os.PathLike):
        return False  # a file descriptor: it was looked at when it was opened
    base = path_of(folder) if isinstance(folder, int) and folder >= 0 else ""
    # abspath and not resolve(), which opens files and would come back here
    absolute = Path(os.path.abspath(os.path.join(base, os.fsdecode(path))))  # noqa: PTH100, PTH118
    return any(absolute.is_relative_to(folder) for folder in PROTECTED)


def path_of(descriptor: int) -> str:
    """The folder behind a descriptor; nothing where the system does not tell, and a path then counts from here."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115 - the same: no detour
    except OSError:
        return ""


def is_outside(address: object) -> bool:
    """Sockets of the machine itself have a path for an address; those of a network a tuple with a host."""
    host = address[0] if isinstance(address, tuple) else address
    if not isinstance(address, tuple) or host in ("localhost", ""):
        return False
    try:
        return not ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return True


def opens_protected(path: object, _mode: object, flags: int) -> bool:
    return bool(flags & WRITING) and is_protected(path)


def moves_protected(source: object, target: object, source_folder: object = -1, target_folder: object = -1) -> bool:
    return is_protected(source, source_folder) or is_protected(target, target_folder)


REFUSALS: dict[str, Callable[..., bool]] = {
    "open": opens_protected,
    "os.link": moves_protected,
    "os.mkdir": lambda path, _mode, folder=-1: is_protected(path, folder),
    "os.remove": is_protected,
    "os.rename": moves_protected,
    "os.rmdir": is_protected,
    "os.symlink": lambda _target, link, folder=-1: is_protected(link, folder),
    "os.truncate": lambda path, *_: is_protected(path),
    "socket.connect": lambda _socket, address: is_outside(address),
    "socket.getaddrinfo": lambda host, *_: host is not None and is_outside((host,)),
    "socket.gethostbyname": lambda host: is_outside((host,)),
    "socket.sendto": lambda _socket, address: is_outside(address),
}


class Guards:
    """Remembers what was refused, since a bare `except Exception` may hide it from the test."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        refuses = REFUSALS.get(event)
        if refuses is not None and refuses(*arguments):
            self.refused.append(f"{event} {arguments}")
            raise GuardError(f"a test may not do this: {self.refused[-1]}")

    def install(self) -> None:
        """For the life of the process: Python has no way to take an audit hook away."""
        sys.addaudithook(self)


Tree = dict[str, tuple[int, int]]


def snapshot() -> Tree:
    """Size and time of every file of kits and catalogues; compiled catalogues are made by set-up and do not count."""
    files = (path for folder in PROTECTED for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(TOP)): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in files
        if path.suffix != ".mo"
    }


def changes(before: Tree, after: Tree) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
