"""A case on paper: the full one with its exhibits for the group that plays it, the one-page one for everyone."""

from trainingkit.domain import document as doc
from trainingkit.domain.assembly import blocks
from trainingkit.domain.assembly.codes import letter_of, module_code
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casework import Case, Profile
from trainingkit.domain.printrun import case_code


def number_of(scribe: Scribe, case: Case) -> str:
    """The case's number in the kit, from 1, as its masthead shows it."""
    return short_code(scribe, case).removeprefix("C")


def short_code(scribe: Scribe, case: Case) -> str:
    """«C1», as on envelopes."""
    return case_code(scribe.kit, case.id)


def fiction_notice(scribe: Scribe) -> str:
    """What the foot of every page of a case says."""
    return scribe.chrome("Invented case, for practice. It describes no real company.")


def full_case(scribe: Scribe, case: Case) -> doc.Part:
    """The case in full: narrative, people, time line, demands, who is who, questions, and then its exhibits."""
    own = scribe.inside(case)
    told = blocks.body(own, case.narrative.full, case.exhibits)
    sections = (
        _story(own, own.chrome("What everyone knows"), told),
        _people(own, case),
        _timeline(own, case),
        _demands(own, case),
        *(_profile(own, case, profile) for profile in case.profiles.values()),
        _questions(own, case),
        *_exhibits(own, case),
    )
    kept = tuple(section for section in sections if section.blocks)
    return _part(own, case, kept, case.pages, f"cases/{case.id}")


def one_page_case(scribe: Scribe, case: Case) -> doc.Part:
    """The case on one page, for everyone; its questions stand in the full one."""
    own = scribe.inside(case)
    told = blocks.body(own, case.narrative.one_page, case.exhibits)
    story = _story(own, own.chrome("What everyone knows"), told)
    return _part(own, case, (story,), 1, f"cases/{case.id}/narrative/one-page")


def read_aloud(scribe: Scribe, case: Case) -> tuple[doc.Block, ...]:
    """The case to be read aloud, for whoever lends the group a voice."""
    own = scribe.inside(case)
    return tuple(
        doc.Prose(block.text, "say") if isinstance(block, doc.Prose) else block
        for block in blocks.body(own, case.narrative.read_aloud, case.exhibits)
    )


def strip(scribe: Scribe, case: Case) -> tuple[doc.StripItem, ...]:
    """The same things at a glance for every case, so that no case can be told by its shape."""
    exhibits = sum(1 for exhibit in case.exhibits.values() if exhibit.for_ is None)
    count = scribe.chrome("{count} exhibits", count=exhibits)
    seen = (doc.StripItem("file-text", count, scribe.chrome("for the group that plays it")),) if exhibits else ()
    return (
        doc.StripItem("map-pin", scribe.plain(case.place), scribe.chrome("invented place")),
        doc.StripItem("clock", scribe.chrome("15 minutes"), scribe.chrome("to read it aloud")),
        doc.StripItem("users-three", scribe.chrome("In groups"), scribe.chrome("with a reader")),
        *seen,
    )


# ── sections ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _part(scribe: Scribe, case: Case, sections: tuple[doc.Section, ...], pages: int | None, subject: str) -> doc.Part:
    head = doc.Masthead(
        scribe.chrome("Case"),
        scribe.plain(case.title),
        scribe.plain(case.summary),
        numeral=number_of(scribe, case),
        strip=strip(scribe, case),
    )
    code = module_code(scribe.kit, case)
    notice = fiction_notice(scribe)
    return doc.Part(doc.PartKind.CASE, code, head, sections, notice=notice, restart=True, pages=pages, subject=subject)


def _story(scribe: Scribe, title: str, told: tuple[doc.Block, ...]) -> doc.Section:
    if told and isinstance(told[0], doc.Prose) and not told[0].looks:
        told = (doc.Prose(told[0].text, "lead"), *told[1:])
    hint = doc.Prose(scribe.chrome("One person can read aloud. The others follow the text."), "small")
    return doc.Section(title, "book-open", told, (hint,))


def _people(scribe: Scribe, case: Case) -> doc.Section:
    items = blocks.prose_items(scribe, case.people)
    return doc.Section(scribe.chrome("The people"), "users", (doc.Items(items),) if items else ())


def _timeline(scribe: Scribe, case: Case) -> doc.Section:
    rows = tuple((scribe.plain(moment.when), scribe.plain(moment.what)) for moment in case.timeline.values())
    columns = (doc.Column(scribe.chrome("Date"), 3), doc.Column(scribe.chrome("What happened"), 7))
    return doc.Section(scribe.chrome("What happened and when"), "calendar", (doc.Grid(columns, rows),))


def _demands(scribe: Scribe, case: Case) -> doc.Section:
    items = blocks.prose_items(scribe, case.demands)
    return doc.Section(scribe.chrome("What they ask for"), "megaphone", (doc.Items(items),) if items else (), keep=True)


def _questions(scribe: Scribe, case: Case) -> doc.Section:
    asked = tuple(("", scribe.say(text)) for text in case.questions.values())
    hint = doc.Prose(scribe.chrome("First alone. Then in your group. Drawing is fine too."), "small")
    questions = (doc.Items(asked, "number"),) if asked else ()
    return doc.Section(scribe.chrome("To think about"), "chats-circle", questions, (hint,), keep=True)


def _profile(scribe: Scribe, case: Case, profile: Profile) -> doc.Section:
    fact = case.facts.get(profile.about)
    name = (fact.name if fact else None) or profile.about
    return doc.Section(name, "factory", (blocks.pairs(scribe, profile.lines.values()),), keep=True)


def _exhibits(scribe: Scribe, case: Case) -> tuple[doc.Section, ...]:
    """The evidence that the reader may see, lettered in the order of the case; each is kept in one piece."""
    seen = [each for each in case.exhibits.values() if scribe.may(each.audience)]
    code = short_code(scribe, case)
    hint = doc.Prose(scribe.chrome("Papers of the case. Some contradict others: look for where."), "small")
    titles = (scribe.chrome("Exhibits"), *[""] * len(seen))
    return tuple(
        doc.Section(
            titles[position],
            "" if position else "magnifying-glass",
            (blocks.exhibit(scribe, each, f"{code}-{letter_of(position)}"),),
            () if position else (hint,),
            keep=True,
        )
        for position, each in enumerate(seen)
    )
