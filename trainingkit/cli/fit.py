"""`trainingkit fit`: three agendas of a kit for the time there is, what each of them loses, one written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from trainingkit.cli.console import Console, console_of
from trainingkit.cli.words import Command, json_option, kits_option, option
from trainingkit.domain.agenda import ScheduledDay, Slot
from trainingkit.domain.assembly.agendas import slot_title
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.text import FACILITATOR, Text
from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.fit import PROPOSALS, Fitting, Proposal
from trainingkit.planning.fit_losses import Lost
from trainingkit.services.fitting import Wish, fit_kit
from trainingkit.services.library import find_kit
from trainingkit.services.losses import losses


@click.command(
    "fit",
    cls=Command,
    help=mark(
        "Propose three agendas of KIT for the time there is, the best first, with what each of them loses. Hand-made"
        " ones that fit stand first; what makes the kit what it is stays in all of them. With --write one becomes a"
        " workshop, or the agenda of a workshop that is there."
    ),
)
@click.argument("kit", metavar="KIT")
@option(
    "--minutes", metavar="N", type=int, required=True, help=mark("The minutes there are; pauses count, meals do not.")
)
@option("--days", metavar="D", type=int, help=mark("In how many days; otherwise those of the workshop, otherwise one."))
@option(
    "--write",
    metavar="WORKSHOP.yaml",
    help=mark("The file for it; in one that is there, only agenda and hours change."),
)
@option("--choose", metavar="K", type=int, help=mark("Which proposal is written: 1, 2 or 3."))
@json_option
@kits_option
@click.pass_context
def fit(ctx: click.Context, kit: str, minutes: int, days: int | None, write: str | None, choose: int | None) -> None:
    """One question."""
    console = console_of(ctx)
    note = console.say(
        mark("Made by `trainingkit fit`. Write the dates (from, to), the place, your people and groups.")
    )
    wish = Wish(minutes=minutes, days=days, write=Path(write) if write else None, choose=choose, notes=(note,))
    fitting = fit_kit(find_kit(kit, console.kits), wish)
    teller = _Teller(fitting, console)
    if console.as_json:
        console.data({**teller.data(), "written": write})
        return
    teller.say_all()
    if write:
        console.line()
        console.line(console.say("{path} holds proposal {number}.", path=write, number=choose))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells proposals in the person's language, or in the kit's where it does not speak hers."""

    fitting: Fitting
    console: Console

    def scribe(self, proposal: Proposal) -> Scribe:
        kit, language = self.fitting.kit, self.console.catalogue.language
        spoken = language if language in kit.about.languages else kit.about.language
        return Scribe(kit, proposal.workshop, wording_for(spoken, proposal.workshop.country), FACILITATOR)

    # ── as data ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def data(self) -> dict[str, Any]:
        request = self.fitting.request
        return {
            "kit": self.fitting.kit.id,
            "minutes": request.minutes,
            "days": request.days,
            "proposals": [self._data_of(number, each) for number, each in enumerate(self.fitting.proposals, 1)],
        }

    def _data_of(self, number: int, proposal: Proposal) -> dict[str, Any]:
        scribe = self.scribe(proposal)
        return {
            "number": number,
            "variant": proposal.variant,
            "minutes": proposal.minutes,
            "pause_minutes": proposal.pause_minutes,
            "meal_minutes": proposal.meal_minutes,
            "cases": sorted({case for slot in proposal.schedule.slots for case in slot.cases}),
            "days": [
                {
                    "id": day.id,
                    "title": scribe.plain(day.title),
                    "items": [_item(slot, proposal, scribe) for slot in day.slots],
                }
                for day in proposal.schedule.days
            ],
            "lost": _lost_data(proposal.lost, scribe),
        }

    # ── for a person ────────────────────────────────────────────────────────────────────────────────────────────────

    def say_all(self) -> None:
        fitting, console = self.fitting, self.console
        for number, proposal in enumerate(fitting.proposals, 1):
            if number > 1:
                console.line()
            self._say(number, proposal)
        if len(fitting.proposals) < PROPOSALS:
            console.note(
                console.say(
                    "There are no more that fit and differ in a session of half an hour: {count} of {most}.",
                    count=len(fitting.proposals),
                    most=PROPOSALS,
                )
            )
        if not fitting.has_cycle and fitting.kit.cases:
            console.note(
                console.say(
                    "No case of this kit goes through the whole cycle (read, decide, prepare, play, reply, decide"
                    " again) in its own agenda, so none was kept."
                )
            )

    def _say(self, number: int, proposal: Proposal) -> None:
        console, scribe = self.console, self.scribe(proposal)
        console.line(
            console.say(
                "Proposal {number}: {minutes} minutes, {pauses} of them pauses; meals besides, {meals} minutes",
                number=number,
                minutes=proposal.minutes,
                pauses=proposal.pause_minutes,
                meals=proposal.meal_minutes,
            )
        )
        if proposal.variant is not None:
            console.line(self._made_by_hand(proposal, scribe))
        for place, day in enumerate(proposal.schedule.days, 1):
            console.line()
            console.line(console.say("Day {number}: {title}", number=place, title=scribe.plain(day.title)))
            self._say_day(day, proposal, scribe)
        lines = list(_lost_lines(proposal.lost, scribe, console))
        console.line()
        console.line(console.say("What is lost") if lines else console.say("Nothing is lost."))
        for line in lines:
            console.line(f"- {line}")

    def _made_by_hand(self, proposal: Proposal, scribe: Scribe) -> str:
        if not proposal.variant:
            return self.console.say("The kit's own agenda, whole.")
        title = scribe.plain(self.fitting.kit.variants[proposal.variant].title)
        return self.console.say("Made by hand: {title} (variant {variant})", title=title, variant=proposal.variant)

    def _say_day(self, day: ScheduledDay, proposal: Proposal, scribe: Scribe) -> None:
        console = self.console
        rows: list[tuple[object, ...]] = [
            (f"{slot.starts_at:%H:%M}", slot.minutes, slot_title(scribe, slot), _remark(slot, proposal, console))
            for slot in day.slots
        ]
        rows.append((f"{day.slots[-1].ends_at:%H:%M}", "", console.say("end"), ""))
        head = [console.say(each) for each in (mark("at"), mark("min"), mark("what"), "")]
        console.table(head, rows, right=(1,))


def _remark(slot: Slot, proposal: Proposal, console: Console) -> str:
    version = _version(slot, proposal)
    said = [console.say("version {version}", version=version)] if version else []
    if slot.minutes < slot.ideal:
        said.append(console.say("{ideal} would be ideal", ideal=slot.ideal))
    return ", ".join(said)


def _version(slot: Slot, proposal: Proposal) -> str | None:
    return proposal.agenda.days[slot.day].items[slot.item].version


def _item(slot: Slot, proposal: Proposal, scribe: Scribe) -> dict[str, Any]:
    return {
        "item": slot.item,
        "kind": str(slot.break_kind or slot.kind),
        "subject": slot.subject,
        "title": slot_title(scribe, slot),
        "version": _version(slot, proposal),
        "minutes": slot.minutes,
        "ideal": slot.ideal,
        "starts_at": f"{slot.starts_at:%H:%M}",
        "ends_at": f"{slot.ends_at:%H:%M}",
        "cases": list(slot.cases),
    }


# ── what is lost ────────────────────────────────────────────────────────────────────────────────────────────────────


def _said(texts: Sequence[Text], scribe: Scribe) -> list[str]:
    return [scribe.plain(text) for text in texts]


def _lost_data(lost: Lost, scribe: Scribe) -> dict[str, Any]:
    return {
        "told": scribe.plain(lost.told) if lost.told else None,
        "sessions": [
            {"session": each.session, "title": scribe.plain(each.title), "objectives": _said(each.goals, scribe)}
            for each in lost.sessions
        ],
        "repeats": [{"session": each.session, "held": each.held, "planned": each.planned} for each in lost.repeats],
        "cases": [{"case": each.case, "title": scribe.plain(each.title)} for each in lost.cases],
        "versions": [
            {
                "session": each.session,
                "version": each.version,
                "lost": scribe.plain(each.lost),
                "objectives": _said(each.goals, scribe),
            }
            for each in lost.versions
        ],
        "minutes": [{"session": each.session, "minutes": each.minutes, "ideal": each.ideal} for each in lost.minutes],
        "others": _said(lost.others, scribe),
    }


def _lost_lines(lost: Lost, scribe: Scribe, console: Console) -> Iterator[str]:
    """What is lost, a line for each thing: what is not there at all, then what is there for less."""
    if lost.told:
        yield scribe.plain(lost.told)
    for message, values in losses(lost, scribe):
        yield console.say(message, **values).rstrip()
