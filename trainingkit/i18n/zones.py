"""The hours that a country's clocks leave out: comes in a country, a day and a clock time, go out the time zones in
which that moment does not exist, and their cities' names.

In most of the countries of our kits clocks are never moved; in Mexico's border towns they follow the United States.
Refuses to guess in which zone of a country somebody is.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import get_timezone_location


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of a country, by its code in small or capital letters."""
    territories: Mapping[str, str] = get_global("zone_territories")
    return tuple(sorted(zone for zone, territory in territories.items() if territory == country.upper()))


def zones_without(country: str, day: date, at: time) -> tuple[str, ...]:
    """The zones of a country in which the clock is put forward over this moment."""
    return tuple(zone for zone in zones_of(country) if _is_left_out(datetime.combine(day, at, ZoneInfo(zone))))


def _is_left_out(moment: datetime) -> bool:
    there = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None) != moment.replace(tzinfo=None)


def city_of(zone: str, language: str) -> str:
    """What a zone is called by, in a language: `America/Ciudad_Juarez` is Ciudad Juárez."""
    return str(get_timezone_location(zone, locale=language, return_city=True))
