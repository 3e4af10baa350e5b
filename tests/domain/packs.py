"""Two countries and a kit with one case, for tests of what moves and of what the law says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from tests.domain.making import make_agenda, make_case, make_kit, make_text
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Country, Kit, Law, LegalStatus, Sector, Shared
from trainingkit.domain.modules import Block
from trainingkit.domain.paper import Handout
from trainingkit.domain.term import Term


def make_term(said: str, short: str = "") -> Term:
    return Term(full=make_text(said), short=make_text(short)) if short else Term(phrase=make_text(said))


def make_law(
    duty: bool | None = True,
    review_by: date = date(2027, 11, 1),
    status: LegalStatus = LegalStatus.VERIFIED,
) -> Law:
    return Law(
        title=make_text("title"),
        duty=duty,
        rule=make_text("rule"),
        article=make_text("art. 1"),
        status=status,
        as_of=date(2026, 11, 22),
        review_by=review_by,
        source="somewhere",
    )


def make_country(
    code: str,
    *,
    currency: str = "USD",
    paper: Literal["letter", "a4"] = "letter",
    words: Mapping[str, Term] | None = None,
    law: Mapping[str, Law] | None = None,
) -> Country:
    return Country(
        country=code.upper(), language="es", paper=paper, currency=currency, words=words or {}, law=law or {}
    )


def make_moving_kit(home: Country, away: Country, **changes: object) -> Kit:
    """A kit at home in `sv` with one case, a handout of law and a sentence that uses words."""
    case = replace(
        make_case("care"),
        needs={"nursery": True},
        law=("leave",),
        summary=make_text("En {ministry.short}, con {payslip.the} y {ticket.many}."),
        facts={
            "heads": Fact(id="heads", number=Decimal(780)),
            "wage": Fact(id="wage", money=Decimal("402.32"), local=True),
            "rent": Fact(id="rent", money=Decimal(75)),
            "price": Fact(id="price", money=Decimal(38), currency="USD"),
            "town": Fact(id="town", name="Soyapango", local=True),
        },
        **changes,  # type: ignore[arg-type]  # fields of a case
    )
    handout = Handout(
        id="law", title=make_text("title"), body={"duty": Block(law="nursery"), "hours": Block(law="hours")}
    )
    kit = make_kit(make_agenda({}))
    sector = Sector(
        sector="garment",
        language="es",
        words={"ticket": make_term("el tiquete, los tiquetes")},
        regions={"pe": {"ticket": make_term("el ticket, los tickets")}},
    )
    return replace(
        kit,
        about=replace(kit.about, country="sv", sector="garment"),
        cases={"care": case},
        handouts={"law": handout},
        shared=Shared(countries={"sv": home, "pe": away}, sectors={"garment": sector}),
    )
