"""The question to the solver, first half: what is placed, in which stretch, for how long, so that days hold it.

Comes in: pieces, frames of days, the minutes of each day. Goes out: a `Sheet`: the model and what its variables mean.
Time counts in fives. Refuses to know what must be kept (`fit_rules`) and what is worth more (`fit_worth`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trainingkit.domain.kit import Kit
from trainingkit.domain.workshop import Workshop
from trainingkit.planning.fit_frame import AFTERNOON, LONGEST_DAY, STRETCH, Frame, Stretch, room_around
from trainingkit.planning.fit_pieces import STEP, Form, Piece, Pieces, Role
from trainingkit.planning.solver import Linear, Model, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the solver decides about a piece: in which form, how many times over (for each form: once for each case or
    group of it), in which stretch, for how many fives. `ideal`: its ideal minutes, 0 where it is not placed, beyond
    which none are worth anything here; `longest`: the most it could get."""

    piece: Piece
    day: int | None
    forms: tuple[Linear, ...]
    times: tuple[Linear, ...]
    stands: Mapping[int, Linear]
    fives: Mapping[int, Linear]
    ideal: Linear
    longest: int
    is_certain: bool

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
    """The model with what its variables stand for. `shares`: the most minutes that each day can have; `available`: the
    fives that it has; `meals`: for each day, whether its meal is after so many minutes; `pauses`: those in a morning or
    an afternoon, by its first stretch.

    A `rough` one has a single stretch in each half of a day and counts the pauses that it needs at least: it is
    answered sooner, and nothing is worth more than its answer."""

    kit: Kit
    pieces: Pieces
    workshop: Workshop
    frames: tuple[Frame, ...]
    stretches: tuple[Stretch, ...]
    shares: tuple[int, ...]
    available: tuple[Linear, ...]
    pause: int
    rough: bool = False
    model: Model = field(default_factory=Model)
    choices: list[Choice] = field(default_factory=list)
    cases: dict[str, Linear] = field(default_factory=dict)
    groups: dict[str, Linear] = field(default_factory=dict)
    used: dict[int, Linear] = field(default_factory=dict)
    pauses: dict[int, Linear] = field(default_factory=dict)
    meals: dict[int, dict[int, Linear]] = field(default_factory=dict)

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


def lay_out(sheet: Sheet, *, is_set: bool) -> None:
    """All variables, and every condition of time."""
    _choose_cases(sheet, are_set=is_set)
    for piece in sheet.pieces.ordered:
        sheet.choices.append(_choice(sheet, piece, None, _window(sheet, piece)))
    for day in range(len(sheet.frames)):
        for piece in sheet.pieces.daily:
            if places := _places_of(piece, day, sheet):
                sheet.choices.append(_choice(sheet, piece, day, places))
    for number in range(len(sheet.stretches)):
        _fill_stretch(sheet, number)
    for day in range(len(sheet.frames)):
        _fill_day(sheet, day)
    _set_table(sheet)
    _keep_order(sheet)
    _close_days(sheet)


# ── cases and groups ────────────────────────────────────────────────────────────────────────────────────────────────


def _choose_cases(sheet: Sheet, *, are_set: bool) -> None:
    """Which cases are worked on, and how many groups each has, as even as can be."""
    model, played = sheet.model, [group.case for group in sheet.workshop.groups.values() if group.case]
    groups = len(sheet.workshop.groups)
    if not are_set and len(sheet.kit.cases) == 1:
        played, are_set = [*sheet.kit.cases] * groups, True
    for case, about in sheet.kit.cases.items():
        if about.key.decoy and not are_set:  # read by everybody, played by nobody who did not ask for it
            sheet.cases[case] = sheet.groups[case] = Linear()
            continue
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


def _count(sheet: Sheet, piece: Piece, per: str) -> tuple[Linear, int]:
    """How many times over a piece runs when it is placed, and how many at most. `schedule` counts in the same way."""
    if per == "case" and piece.cases:
        return total(sheet.cases[case] for case in piece.cases), len(piece.cases)
    if per == "group":
        everywhere = set(piece.cases) == set(sheet.kit.cases)
        played = Linear() if everywhere else total(sheet.groups[case] for case in piece.cases)
        groups = max(1, len(sheet.workshop.groups))
        return (played if played.terms or played.number else Linear(number=groups)), groups
    return Linear(number=1), 1


# ── one piece ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _places_of(piece: Piece, day: int, sheet: Sheet) -> list[int]:
    """The stretches where a piece at the edge of days can stand on one of them; none on days that go without it."""
    last = len(sheet.frames) - 1
    if piece.role is Role.OPENS_DAY:
        return sheet.half(day, after_meal=False)[:1] if (piece.on_others if day else piece.on_first) else []
    if piece.role is Role.CLOSES_DAY:
        return sheet.of_day(day) if (piece.on_others if day < last else piece.on_last) else []
    return sheet.half(day, after_meal=True)[:1]


def _window(sheet: Sheet, piece: Piece) -> list[int]:
    """The stretches where an ordered piece can stand at all: what certainly comes before and after it takes its time.
    It changes no answer, but the solver finds it sooner."""
    ordered = sheet.pieces.ordered
    place = ordered.index(piece)
    least = [
        min(form.on_clock.min for form in each.forms) if _is_certain(each, sheet.pieces) else 0 for each in ordered
    ]
    own = min(form.on_clock.min for form in piece.forms)
    longest = max(_longest(sheet, each) for each in ordered)
    limit = LONGEST_DAY if sheet.rough else max(longest, STRETCH)
    bounds = [
        room_around(number, sheet.stretches, sheet.frames, sheet.shares, limit)
        for number in range(len(sheet.stretches))
    ]
    needed = sum(least[:place]) + own, sum(least[place + 1 :]) + own
    return [number for number, (before, after) in enumerate(bounds) if needed[0] <= before and needed[1] <= after]


def _longest(sheet: Sheet, piece: Piece) -> int:
    """The most minutes that a piece is ever given."""
    return max(form.best * _count(sheet, piece, form.minutes.per)[1] for form in piece.forms)


def _choice(sheet: Sheet, piece: Piece, day: int | None, places: Iterable[int]) -> Choice:
    model = sheet.model
    forms = tuple(model.binary() for _ in piece.forms)
    counts = [_count(sheet, piece, form.minutes.per) for form in piece.forms]
    spans = [_span(model, form, chosen, *count) for form, chosen, count in zip(piece.forms, forms, counts, strict=True)]
    longest = max(span.longest for span in spans)
    stands = {number: model.binary() for number in places}
    choice = Choice(
        piece=piece,
        day=day,
        forms=forms,
        times=tuple(span.times for span in spans),
        stands=stands,
        fives={number: model.integer(0, longest) for number in stands},
        ideal=total(span.ideal for span in spans),
        longest=longest * STEP,
        is_certain=day is None and _is_certain(piece, sheet.pieces),
    )
    placed, minutes = choice.placed, choice.minutes
    model.require(placed.equals(1) if choice.is_certain else placed <= 1, total(stands.values()).equals(placed))
    model.require(minutes >= total(each.least for each in spans), minutes <= choice.ideal)
    for number, stand in stands.items():
        model.require(choice.fives[number] <= longest * stand)
    if piece.cases:
        model.require(placed <= total(sheet.cases[case] for case in piece.cases))
    return choice


@dataclass(frozen=True, slots=True)
class _Span:
    """How many times over a form is held, and its minutes from the least to the ideal; nothing if it is not chosen."""

    times: Linear
    least: Linear
    ideal: Linear
    longest: int


def _span(model: Model, form: Form, chosen: Linear, count: Linear, most: int) -> _Span:
    if not count.terms:
        times = max(1, count.number)
        least = -(-form.on_clock.min * times // STEP) * STEP
        return _Span(times * chosen, least * chosen, form.best * times * chosen, form.best * times // STEP)
    number = model.integer(0, most)
    model.require(number <= most * chosen, number <= count, number >= count - most * (1 - chosen))
    return _Span(number, form.on_clock.min * number, form.best * number, form.best * most // STEP)


def _is_certain(piece: Piece, pieces: Pieces) -> bool:
    """Whether it stands in every agenda: its session is core and could not stand elsewhere without it."""
    others = (each for each in pieces.ordered if each.subject == piece.subject and each is not piece)
    return piece.is_core and not piece.repeats and all(set(each.cases) <= set(piece.cases) for each in others)


# ── stretches and days ──────────────────────────────────────────────────────────────────────────────────────────────


def _fill_stretch(sheet: Sheet, number: int) -> None:
    """What is held in it lies below the limit, unless it is one session alone. It is used only for a session of the
    matter: nobody comes back from a pause to close the day. Arriving with coffee is no work, so it tires nobody."""
    model = sheet.model
    used = sheet.used[number] = model.binary()
    here = [each for each in sheet.choices if number in each.stands]
    held = [each for each in here if each.piece.kind != "break"]
    model.require(*(each.stands[number] <= used for each in here))
    model.require(used <= total(each.stands[number] for each in here if each.piece.is_session and each.day is None))
    if sheet.rough:
        _count_pauses(sheet, number, held)
        return
    long = [each for each in held if each.longest > STRETCH]
    alone = model.binary() if long else Linear(number=0)
    longest = max((each.longest for each in long), default=0) - STRETCH
    model.require(
        STEP * total(each.fives[number] for each in held) <= STRETCH * used + longest * alone,
        total(each.stands[number] for each in held) <= 1 + len(held) * (1 - alone),
        alone <= total(each.stands[number] for each in long),
    )


def _count_pauses(sheet: Sheet, number: int, held: Sequence[Choice]) -> None:
    """So many pauses that what is held could be cut into stretches, if it could be cut anywhere."""
    model, used = sheet.model, sheet.used[number]
    sessions = total(each.stands[number] for each in held if each.piece.is_session and each.day is None)
    pauses = sheet.pauses[number] = model.integer(0, len(held))
    over = total((each.longest - STRETCH) * each.stands[number] for each in held if each.longest > STRETCH)
    minutes = STEP * total(each.fives[number] for each in held)
    model.require(pauses <= sessions - used, minutes <= STRETCH * (pauses + used) + over)


def _fill_day(sheet: Sheet, day: int) -> None:
    """A day holds its stretches and the pauses between them; its meal begins when it is due. Every day has something
    to do in its first stretch, and something after its meal if it has one."""
    model, frame, available = sheet.model, sheet.frames[day], sheet.available[day]
    early, late = (sheet.half(day, after_meal=half) for half in (False, True))
    meals = sheet.meals[day] = {morning: model.binary() for morning in frame.mornings if late}
    meal, share = total(meals.values()), sheet.shares[day] // STEP
    if not sheet.rough:
        for half, begun in ((early, Linear(number=1)), (late, meal)):
            sheet.pauses.update({number: total(sheet.used[each] for each in half) - begun for number in half[:1]})
    before, after = load(sheet, early), load(sheet, late)
    short = min(share, frame.longest(with_meal=False) // STEP)
    model.require(
        meal <= 1,
        sheet.used[early[0]] >= 1,
        before <= total(morning // STEP * at for morning, at in meals.items()) + short * (1 - meal),
        after <= total(max(0, share - morning // STEP) * at for morning, at in meals.items()),
        after >= AFTERNOON // STEP * meal,
        before + after <= available,
        after <= available - total(morning // STEP * at for morning, at in meals.items()),
    )
    whole = total(morning // STEP * at for morning, at in meals.items()) + after
    model.require(whole <= max(0, frame.longest(with_meal=True)) // STEP)
    if late:
        model.require(sheet.used[late[0]].equals(meal))
    for half in (early, late):
        model.require(*(sheet.used[number] >= sheet.used[then] for number, then in pairwise(half)))


def _set_table(sheet: Sheet) -> None:
    """Whatever the day, people eat at the same time."""
    times = {morning + sheet.frames[day].starts for day, meals in sheet.meals.items() for morning in meals}
    chosen = {at: sheet.model.binary() for at in sorted(times)}
    sheet.model.require(total(chosen.values()) <= 1)
    for day, meals in sheet.meals.items():
        sheet.model.require(*(each <= chosen[m + sheet.frames[day].starts] for m, each in meals.items()))


def load(sheet: Sheet, half: Sequence[int]) -> Linear:
    """The fives that a morning or an afternoon takes, with the pauses in it."""
    held = total(each.fives[number] for each in sheet.choices for number in half if number in each.fives)
    return held + sheet.pause // STEP * total(sheet.pauses[number] for number in half[:1])


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _keep_order(sheet: Sheet) -> None:
    """Nothing stands in an earlier stretch than what comes before it in the order. What certainly stands somewhere
    tells for all before it; the others are compared with each other."""
    certain: Choice | None = None
    open_: list[Choice] = []
    for choice in sheet.ordered:
        for other in (*([certain] if certain else []), *open_):
            _keep_after(sheet, choice, other)
        if choice.is_certain:
            certain, open_ = choice, []
        else:
            open_.append(choice)


def _keep_after(sheet: Sheet, choice: Choice, other: Choice) -> None:
    """The first stands in no earlier stretch than the second, where both stand."""
    for number in range(1, len(sheet.stretches)):
        later = total(choice.stands[each] for each in choice.stands if each >= number)
        reached = total(other.stands[each] for each in other.stands if each >= number)
        gone = 0 if choice.is_certain else 1 - choice.placed
        sheet.model.require(reached <= later + gone)


def _close_days(sheet: Sheet) -> None:
    """What closes a day stands in the last stretch that is used."""
    for choice in sheet.choices:
        if choice.day is None or choice.piece.role is not Role.CLOSES_DAY:
            continue
        numbers = sheet.of_day(choice.day)
        for number, then in pairwise(numbers):
            sheet.model.require(*(choice.stands[number] + sheet.used[each] <= 1 for each in numbers if each >= then))
