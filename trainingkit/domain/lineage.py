"""What an adaptation did to the kit that it adapts, module by module, with who may know of it.

Comes in: the kit adapted, what it became, and the overlay between them. Goes out: one line for each module that was
changed, added or left out. Refuses to print: `assembly.adaptation` does, for its reader.
"""

from dataclasses import dataclass

from trainingkit.domain.changes import Overlay, Path
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Deed, Kit, Touched
from trainingkit.domain.modules import Module
from trainingkit.domain.overlay import text_paths, value_at
from trainingkit.domain.text import Audience


@dataclass(slots=True)
class _Line:
    """What gathers about one module."""

    audiences: set[Audience]
    count: int = 0


def touched_by(base: Kit, kit: Kit, overlay: Overlay, added: tuple[str, ...]) -> tuple[Touched, ...]:
    """Every module that the adaptation changed, added or left out, in that order."""
    changed: dict[str, _Line] = {}
    gone: list[Touched] = []
    for change in overlay.changes:
        _note(changed, _module_at(change.path), _audiences(base, change.path) | _audiences_below(change.value))
    for removal in overlay.left_out:
        module = value_at(base, removal.path)
        if isinstance(module, Module):
            gone.append(_touched(Deed.LEFT_OUT, module, _audiences_below(module)))
        else:
            _note(changed, _module_at(removal.path), _audiences(base, removal.path))
    lines = [_line(name, line, kit) for name, line in changed.items()]
    new = [_new(address, kit) for address in added]
    return (*(each for each in (*lines, *new) if each is not None), *gone)


def _note(lines: dict[str, _Line], module: str, audiences: set[Audience]) -> None:
    if module:
        line = lines.setdefault(module, _Line(set()))
        line.audiences |= audiences
        line.count += 1


def _module_at(path: Path) -> str:
    """The module (`kind/id`) that a way leads into; empty for the kit's own files."""
    return "/".join((path[0].replace("_", "-"), path[1])) if len(path) > 1 and path[0] not in _OWN_FILES else ""


_OWN_FILES = ("about", "agenda", "logistics", "media", "variants")


def _line(address: str, line: _Line, kit: Kit) -> Touched | None:
    kind, _, name = address.partition("/")
    module = kit.modules(kind).get(name)
    return _touched(Deed.CHANGED, module, line.audiences, line.count) if module else None


def _new(address: str, kit: Kit) -> Touched | None:
    kind, _, name = address.partition("/")
    module = kit.modules(kind).get(name)
    return _touched(Deed.ADDED, module, _audiences_below(module)) if module else None


def _touched(deed: Deed, module: Module, audiences: set[Audience], count: int = 1) -> Touched:
    return Touched(deed=deed, module=module, audiences=frozenset(audiences), count=count)


# ── who may know ────────────────────────────────────────────────────────────────────────────────────────────────────


def _audiences(base: Kit, path: Path) -> set[Audience]:
    """Who reads what stood there: the readers of its texts, or of the fact that it belongs to; else facilitators."""
    found = _audiences_below(value_at(base, path))
    for length in range(len(path), 0, -1):
        holder = value_at(base, path[:length])
        if isinstance(holder, Fact):
            return found | {holder.audience}
    return found or {Audience()}


def _audiences_below(value: object) -> set[Audience]:
    return {text.audience for _, text in text_paths(value)}
