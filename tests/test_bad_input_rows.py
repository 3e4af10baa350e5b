"""The catalogue of bad inputs, row by row, as far as the server, the command line and their settings are in it: where
each row is tested, or why it is not.

Numbers are the catalogue's: 041 to 056 forms of a workshop, 098 to 120 command line and settings, 121 to 135 addresses,
heads of requests, sessions and slow clients. A row is either held by tests called `test_bi_NNN_…`, or by others that
were there before; those are named here, and a name that leads to no test fails.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
FILES = ("web/test_bad_inputs.py", "web/test_bad_requests.py", "cli/test_bad_inputs.py", "cli/test_slow_clients.py")
ROWS = (
    *(row for row in range(41, 57) if row != 49),
    *(98, 99, 100, 101, 103, 105, *range(107, 121)),
    *(121, 122, 123, 125, 126, 127, 130, 131, 132, 135),
)
"""Those that the catalogue has; numbers between them name nothing."""

ELSEWHERE: dict[int, tuple[str, ...]] = {
    98: ("cli/test_run.py::test_wrong_usage_is_2_and_says_what_was_meant",),
    99: (
        "cli/test_run.py::test_no_permission_is_4_and_says_where",
        "cli/test_run.py::test_a_broken_link_is_4",
        "cli/test_run.py::test_wrong_usage_is_2_and_says_what_was_meant",
        "services/test_building.py::test_a_file_for_a_folder_is_2",
    ),
    100: ("cli/test_run.py::test_odd_names_of_folders", "cli/test_run.py::test_a_name_of_5000_letters"),
    101: (
        "services/test_building.py::test_a_foreign_file_stops_the_build_before_it_begins",
        "storage/test_publishing.py::test_a_foreign_file_is_never_touched",
        "storage/test_publishing.py::test_kill_9_never_shows_part_of_a_file",
    ),
    103: ("cli/test_run.py::test_a_build_that_is_stopped_leaves_nothing",),
    105: (
        "cli/test_run.py::test_the_language_is_that_of_the_environment",
        "services/test_building.py::test_the_nearest_language_is_built_and_said_once",
    ),
    107: ("services/test_server.py::test_a_folder_that_everybody_may_write_into",),
    110: (
        "storage/test_sealing.py::test_a_key_file_that_others_can_read_is_refused",
        "storage/test_sealing.py::test_a_link_or_a_folder_is_no_key_file",
        "storage/test_sealing.py::test_a_weak_key_is_refused",
    ),
    111: (
        "services/test_server.py::test_what_stops_a_start",
        "cli/test_bad_inputs.py::test_bi_115_what_stops_a_start_is_said_with_what_to_do",
    ),
    112: (
        "services/test_server.py::test_what_stops_a_start",
        "cli/test_bad_inputs.py::test_bi_115_what_stops_a_start_is_said_with_what_to_do",
    ),
    113: (
        "storage/test_database.py::test_an_address_that_leads_nowhere_is_refused_without_its_password",
        "storage/test_database.py::test_a_server_that_is_not_there_is_said_without_the_password",
        "storage/test_database.py::test_a_database_that_a_server_does_not_have_is_said",
    ),
    114: ("storage/test_database.py::test_the_journal_is_one_that_this_sqlite_does_not_lose",),
    115: (
        "services/test_server.py::test_the_nearest_name_is_said",
        "test_config.py::test_a_table_that_is_not_whole_is_refused",
    ),
    117: (
        "rendering/test_typeset.py::test_missing_fonts_are_named",
        "test_assets.py::test_a_wrong_font_is_refused",
        "test_assets.py::test_fonts_are_the_pinned_bytes",
    ),
    118: ("storage/test_migrating.py::test_a_database_of_a_newer_program_is_left_alone",),
    119: ("cli/test_bad_inputs.py::test_bi_115_what_stops_a_start_is_said_with_what_to_do",),
    123: ("web/test_pages.py::test_parameters",),
    125: ("web/test_pages.py::test_the_first_page_is_in_the_browser_s_language",),
    131: (
        "web/test_accounts.py::test_a_copied_cookie_is_worth_nothing_after_signing_out",
        "web/test_accounts.py::test_how_long_a_session_lives",
        "web/test_policy.py::test_a_cookie_that_nobody_gave_opens_nothing",
    ),
    132: ("web/test_accounts.py::test_looking_at_a_link_uses_nothing_up_and_it_makes_one_account",),
}
"""Tests under other names, which hold a row alone or beside its own."""

NOT_BUILT: dict[int, str] = {
    120: "the server sends no mail and has no setting for it: an invitation is a link that its page shows",
}
"""Rows of things that there are none of, each with the reason."""

OTHERWISE: dict[int, str] = {
    43: "nobody is asked before saving: a warning names the towns in which there is no such hour",
    56: "no page takes anything but forms, so all other bodies are refused whole, without a position",
    114: "no setting forces a journal; the one that is safe with the machine's SQLite is chosen",
    115: "settings stand in the environment, which has no lines; the name is said, and the nearest one",
    116: "there is no `doctor`: the server says it once in its log",
    117: "there is no `doctor`: a build names the font",
    119: "nobody sets how long places are kept: seven days after the end of a workshop",
    122: "the same body by the same way; how long it takes is not measured, since no test here is timed",
    135: "sockets that read slowly are the business of a server in front of this one (`docs/server.md`)",
}
"""Rows that are met in another way than the catalogue says."""


@cache
def named_in(name: str) -> frozenset[str]:
    tree = ast.parse((TESTS / name).read_text("utf-8"))
    return frozenset(
        each.name for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test")
    )


def own_tests(row: int) -> list[str]:
    return [each for name in FILES for each in named_in(name) if each.startswith(f"test_bi_{row:03}_")]


@pytest.mark.parametrize("row", ROWS)
def test_each_row_has_its_tests_or_a_reason(row: int) -> None:
    assert own_tests(row) or row in ELSEWHERE or row in NOT_BUILT


def test_every_name_leads_to_a_test() -> None:
    named = [each.partition("::") for names in ELSEWHERE.values() for each in names]
    assert [f"{name}::{test}" for name, _, test in named if test not in named_in(name)] == []


def test_no_number_is_made_up() -> None:
    told = {
        int(found[1]) for name in FILES for each in named_in(name) if (found := re.match(r"test_bi_(\d{3})_", each))
    }
    assert told | ELSEWHERE.keys() | NOT_BUILT.keys() | OTHERWISE.keys() <= set(ROWS)
