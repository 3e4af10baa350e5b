"""Who may do what, as a table: every action, every kind of account, every relation to the thing."""

from datetime import UTC, datetime, timedelta

import pytest

from trainingkit.domain.access import (
    NOTHING,
    RULES,
    STEP_UP,
    Account,
    Action,
    Rank,
    Thing,
    allows,
    may_at_all,
    needs_step_up,
)

NOW = datetime(2027, 5, 19, 8, 30, tzinfo=UTC)
P, F, T, E, A = (rank.value[0] for rank in Rank)
"""Ranks by their first letters."""
RANK = {rank.value[0]: rank for rank in Rank}
EVERYBODY = f"-{P}{F}{T}{E}{A}"

# Who may, without any relation to the thing: `-` is nobody in particular. Then who else may: the owner of the thing,
# the lead and the co-facilitator of the workshop.
TABLE = {
    Action.READ_LIBRARY: (EVERYBODY, ""),
    Action.SIGN_IN: (EVERYBODY, ""),
    Action.ACCEPT_INVITATION: (EVERYBODY, ""),
    Action.OPEN_LINK: (EVERYBODY, ""),
    Action.SEE_OWN_ACCOUNT: (f"{P}{F}{T}{E}{A}", ""),
    Action.CHANGE_OWN_ACCOUNT: (f"{P}{F}{T}{E}{A}", ""),
    Action.LIST_ACCOUNTS: (A, ""),
    Action.INVITE: (A, ""),
    Action.INVITE_PARTNER: (f"{E}{A}", ""),
    Action.SUSPEND: (A, ""),
    Action.RENEW_PASSWORD: (A, ""),
    Action.END_SESSIONS: (A, "owner"),
    Action.READ_AUDIT: (A, ""),
    Action.READ_GUIDE: (f"{F}{E}", ""),
    Action.READ_SOURCE: (f"{F}{E}", ""),
    Action.SEE_STATE: (f"{E}{A}", ""),
    Action.ADAPT_KIT: (f"{E}{A}", ""),
    Action.CREATE_WORKSHOP: (f"{F}{E}", ""),
    Action.SEE_WORKSHOP: ("", "lead co"),
    Action.EDIT_WORKSHOP: ("", "lead co"),
    Action.SHARE_WORKSHOP: ("", "lead"),
    Action.ERASE_WORKSHOP: (A, "lead co"),
    Action.MAKE_LINK: (f"{F}{E}", ""),
    Action.REVOKE_LINK: (A, "owner lead co"),
}
STEPS_UP = {
    Action.INVITE,
    Action.INVITE_PARTNER,
    Action.SUSPEND,
    Action.RENEW_PASSWORD,
    Action.READ_AUDIT,
    Action.SHARE_WORKSHOP,
}

THINGS = {
    "none": NOTHING,
    "owner": Thing(owner="me"),
    "lead": Thing(members={"me": "lead", "her": "co"}),
    "co": Thing(members={"me": "co", "her": "lead"}),
    "others": Thing(owner="her", members={"her": "lead"}),
}


def account(letter: str, **more: object) -> Account | None:
    if letter == "-":
        return None
    return Account("me", frozenset({RANK[letter]}), **{"confirmed_at": NOW, **more})  # type: ignore[arg-type]


def test_every_action_has_a_row_here_and_there() -> None:
    assert set(TABLE) == set(RULES) == set(Action)


@pytest.mark.parametrize("relation", THINGS)
@pytest.mark.parametrize("letter", EVERYBODY)
@pytest.mark.parametrize("action", Action)
def test_each_cell(action: Action, letter: str, relation: str) -> None:
    ranks, relations = TABLE[action]
    expected = letter in ranks or (letter != "-" and relation in relations.split())
    assert allows(account(letter), action, THINGS[relation], NOW) is expected


@pytest.mark.parametrize("relation", THINGS)
@pytest.mark.parametrize("action", Action)
def test_a_suspended_account_is_nobody(action: Action, relation: str) -> None:
    for rank in RANK:
        suspended = account(rank, active=False)
        assert may_at_all(suspended, action, THINGS[relation]) is may_at_all(None, action, THINGS[relation])


@pytest.mark.parametrize("action", Action)
def test_which_want_a_person_who_just_confirmed(action: Action) -> None:
    stale = account("a", confirmed_at=NOW - STEP_UP - timedelta(seconds=1))
    assert needs_step_up(stale, action, NOW) is (action in STEPS_UP)


@pytest.mark.parametrize(
    ("seconds", "is_fresh"), [(0, True), (299, True), (300, True), (301, False), (-1, False), (86_400, False)]
)
def test_how_long_a_confirmation_counts(seconds: int, is_fresh: bool) -> None:
    admin = account("a", confirmed_at=NOW - timedelta(seconds=seconds))
    assert allows(admin, Action.INVITE, NOTHING, NOW) is is_fresh


def test_nobody_confirmed_is_not_confirmed() -> None:
    assert not allows(account("a", confirmed_at=None), Action.INVITE, NOTHING, NOW)


def test_several_ranks_add_up_and_reach_no_workshop() -> None:
    every = Account("me", frozenset(Rank), confirmed_at=NOW)
    assert allows(every, Action.INVITE, NOTHING, NOW)
    assert not allows(every, Action.SEE_WORKSHOP, THINGS["others"], NOW)
    assert not allows(every, Action.EDIT_WORKSHOP, NOTHING, NOW)


def test_who_needs_a_second_factor() -> None:
    needs = {rank: Account("me", frozenset({rank})).needs_second_factor for rank in Rank}
    assert needs == {rank: rank is not Rank.PARTNER for rank in Rank}
