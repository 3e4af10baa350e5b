"""How one language, in one country, says numbers, dates, lists, forms of words, and the fixed words of documents.

Comes in: a language and a country. Goes out: a `Wording` (the protocol of `domain.text`). CLDR, through Babel, knows
dates, numbers, money and lists; our `wording` catalogue knows what a sentence needs around them («del 22 al 24 de
mayo») and how a term takes its article. Refuses to hold any language in code: a further one needs only catalogues, and
one that CLDR lacks names there the language whose numbers and dates it uses.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time, get_day_names, get_month_names
from babel.lists import format_list
from babel.messages.plurals import get_plural
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from trainingkit.i18n.catalogues import LOCALES, SOURCE, Catalogue, bases_of, catalogue_for, filled

STATIC = {
    "formats": "en",
    "percent": "{number}%",
    "date weekday": "{weekday}, {day}",
    "range one day": "on {date}",
    "range one month": "from {month} {first_day} to {last_day}, {year}",
    "range one year": "from {first_month} {first_day} to {last_month} {last_day}, {year}",
    "range years": "from {first_month} {first_day}, {first_year} to {last_month} {last_day}, {last_year}",
    "pair one": "{first} or {second}",
    "pair many": "{first} and {second}",
    "list swap": "",
    "negations": "",
    "number words": "",
}
"""The entries of `wording` that are not forms of words, by context, with what English says."""


@dataclass(frozen=True, eq=False)
class CatalogueWording:
    """The wording of one language and country. Made by `wording_for`, once for each: one is only like itself."""

    language: str
    locale: Locale
    documents: Catalogue
    entries: Mapping[str, str]
    """The `wording` catalogue by context: `the|f|one` → «la {word}»."""

    # ── fixed words ──

    def chrome(self, message: str, /, **values: object) -> str:
        return self.documents.say(message, **values)

    def pattern(self, form: str, gender: str, number: str, /) -> str:
        return self.entries.get(f"{form}|{gender}|{number}", "{word}")

    def pair(self, first: str, second: str, number: str, /) -> str:
        said = filled(self._phrase(f"pair {number}"), {"first": first, "second": second})
        return _swapped(said, second, self._phrase("list swap"))

    # ── numbers ──

    def number(self, value: Decimal) -> str:
        return format_decimal(value, locale=self.locale)

    def percent(self, share: Decimal) -> str:
        whole = (share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return filled(self._phrase("percent"), {"number": self.number(whole)})

    def money(self, amount: Decimal, currency: str) -> str:
        """Sums without cents are said without them: «$365», «$402.32»."""
        pattern = self.locale.currency_formats["standard"].pattern
        if amount == amount.to_integral_value():
            return format_currency(amount, currency, pattern.replace(".00", ""), self.locale, currency_digits=False)
        return format_currency(amount, currency, locale=self.locale)

    def measure(self, amount: Decimal, unit: str) -> str:
        return format_unit(amount, f"duration-{unit}", length="long", locale=self.locale)

    # ── time ──

    def date(self, day: dt.date, style: str = "long") -> str:
        if style == "day":
            return format_date(day, self.locale.datetime_skeletons["MMMMd"].pattern, self.locale)
        if style == "weekday":
            values = {"weekday": format_date(day, "EEEE", self.locale), "day": self.date(day, "day")}
            return filled(self._phrase("date weekday"), values)
        return format_date(day, "short" if style == "short" else "long", self.locale)

    def date_range(self, first: dt.date, last: dt.date) -> str:
        if first == last:
            return filled(self._phrase("range one day"), {"date": self.date(first)})
        values: dict[str, object] = {"year": first.year, "month": self._month(first)}
        for name, day in (("first", first), ("last", last)):
            values |= {f"{name}_day": day.day, f"{name}_month": self._month(day), f"{name}_year": day.year}
        same = "range years" if first.year != last.year else "range one year"
        context = "range one month" if (first.year, first.month) == (last.year, last.month) else same
        return filled(self._phrase(context), values)

    def month(self, day: dt.date) -> str:
        """«mayo de 2027», of any of its days."""
        return format_date(day, self.locale.datetime_skeletons["yMMMM"].pattern, self.locale)

    def time(self, moment: dt.time) -> str:
        return format_time(moment, "HH:mm", locale=self.locale)

    # ── lists ──

    def listed(self, items: tuple[str, ...]) -> str:
        said = format_list(items, locale=self.locale)
        return _swapped(said, items[-1], self._phrase("list swap")) if len(items) > 1 else said

    # ── words that matter to whether two texts mean the same ──

    def weighty_words(self) -> Mapping[str, frozenset[str]]:
        """Words whose coming or going changes what a text says, by kind: negations, numbers, and days and months."""
        months = get_month_names("wide", locale=self.locale).values()
        days = get_day_names("wide", locale=self.locale).values()
        return {
            "negations": _split(self._phrase("negations")),
            "numbers": _split(self._phrase("number words")),
            "dates": frozenset(name.lower() for name in (*months, *days)),
        }

    def _month(self, day: dt.date) -> str:
        return format_date(day, "MMMM", self.locale)

    def _phrase(self, context: str) -> str:
        return self.entries.get(context, STATIC[context])


def _split(words: str) -> frozenset[str]:
    return frozenset(word for each in words.split(",") if (word := each.strip().lower()))


def _swapped(said: str, last: str, rules: str) -> str:
    """«padres e hijas»: `y; e; i hi; hie hia` says which word gives way to which, before what, and not before what.

    Several such rules stand one after the other, with a stroke between them.
    """
    starts = last.lower().lstrip("*_«“\"'(")
    for rule in rules.split("|"):
        if rule.count(";") != 3:
            continue
        word, other, before, not_before = (part.split() for part in rule.split(";"))
        if not starts.startswith(tuple(before)) or starts.startswith(tuple(not_before)):
            continue
        end = re.search(rf"(?<=\s){re.escape(word[0])}(?=\s+{re.escape(last)}$)", said)
        said = f"{said[: end.start()]}{other[0]}{said[end.end() :]}" if end else said
    return said


def find_locale(language: str, country: str) -> Locale | None:
    """The CLDR locale, with the country where CLDR has the two together; None for a language it lacks."""
    base = bases_of(language)[-1]
    region = language[len(base) + 1 :] or country
    for name in (f"{base}_{region.upper()}", base):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        if locale.language == base:  # Babel answers for some languages with a neighbour's data
            return locale
    return None


@cache
def wording_for(language: str, country: str = "", folder: Path = LOCALES) -> CatalogueWording:
    """The wording of a language as a country uses it; the country only decides how numbers, dates and money look."""
    catalogue = catalogue_for(language, "wording", folder)
    entries = {context: text for (context, _), text in catalogue.entries.items()}
    formats = entries.get("formats", SOURCE)
    locale = find_locale(language, country) or find_locale(formats, country) or Locale(SOURCE)
    return CatalogueWording(language, locale, catalogue_for(language, "documents", folder), entries)


def plural_forms(language: str) -> str:
    """The `Plural-Forms` header that gettext's tools expect; for a language CLDR lacks, the commonest."""
    base = bases_of(language)[-1]
    rule = get_plural(base) if find_locale(base, "") else get_plural(SOURCE)
    return f"nplurals={rule.num_plurals}; plural={rule.plural_expr};"
