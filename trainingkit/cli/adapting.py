"""`trainingkit kits adapt | drift | adopt | keep`: a kit of one's own from another one, and what happens upstream."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from trainingkit.cli.console import Console, console_of
from trainingkit.cli.words import Command, json_option, kits_option, option
from trainingkit.domain.changes import Drift, DriftKind
from trainingkit.domain.drift import waiting, word_difference
from trainingkit.errors import UsageError
from trainingkit.i18n.catalogues import mark
from trainingkit.services.adapting import Wish, adaptations_in, drift_of
from trainingkit.services.adapting import adapt as make_adaptation
from trainingkit.services.adapting import adopt as take_over
from trainingkit.services.adapting import keep as leave
from trainingkit.services.library import find_kit

# ── adapt ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@click.command(
    "adapt",
    cls=Command,
    help=mark("Make a kit NEW that adapts KIT: it says only what differs, and follows what KIT improves."),
)
@click.argument("kit", metavar="KIT")
@click.argument("new", metavar="NEW")
@option("--variant", metavar="NAME", default="", help=mark("Start from this variant of the kit."))
@option("--country", metavar="CC", default="", help=mark("Its country, where it is another one."))
@option("--sector", metavar="NAME", default="", help=mark("Its sector, where it is another one."))
@option("--title", metavar="TEXT", default="", help=mark("Its title, in the language of the kit."))
@option("--by", metavar="NAME", default="", help=mark("Who adapts, for the adaptation page."))
@option("--did", metavar="TEXT", default="", help=mark("What they did, in the language of the kit."))
@kits_option
@click.pass_context
def adapt(ctx: click.Context, /, kit: str, new: str, **wish: str) -> None:
    """Nothing is copied: the new folder holds a `kit.yaml` and what it is compared with later."""
    console = console_of(ctx)
    folder = make_adaptation(find_kit(kit, console.kits), Wish(name=new, **wish), datetime.now(UTC))
    console.line(console.say("{path} adapts {kit}. Write there only what differs.", path=folder, kit=kit))


# ── drift ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_KINDS = {
    DriftKind.CHANGED: mark("changed upstream"),
    DriftKind.NEW: mark("new upstream"),
    DriftKind.GONE: mark("gone upstream"),
    DriftKind.FOLLOWED: mark("followed"),
}


@click.command(
    "drift",
    cls=Command,
    help=mark("Show what changed in the kit that KIT adapts, word by word; without KIT, of every adaptation."),
)
@click.argument("kit", metavar="[KIT]", default="")
@option("--followed", is_flag=True, help=mark("Also show what is used as it stands and reads otherwise now."))
@json_option
@kits_option
@click.pass_context
def drift(ctx: click.Context, kit: str, followed: bool) -> None:
    """What waits for a decision is no failure: the status is 0."""
    console = console_of(ctx)
    folders = (find_kit(kit, console.kits),) if kit else adaptations_in(console.kits)
    found = {folder.name: _wanted(drift_of(folder), followed=followed) for folder in folders}
    if console.as_json:
        console.data({"drifts": [_as_data(name, each) for name, drifts in found.items() for each in drifts]})
        return
    for name, drifts in found.items():
        _say_drifts(name, drifts, console)
    if not found:
        console.line(console.say("No kit adapts another one here."))


def _wanted(drifts: tuple[Drift, ...], *, followed: bool) -> tuple[Drift, ...]:
    return drifts if followed else waiting(drifts)


def _as_data(kit: str, drift: Drift) -> dict[str, Any]:
    return {
        "kit": kit,
        "unit": str(drift.unit),
        "kind": drift.kind.value,
        "language": drift.language,
        "before": drift.before,
        "now": drift.now,
        "here": drift.here,
    }


def _say_drifts(name: str, drifts: Sequence[Drift], console: Console) -> None:
    console.line(name)
    for each in drifts:
        console.line(f"  {each.unit} ({each.language}): {console.say(_KINDS[each.kind])}")
        for label, text in _told(each, console):
            console.line(f"    {label}: {_on_one_line(text)}")
    waits = len(waiting(tuple(drifts)))
    if waits:
        console.line(console.counted("{count} change waits.", "{count} changes wait.", waits))
        console.line(console.say("Decide each: trainingkit kits adopt {kit} ADDRESS, or keep {kit} ADDRESS.", kit=name))
    else:
        console.line(console.say("Nothing waits."))


def _told(drift: Drift, console: Console) -> Iterable[tuple[str, str]]:
    upstream = console.say("upstream")
    if drift.kind is DriftKind.CHANGED and drift.before:
        yield upstream, _marked(drift.before, drift.now)
    elif drift.kind is DriftKind.GONE:
        yield upstream, f"[-{drift.before}-]"
    else:
        yield upstream, drift.now
    if drift.here:
        yield console.say("here"), drift.here


def _marked(before: str, now: str) -> str:
    """Both texts in one: `[-gone-]`, `{+new+}`."""
    signs = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{signs[kind][0]}{words}{signs[kind][1]}" for kind, words in word_difference(before, now))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


# ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────────


@click.command(
    "keep",
    cls=Command,
    help=mark("Leave what KIT says at ADDRESS (or below it); what upstream says now counts as seen."),
)
@click.argument("kit", metavar="KIT")
@click.argument("address", metavar="[ADDRESS]", default="")
@option("--all", "everything", is_flag=True, help=mark("Everything that waits."))
@option("--language", metavar="L", default="", help=mark("Only in this language."))
@json_option
@kits_option
@click.pass_context
def keep(ctx: click.Context, kit: str, address: str, everything: bool, language: str) -> None:
    """The way to say «ours is still right», also after it was edited by hand."""
    console = console_of(ctx)
    _require_one(address, everything)
    decided = leave(find_kit(kit, console.kits), address, datetime.now(UTC), language)
    _say_decided(decided, console)


@click.command(
    "adopt",
    cls=Command,
    help=mark("Take upstream's text at ADDRESS (or below it) in place of what KIT says there."),
)
@click.argument("kit", metavar="KIT")
@click.argument("address", metavar="[ADDRESS]", default="")
@option("--all", "everything", is_flag=True, help=mark("Everything that waits."))
@json_option
@kits_option
@click.pass_context
def adopt(ctx: click.Context, kit: str, address: str, everything: bool) -> None:
    """The local text leaves its file; its translations stay in the catalogue, put aside."""
    console = console_of(ctx)
    _require_one(address, everything)
    _say_decided(take_over(find_kit(kit, console.kits), address, datetime.now(UTC)), console)


def _require_one(address: str, everything: bool) -> None:
    """An address, or all of it: a decision about everything is never made by leaving a word out."""
    if bool(address) == everything:
        raise UsageError("address-or-all")


def _say_decided(decided: Sequence[Drift], console: Console) -> None:
    if console.as_json:
        console.data({"decided": [{"unit": str(each.unit), "language": each.language} for each in decided]})
        return
    for unit in dict.fromkeys(str(each.unit) for each in decided):
        console.line(unit)
    if not decided:
        console.line(console.say("Nothing waits."))
