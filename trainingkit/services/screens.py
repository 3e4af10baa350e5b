"""One form of a workshop, from what is kept to what is typed and back: comes in which form, and what was typed into it,
goes out what to show.

A form shows one part of a workshop and saves it whole. Where somebody else saved it meanwhile nothing is kept: both are
shown, field by field. Refuses to keep half a form.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Conflict, Problem, Severity
from trainingkit.services.answers import Reader
from trainingkit.services.desk import Office, Opened, Saving, open_workshop, save
from trainingkit.services.personal import lists_people
from trainingkit.services.pictures import taken_in
from trainingkit.services.server import DbSession

Kind = Literal["line", "prose", "day", "clock", "number", "choice", "check", "picture", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form. `label` and `hint` are messages; `words`: what fills them, or the label itself where it is
    somebody's own text (`label` is then empty). `options`: value and words of what can be chosen. `language`: that of
    what is written into it; `row`: it stands beside its neighbours; `lead`: what is said below its heading."""

    name: str
    kind: Kind
    label: str = ""
    words: str = ""
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    language: str = ""
    limits: tuple[int, int] = (0, 0)
    needed: bool = False
    note: str = ""
    heading: str = ""
    lead: str = ""
    hint_words: Mapping[str, str] = field(default_factory=dict)
    row: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """A form: the part that it saves, its title, its fields as they stand, and what a workshop becomes by what was
    typed (a reader gathers what makes no sense). `language` is that of the page."""

    part: str
    title: str
    fields: Callable[[Opened, str], tuple[Field, ...]]
    change: Callable[[Reader, Opened, Workshop], Workshop]
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What comes of asking for a form, or of sending it. `values`: what stands in its fields; `theirs`: what somebody
    else saved meanwhile, of the fields where that differs."""

    opened: Opened
    fields: tuple[Field, ...]
    values: Mapping[str, str]
    version: int
    state: Literal["shown", "saved", "wrong", "conflict"] = "shown"
    problems: Mapping[str, Problem]
    theirs: Mapping[str, str]

    @property
    def hints(self) -> Mapping[str, Problem]:
        """What somebody should think of before going on, by field; it is in nobody's way."""
        told = (each.name for each in self.fields if each.kind == "prose" and lists_people(self.values[each.name]))
        return {name: Problem("form-people-listed", name, {}, Severity.WARNING) for name in told}


def show(db_session: DbSession, office: Office, ident: str, screen: Screen, language: str) -> Shown:
    """The form as it stands."""
    opened = open_workshop(db_session, office, ident)
    fields = screen.fields(opened, language)
    values = {each.name: each.value for each in fields}
    return Shown(
        opened=opened, fields=fields, values=values, version=opened.versions[screen.part], problems={}, theirs={}
    )


def names_of(screen: Screen, opened: Opened, language: str) -> tuple[str, ...]:
    """The fields of a form that somebody can fill."""
    return tuple(each.name for each in screen.fields(opened, language) if each.kind != "told")


def field_at(names: Iterable[str], name: str) -> str:
    """The first field of a form that is at an address of it: of a text, that in its first language; empty where the
    form has none."""
    return next((each for each in names if each == name or each.startswith(f"{name}.")), "")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: what stands in it, by whom, the language of its page, and the files that came with it."""

    said: Mapping[str, str]
    by: str
    language: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """The version it was filled from; one that never was where it says none."""
        return Reader(self.said).number("version", 1, 10**9) or 0


def keep(db_session: DbSession, office: Office, ident: str, screen: Screen, sent: Sent) -> Shown:
    """Keeps a form, or says why not: what is wrong with it, or that somebody was faster."""
    before = show(db_session, office, ident, screen, sent.language)
    chosen = {each.name: sent.files[each.name] for each in before.fields if each.name in sent.files}
    pictures = taken_in(chosen)
    reader = Reader(sent.said, pictures=pictures)
    screen.change(reader, before.opened, before.opened.workshop)
    if reader.problems:
        return _again(before, sent, "wrong", reader.problems)
    saving = Saving({screen.part: sent.version}, sent.by)
    try:
        save(
            db_session,
            office,
            ident,
            saving,
            lambda now: screen.change(Reader(sent.said, pictures=pictures), before.opened, now),
        )
    except Conflict:
        return _again(show(db_session, office, ident, screen, sent.language), sent, "conflict", {})
    after = show(db_session, office, ident, screen, sent.language)
    return _again(after, sent, "saved", {})


def retell(db_session: DbSession, office: Office, ident: str, screen: Screen, sent: Sent) -> Shown:
    """The form in another language with what was typed, kept nowhere."""
    return _again(show(db_session, office, ident, screen, sent.language), sent, "shown", {}, sent.version)


def _again(
    now: Shown,
    sent: Sent,
    state: Literal["shown", "saved", "wrong", "conflict"],
    problems: Mapping[str, Problem],
    version: int = 0,
) -> Shown:
    """The form with what was typed, beside what is kept now."""
    kept = now.values
    typed = {each.name: sent.said.get(each.name, "")[:20_000] for each in now.fields}
    theirs = {name: said for name, said in kept.items() if state == "conflict" and said.strip() != typed[name].strip()}
    keeps = state in ("conflict", "saved")
    return Shown(
        opened=now.opened,
        fields=now.fields,
        values=kept if state == "saved" else typed,
        version=now.version if keeps else (version or sent.version),
        state=state,
        problems=problems,
        theirs=theirs,
    )
