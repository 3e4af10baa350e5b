"""Settings: the one table of limits (`limits.toml`), and what a server is told by its environment.

Comes in: that file, or another like it, and an environment; goes out: `Limits` and `Settings`. Refuses unknown names
and values that make no sense (a limit misspelt is a limit not set), and a server that would not be safe.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from trainingkit.errors import UsageError

LIMITS_FILE = Path(__file__).with_name("limits.toml")

_Section = TypeVar("_Section")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLimits:
    """What one YAML file may hold."""

    bytes: int
    nodes: int
    depth: int
    digits: int
    characters: int
    marks: int
    joins: int
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingLimits:
    """What one drawing may hold."""

    bytes: int
    elements: int
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueLimits:
    """What one catalogue of translations may hold."""

    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryLimits:
    """What one run reads."""

    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderLimits:
    """What setting one document may use. CPU time grows with the text: a guide rightly takes longer than a handout."""

    cpu_seconds: int
    cpu_seconds_per_megabyte: int
    cpu_seconds_most: int
    wall_factor: int
    address_space: int
    file_bytes: int
    open_files: int
    niceness: int
    pages: int

    @property
    def wall_seconds(self) -> float:
        """When the parent stops waiting, whatever the child says."""
        return float(self.cpu_seconds_most * self.wall_factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverLimits:
    """How long one question to the solver may take."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The whole table."""

    file: FileLimits
    drawing: DrawingLimits
    catalogue: CatalogueLimits
    library: LibraryLimits
    render: RenderLimits
    solver: SolverLimits


def _section(kind: type[_Section], name: str, table: Mapping[str, object]) -> _Section:
    found = table.get(name)
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # only dataclasses are passed
    if not isinstance(found, dict) or set(found) != names:
        raise UsageError("limits", section=name, names=", ".join(sorted(names)))
    if not all(isinstance(value, int) and value > 0 for value in found.values()):
        raise UsageError("limits", section=name, names=", ".join(sorted(names)))
    return kind(**found)


def read_limits(path: Path = LIMITS_FILE) -> Limits:
    """The limits of `path`; raises UsageError for a table that does not name each limit exactly once."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Limits(
        file=_section(FileLimits, "file", table),
        drawing=_section(DrawingLimits, "drawing", table),
        catalogue=_section(CatalogueLimits, "catalogue", table),
        library=_section(LibraryLimits, "library", table),
        render=_section(RenderLimits, "render", table),
        solver=_section(SolverLimits, "solver", table),
    )


LIMITS = read_limits()
"""The shipped limits."""


# ── a server ────────────────────────────────────────────────────────────────────────────────────────────────────────

LOOPBACK = ("127.0.0.1", "localhost")
"""The names that a server answers to where nobody says others. No `[::1]`: werkzeug trusts no such address."""
PREFIX = "TRAININGKIT_"
_KNOWN = frozenset(
    ("KITS", "DATA", "DATABASE", "KEY", "HOSTS", "BIND", "PORT", "PROXIES", "TLS_CERTIFICATE", "TLS_KEY", "DEBUG")
)
_OF_OTHERS = frozenset({"ALL_BROWSERS", "ALL_DATABASES"})
"""What is asked elsewhere: the tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server is told: where things lie, where it listens, which names it answers to."""

    kits: Path
    data: Path
    database: str
    key: Path
    hosts: tuple[str, ...] = LOOPBACK
    bind: str = "127.0.0.1"
    port: int = 8000
    proxies: int = 0
    """How many servers of its own stand in front and tell who asked; what they say is believed, and nobody else's."""
    certificate: Path | None = None
    certificate_key: Path | None = None

    @property
    def own_kits(self) -> Path:
        """The folder with the kits that were begun here; those of `kits` are read and never written."""
        return self.data / "kits"

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return self.bind in (*LOOPBACK, "[::1]") and set(self.hosts) <= set(LOOPBACK)

    @property
    def is_secure(self) -> bool:
        """Whether what goes over the network is encrypted, by this server or by one in front of it."""
        return self.certificate is not None or self.proxies > 0


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of the environment, each `TRAININGKIT_…`. Raises UsageError for a name that is none, a value that
    makes no sense, and for what would not be safe: a server that others can reach wants names, TLS and no debugging."""
    given = {name.removeprefix(PREFIX): value for name, value in environ.items() if name.startswith(PREFIX) and value}
    for name in sorted(given.keys() - _KNOWN - _OF_OTHERS):
        nearest = next(iter(get_close_matches(name, _KNOWN, 1)), "")
        raise UsageError("unknown-setting", name=f"{PREFIX}{name}", nearest=nearest and f"{PREFIX}{nearest}")
    data = Path(given.get("DATA") or _home(environ)).absolute()
    hosts = tuple(each.strip() for each in given.get("HOSTS", "").split(",") if each.strip())
    settings = Settings(
        kits=Path(given.get("KITS") or "kits"),
        data=data,
        database=given.get("DATABASE") or f"sqlite:///{data / 'trainingkit.db'}",
        key=Path(given.get("KEY") or data / "secret.key"),
        hosts=hosts or LOOPBACK,
        bind=given.get("BIND") or "127.0.0.1",
        port=_number(given, "PORT", 8000, 65_535),
        proxies=_number(given, "PROXIES", 0, 5),
        certificate=Path(given["TLS_CERTIFICATE"]) if "TLS_CERTIFICATE" in given else None,
        certificate_key=Path(given["TLS_KEY"]) if "TLS_KEY" in given else None,
    )
    _require_safe(settings, environ, named=bool(hosts))
    return settings


def _home(environ: Mapping[str, str]) -> Path:
    """Where people's programs keep their data."""
    return (
        Path(environ.get("XDG_DATA_HOME") or Path(environ.get("HOME") or Path.home()) / ".local/share") / "trainingkit"
    )


def _number(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and int(text) <= most):
        raise UsageError("bad-setting", name=f"{PREFIX}{name}", value=text, most=most)
    return int(text)


def _require_safe(settings: Settings, environ: Mapping[str, str], *, named: bool) -> None:
    if (settings.certificate is None) != (settings.certificate_key is None):
        raise UsageError("server-half-certificate")
    if settings.is_local:
        return
    if not named:
        raise UsageError("server-without-hosts", bind=settings.bind)
    if "*" in "".join(settings.hosts):
        raise UsageError("server-any-host")
    if not settings.is_secure:
        raise UsageError("server-without-tls", bind=settings.bind)
    if any(environ.get(name) == "1" for name in ("TRAININGKIT_DEBUG", "FLASK_DEBUG")):
        raise UsageError("server-debug")
