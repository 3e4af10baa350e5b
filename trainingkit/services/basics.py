"""The forms for what a workshop is and when it is held: comes in a workshop, go out fields, and the other way round.

Holds two of the `screens`. Refuses to ask for names of people.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from trainingkit.domain.agenda import agenda_of
from trainingkit.domain.text import Circle, Text
from trainingkit.domain.workshop import Brand, DayHours, Hours, Logo, Workshop, paper_for
from trainingkit.i18n.catalogues import mark
from trainingkit.services.answers import Reader
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened
from trainingkit.services.handouts import sector_words
from trainingkit.services.screens import Field, Screen
from trainingkit.services.starting import line_of

DAYS_MOST = 366
"""From the first day to the last, with what lies between them."""


def lines(
    name: str, label: str, text: Text | None, languages: tuple[str, ...], hint: str = "", words: str = ""
) -> tuple[Field, ...]:
    """One field for each language of the workshop."""
    return tuple(
        Field(
            name=f"{name}.{language}",
            kind="line",
            label=label,
            words=words,
            value=(text.find(language) or "") if text else "",
            language=language,
            hint=hint,
        )
        for language in languages
    )


def said_in(reader: Reader, name: str, languages: tuple[str, ...]) -> dict[str, str]:
    """What was typed into them."""
    return {language: reader.line(f"{name}.{language}") for language in languages}


def in_all(said: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """What was said in each language; one that was not asked says what the first does that says anything."""
    first = next((each for each in said.values() if each), "")
    return {language: said.get(language, first) for language in languages}


# ── what it is ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _about_fields(opened: Opened, language: str) -> tuple[Field, ...]:
    workshop, kit = opened.workshop, opened.whole
    return (
        *lines("title", mark("Name of the workshop"), workshop.title, workshop.languages),
        *_packs(opened, language),
        *(
            Field(
                name=f"languages.{each}",
                kind="check",
                words=each,
                value="yes" if each in workshop.languages else "",
                heading=mark("Languages") if not place else "",
            )
            for place, each in enumerate(kit.about.languages)
        ),
        *lines(
            "funder",
            mark("Who pays for it and who hosts it"),
            workshop.brand.funder,
            workshop.languages,
            mark("It stands on the covers. Leave it empty where that would be dangerous."),
        ),
        *_logo_fields(workshop),
    )


def _logo_fields(workshop: Workshop) -> tuple[Field, ...]:
    """Whose logo it is before the picture: a browser does not keep a chosen file when something else was wrong."""
    logo = workshop.brand.logo
    out = Field(name="logo-out", kind="check", label=mark("Take the logo out"))
    return (
        *lines(
            "logo.name",
            mark("Whose logo it is"),
            logo.name if logo else None,
            workshop.languages,
            mark("It is read aloud to people who cannot see the logo."),
        ),
        Field(
            name="logo",
            kind="picture",
            label=mark("Logo"),
            hint=mark(
                "A picture in PNG, JPEG or WebP, of at most 2 MB. It stands small on the covers of the guide and of "
                "the workbook, and nowhere else. Leave it out where it would be dangerous to carry."
            ),
        ),
        *((out,) if logo else ()),
    )


def _packs(opened: Opened, language: str) -> tuple[Field, ...]:
    """Country, sector, and the paper that comes with them."""
    workshop, kit = opened.workshop, opened.whole
    say = scribe_for(kit, workshop, language)
    countries = sorted(((code, say.country_name(code)) for code in kit.shared.countries), key=lambda each: each[1])
    sectors = ((name, sector_words(name, language).words) for name in kit.shared.sectors)
    return (
        Field(
            name="country",
            kind="choice",
            label=mark("Country"),
            value=workshop.country,
            options=tuple(countries),
            hint=mark("It decides the law that is told, the money, the words and the paper."),
        ),
        Field(
            name="sector",
            kind="choice",
            label=mark("Sector"),
            value=workshop.sector or "",
            options=(("", mark("As in the kit")), *sorted(sectors, key=lambda each: each[1])),
            note=sector_words(kit.about.sector, language).words if kit.about.sector else "",
            hint=mark("It decides how things at work are called. What cases tell stays what it is."),
        ),
        Field(
            name="paper",
            kind="choice",
            label=mark("Paper"),
            value=workshop.paper or "",
            options=(("", mark("As in the country")), ("letter", mark("Letter")), ("a4", mark("A4"))),
            note=paper_for(replace(workshop, paper=None), kit),
        ),
    )


def _about(reader: Reader, opened: Opened, now: Workshop) -> Workshop:
    kit = opened.whole
    chosen = tuple(each for each in kit.about.languages if reader.text(f"languages.{each}"))
    if not chosen:
        reader.refuse("form-empty", f"languages.{kit.about.languages[0]}")
    languages = tuple(each for each in now.languages if each in chosen)
    languages += tuple(each for each in chosen if each not in languages)
    # What was typed is of the languages that the form had; one that is new says what the others say until then.
    title = in_all({each: reader.title(f"title.{each}", needed=False) for each in now.languages}, languages)
    funder = in_all(said_in(reader, "funder", now.languages), languages)
    if not any(title.values()):
        reader.refuse("form-empty", f"title.{now.languages[0]}")
    sector = reader.one_of("sector", kit.shared.sectors, needed=False) or None
    paper = reader.one_of("paper", ("letter", "a4"), needed=False)
    return replace(
        now,
        title=line_of("title", title, languages),
        country=reader.one_of("country", kit.shared.countries) or now.country,
        sector=sector if sector != kit.about.sector else None,
        paper=("letter" if paper == "letter" else "a4") if paper else None,
        languages=languages or now.languages,
        brand=Brand(funder=line_of("brand/funder", funder, languages), logo=_logo(reader, now, languages)),
    )


def _logo(reader: Reader, now: Workshop, languages: tuple[str, ...]) -> Logo | None:
    """The picture that was sent, else the one that is kept, with what was typed of whose it is."""
    kept, sent = now.brand.logo, reader.picture("logo")
    png = sent or ("" if kept is None or reader.text("logo-out") else kept.png)
    name = line_of("brand/logo/name", in_all(said_in(reader, "logo.name", now.languages), languages), languages)
    if png and name is None:
        reader.refuse("form-empty", f"logo.name.{now.languages[0]}")
    if name is not None and not png and kept is None:
        reader.refuse("form-picture-missing", "logo")
    return Logo(name=name, png=png) if png and name else None


ABOUT = Screen("about", mark("Name, country, languages"), _about_fields, _about)


# ── when and where ──────────────────────────────────────────────────────────────────────────────────────────────────


def _when_fields(opened: Opened, language: str) -> tuple[Field, ...]:
    workshop = opened.workshop
    say = scribe_for(opened.kit, workshop, language)
    agenda = agenda_of(opened.kit, workshop)
    anchors = dict.fromkeys(
        (
            *workshop.anchors,
            *(item.anchor for day in agenda.days.values() for item in day.items.values() if item.anchor),
        )
    )
    fields = [
        *lines(
            "place",
            mark("Place"),
            workshop.place,
            workshop.languages,
            mark("No more exact than it has to be; only those who give the workshop see it, and it is kept sealed."),
        ),
        Field(name="from", kind="day", label=mark("First day"), value=_iso(workshop.from_), needed=True, row=True),
        Field(name="to", kind="day", label=mark("Last day"), value=_iso(workshop.to), needed=True, row=True),
        Field(
            name="hours.from", kind="clock", label=mark("Begins at"), value=f"{workshop.hours.from_:%H:%M}", row=True
        ),
        Field(name="hours.to", kind="clock", label=mark("Is over by"), value=f"{workshop.hours.to:%H:%M}", row=True),
    ]
    for name in anchors:
        at = workshop.anchors.get(name)
        text = _anchored(opened, name)
        fields.append(
            Field(
                name=f"anchors.{name}",
                kind="clock",
                words=say.plain(text) if text else name,
                value=f"{at:%H:%M}" if at else "",
                hint=mark("Fixed: what comes before must be over by then."),
            )
        )
    for number, (name, day) in enumerate(agenda.days.items(), 1):
        fields += _day_fields(workshop.days.get(name, DayHours()), name, f"{number}: {say.plain(day.title)}")
    return tuple(fields)


def _anchored(opened: Opened, name: str) -> Text | None:
    """What the first thing tied to a clock time is called."""
    for day in agenda_of(opened.kit, opened.workshop).days.values():
        for item in day.items.values():
            if item.anchor == name and item.title is not None:
                return item.title
    return None


def _day_fields(own: DayHours, name: str, title: str) -> list[Field]:
    def at(moment: object) -> str:
        return f"{moment:%H:%M}" if moment else ""

    return [
        Field(
            name=f"days.{name}.date",
            kind="day",
            label=mark("Another date"),
            value=_iso(own.date_),
            heading=title,
            hint=mark("Only where this day differs."),
            row=True,
        ),
        Field(name=f"days.{name}.from", kind="clock", label=mark("Begins at"), value=at(own.from_), row=True),
        Field(name=f"days.{name}.to", kind="clock", label=mark("Is over by"), value=at(own.to), row=True),
    ]


def _when(reader: Reader, opened: Opened, now: Workshop) -> Workshop:
    agenda = agenda_of(opened.kit, now)
    first, last = reader.day("from"), reader.day("to")
    if first and last and last < first:
        reader.refuse("form-dates-turned", "to")
    elif first and last and (last - first).days >= DAYS_MOST:
        reader.refuse("form-dates-apart", "to", days=(last - first).days + 1, most=DAYS_MOST)
    begins, ends = reader.clock("hours.from"), reader.clock("hours.to")
    anchors = dict(now.anchors)
    named = (item.anchor for day in agenda.days.values() for item in day.items.values() if item.anchor)
    for name in dict.fromkeys((*now.anchors, *named)):
        at = reader.clock(f"anchors.{name}", needed=False)
        anchors = {**anchors, name: at} if at else {each: when for each, when in anchors.items() if each != name}
    days = {name: _day(reader, name, now.days.get(name, DayHours())) for name in agenda.days}
    return replace(
        now,
        place=line_of("place", said_in(reader, "place", now.languages), now.languages, Circle.FACILITATOR),
        from_=first,
        to=last,
        hours=Hours(from_=begins or now.hours.from_, to=ends or now.hours.to),
        anchors=anchors,
        days={name: day for name, day in days.items() if day != DayHours()},
    )


def _day(reader: Reader, name: str, now: DayHours) -> DayHours:
    return replace(
        now,
        date_=reader.day(f"days.{name}.date", needed=False),
        from_=reader.clock(f"days.{name}.from", needed=False),
        to=reader.clock(f"days.{name}.to", needed=False),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


WHEN = Screen("when", mark("Place, dates, hours"), _when_fields, _when)
