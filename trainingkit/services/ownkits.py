"""The kits of a server: those that came with it, and its own beside them, in one folder as every adaptation needs it.

Comes in: the folder of shipped kits, and that of own ones. Goes out: the second, in which the first stand as links; so
the command line reads and checks the same folder. What is a link is read and never written. Refuses to let a shipped
kit take the place of an own one.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from trainingkit.errors import KitFaulty, NotAllowed
from trainingkit.services.adapting import Wish, adapt, adopt, keep
from trainingkit.services.library import exists
from trainingkit.services.readings import Readings
from trainingkit.storage.publishing import disk_errors


def library_with(shipped: Path, own: Path) -> Path:
    """The folder of own kits, with a link to everything that was shipped and is not there under the same name."""
    with disk_errors(own):
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
        there = shipped.absolute()
        names = {each.name for each in there.iterdir()} if exists(there) else set()
        for path in own.iterdir():
            if path.is_symlink() and (path.name not in names or path.readlink() != there / path.name):
                path.unlink(missing_ok=True)
        for name in names:
            with suppress(FileExistsError):  # an own one, or another process was faster
                (own / name).symlink_to(there / name)
    return own


def is_own(readings: Readings, kit: str) -> bool:
    """Whether a kit was begun here, so that it may be changed here."""
    path = readings.root / kit
    return not path.is_symlink() and path.is_dir()


def begin_adaptation(readings: Readings, kit: str, wish: Wish, now: datetime) -> str:
    """A new kit's id. Raises NotFound for a kit that is not there, KitFaulty for one that cannot be read; UsageError
    and Conflict as `adapt` does."""
    upstream = readings.of(kit)
    if upstream.kit is None:
        raise KitFaulty(kit, upstream.faults)
    made = adapt(upstream.path, wish, now).name
    readings.read_again()
    return made


def decide(readings: Readings, kit: str, address: str, now: datetime, *, take: bool) -> int:
    """Takes upstream's text at an address, or keeps what stands here; returns how many changes that decided. Raises
    NotFound for a kit that is not there, NotAllowed for one that only came with the program, KitFaulty for one that
    cannot be read."""
    reading = readings.of(kit)
    if not is_own(readings, kit):
        raise NotAllowed("shipped-kit", kit=kit)
    if reading.kit is None:
        raise KitFaulty(kit, reading.faults)
    folder = reading.path
    decided = adopt(folder, address, now) if take else keep(folder, address, now)
    readings.read_again()
    return len(decided)
