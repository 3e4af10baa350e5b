"""The question to the solver, first half: what is placed, in which stretch, for how long, so that days hold it.

Comes in: pieces, frames of days, the minutes of each day. Goes out: a `Sheet`: the model and what its variables mean.
Time counts in fives. Refuses to know what must be kept (`fit_rules`) and what is worth more (`fit_worth`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trainingkit.domain.kit import Kit
from trainingkit.domain.workshop import Workshop
from trainingkit.planning.fit_frame import AFTERNOON, LONGEST_DAY, STRETCH, Frame, Stretch
from trainingkit.planning.fit_pieces import STEP, Piece, Pieces, Role
from trainingkit.planning.solver import Linear, Model, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the solver decides about a piece: in which form, how many times over (for each form: once for each case or
    group of it), in which stretch, for how many fives. `most`: the minutes it could get; `short` and `over`: its
    minutes below and above its ideal."""

    piece: Piece
    day: int | None
    forms: tuple[Linear, ...]
    times: tuple[Linear, ...]
    stands: Mapping[int, Linear]
    fives: Mapping[int, Linear]
    most: int
    short: Linear
    over: Linear

    @property
    def placed(self) -> Linear:
        """Whether it is there at all."""
        return total(self.forms)

    @property
    def minutes(self) -> Linear:
        """Its minutes on the clock."""
        return STEP * total(self.fives.values())


@dataclass(slots=True, kw_only=True)
class Sheet:
    """The model with what its variables stand for. `available`: the fives of each day."""

    kit: Kit
    workshop: Workshop
    frames: tuple[Frame, ...]
    stretches: tuple[Stretch, ...]
    available: tuple[Linear, ...]
    pause: int
    model: Model = field(default_factory=Model)
    choices: list[Choice] = field(default_factory=list)
    cases: dict[str, Linear] = field(default_factory=dict)
    groups: dict[str, Linear] = field(default_factory=dict)
    used: dict[int, Linear] = field(default_factory=dict)
    meals: dict[int, Linear] = field(default_factory=dict)

    @property
    def ordered(self) -> list[Choice]:
        """Those that stand in the one order."""
        return [each for each in self.choices if each.day is None]

    def half(self, day: int, *, after_meal: bool) -> list[int]:
        """The stretches of a morning or an afternoon."""
        wanted = (day, after_meal)
        return [number for number, each in enumerate(self.stretches) if (each.day, each.after_meal) == wanted]

    def of_day(self, day: int) -> list[int]:
        """The stretches of a day."""
        return [number for number, each in enumerate(self.stretches) if each.day == day]


def lay_out(sheet: Sheet, pieces: Pieces, *, cases_are_set: bool) -> None:
    """All variables, and every condition of time."""
    _choose_cases(sheet, are_set=cases_are_set)
    everywhere = range(len(sheet.stretches))
    for piece in pieces.ordered:
        sheet.choices.append(_choice(sheet, piece, None, everywhere))
    for day in range(len(sheet.frames)):
        for piece in pieces.daily:
            if places := _places_of(piece, day, sheet):
                sheet.choices.append(_choice(sheet, piece, day, places))
    for number in everywhere:
        _fill_stretch(sheet, number)
    for day in range(len(sheet.frames)):
        _fill_day(sheet, day)
    _keep_order(sheet)
    _close_days(sheet)


# ── cases and groups ────────────────────────────────────────────────────────────────────────────────────────────────


def _choose_cases(sheet: Sheet, *, are_set: bool) -> None:
    """Which cases are worked on, and how many groups each has, as even as can be."""
    model, played = sheet.model, [group.case for group in sheet.workshop.groups.values() if group.case]
    groups = len(sheet.workshop.groups)
    for case in sheet.kit.cases:
        sheet.cases[case] = Linear(number=int(case in played or not played)) if are_set else model.binary()
        sheet.groups[case] = Linear(number=played.count(case)) if are_set else model.integer(0, groups)
    if are_set or not sheet.cases:
        return
    model.require(total(sheet.cases.values()) >= 1, total(sheet.groups.values()).equals(groups))
    for case, chosen in sheet.cases.items():
        model.require(sheet.groups[case] >= chosen, sheet.groups[case] <= groups * chosen)
        for other, too in sheet.cases.items():
            if other != case:
                model.require(sheet.groups[case] - sheet.groups[other] <= 1 + groups * (2 - chosen - too))


def _count(sheet: Sheet, piece: Piece) -> tuple[Linear, int]:
    """How many times over a piece runs when it is placed, and how many at most. `schedule` counts in the same way."""
    if piece.per == "case" and piece.cases:
        return total(sheet.cases[case] for case in piece.cases), len(piece.cases)
    if piece.per == "group":
        everywhere = set(piece.cases) == set(sheet.kit.cases)
        played = Linear(number=0) if everywhere else total(sheet.groups[case] for case in piece.cases)
        groups = max(1, len(sheet.workshop.groups))
        return (played if played.terms or played.number else Linear(number=groups)), groups
    return Linear(number=1), 1


# ── one piece ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _places_of(piece: Piece, day: int, sheet: Sheet) -> list[int]:
    """The stretches where a piece at the edge of days can stand on one of them; none on days that go without it."""
    last = len(sheet.frames) - 1
    if piece.role is Role.OPENS_DAY:
        return sheet.half(day, after_meal=False)[:1] if day or piece.on_first else []
    if piece.role is Role.CLOSES_DAY:
        return sheet.of_day(day) if day < last or piece.on_last else []
    return sheet.half(day, after_meal=True)[:1]


def _choice(sheet: Sheet, piece: Piece, day: int | None, places: Iterable[int]) -> Choice:
    model = sheet.model
    count, most = _count(sheet, piece)
    longest = max(form.on_clock.max for form in piece.forms) * most // STEP
    forms = tuple(model.binary() for _ in piece.forms)
    stands = {number: model.binary() for number in places}
    choice = Choice(
        piece=piece,
        day=day,
        forms=forms,
        times=tuple(form * count.number if not count.terms else model.integer(0, most) for form in forms),
        stands=stands,
        fives={number: model.integer(0, longest) for number in stands},
        most=longest * STEP,
        short=model.integer(0, longest * STEP),
        over=model.integer(0, longest * STEP),
    )
    _bind(model, choice, count, most)
    for number, stand in stands.items():
        model.require(choice.fives[number] <= longest * stand)
    if piece.cases:
        model.require(choice.placed <= total(sheet.cases[case] for case in piece.cases))
    return choice


def _bind(model: Model, choice: Choice, count: Linear, most: int) -> None:
    """One form, one stretch, and minutes within the range of that form."""
    placed, minutes = choice.placed, choice.minutes
    model.require(placed <= 1, total(choice.stands.values()).equals(placed))
    if count.terms:
        for form, times in zip(choice.forms, choice.times, strict=True):
            model.require(times <= most * form)
        model.require(total(choice.times) <= count, total(choice.times) >= count - most * (1 - placed))
    ranges = [(times, form.on_clock) for times, form in zip(choice.times, choice.piece.forms, strict=True)]
    ideal = total(times * range_.ideal for times, range_ in ranges)
    model.require(
        minutes >= total(times * range_.min for times, range_ in ranges),
        minutes <= total(times * range_.max for times, range_ in ranges),
        choice.short >= ideal - minutes,
        choice.over >= minutes - ideal,
    )


# ── stretches and days ──────────────────────────────────────────────────────────────────────────────────────────────


def _fill_stretch(sheet: Sheet, number: int) -> None:
    """What is held in it lies below the limit, unless it is one session alone; it holds a session if it is used.
    Arriving with coffee is no work, so it tires nobody."""
    model = sheet.model
    used = sheet.used[number] = model.binary()
    here = [each for each in sheet.choices if number in each.stands]
    held = [each for each in here if each.piece.kind != "break"]
    model.require(*(each.stands[number] <= used for each in here))
    model.require(used <= total(each.stands[number] for each in here if each.piece.is_session))
    longest = max((each.most for each in held), default=0)
    alone = model.binary() if longest > STRETCH else Linear(number=0)
    model.require(STEP * total(each.fives[number] for each in held) <= STRETCH + longest * alone)
    model.require(total(each.stands[number] for each in held) <= 1 + len(held) * (1 - alone))


def _fill_day(sheet: Sheet, day: int) -> None:
    """A day holds its stretches and the pauses between them; its meal begins when it is due. Every day has something
    to do in its first stretch, and something after its meal if it has one."""
    model, frame, available = sheet.model, sheet.frames[day], sheet.available[day]
    early, late = (sheet.half(day, after_meal=half) for half in (False, True))
    meal = sheet.meals[day] = model.binary() if late else Linear(number=0)
    before, after = load(sheet, early, Linear(number=1)), load(sheet, late, meal)
    far = LONGEST_DAY // STEP
    model.require(
        sheet.used[early[0]] >= 1,
        before <= available,
        before <= frame.morning // STEP + far * (1 - meal),
        before <= frame.without_meal // STEP + far * meal,
        after <= available - frame.morning // STEP + far * (1 - meal),
        after <= far * meal,
        after >= AFTERNOON // STEP * meal,
    )
    if frame.ends is not None:
        model.require(
            before <= frame.ends // STEP, after <= (frame.ends - frame.meal - frame.morning) // STEP + far * (1 - meal)
        )
    if late:
        model.require(sheet.used[late[0]].equals(meal))
    for half in (early, late):
        model.require(*(sheet.used[number] >= sheet.used[then] for number, then in pairwise(half)))


def load(sheet: Sheet, half: Sequence[int], begun: Linear) -> Linear:
    """The fives that a morning or an afternoon takes, with the pauses in it."""
    held = total(each.fives[number] for each in sheet.choices for number in half if number in each.fives)
    pauses = total(sheet.used[number] for number in half) - begun
    return held + sheet.pause // STEP * pauses


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _keep_order(sheet: Sheet) -> None:
    """Nothing stands in an earlier stretch than what comes before it in the order. `reached`: how far it has got."""
    model, count = sheet.model, len(sheet.stretches)
    before = [Linear(number=0)] * count
    for choice in sheet.ordered:
        reached = [Linear(number=0), *(model.binary() for _ in range(count - 1))]
        for number in range(1, count):
            later = total(choice.stands[each] for each in range(number, count))
            model.require(reached[number] >= before[number], reached[number] >= later)
            model.require(choice.placed - later <= 1 - before[number])
        before = reached


def _close_days(sheet: Sheet) -> None:
    """What closes a day stands in the last stretch that is used."""
    for choice in sheet.choices:
        if choice.day is None or choice.piece.role is not Role.CLOSES_DAY:
            continue
        numbers = sheet.of_day(choice.day)
        for number, then in pairwise(numbers):
            sheet.model.require(*(choice.stands[number] + sheet.used[each] <= 1 for each in numbers if each >= then))
