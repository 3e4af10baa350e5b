"""Who may do what: the one table, and the one question.

Comes in: an account (or nobody in particular), an action, the thing it is done to, and the moment. Goes out: yes or no.
What no row of the table allows is not allowed. A rank alone opens nothing that belongs to a workshop: that right comes
from giving it, so that staff and administrators see none. Refuses to know requests and rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Rank(StrEnum):
    """What an account is for; it may have several."""

    PARTNER = "partner"
    FACILITATOR = "facilitator"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    ADMIN = "admin"


class Action(StrEnum):
    """Everything that anybody asks to do."""

    READ_LIBRARY = "library.read"
    SIGN_IN = "account.sign-in"
    ACCEPT_INVITATION = "invitation.accept"
    OPEN_LINK = "link.open"
    SEE_OWN_ACCOUNT = "account.see-own"
    CHANGE_OWN_ACCOUNT = "account.change-own"
    LIST_ACCOUNTS = "account.list"
    INVITE = "account.invite"
    INVITE_PARTNER = "account.invite-partner"
    SUSPEND = "account.suspend"
    RENEW_PASSWORD = "account.renew-password"  # noqa: S105 - the name of an action
    END_SESSIONS = "account.end-sessions"
    READ_AUDIT = "audit.read"
    READ_GUIDE = "guide.read"
    READ_SOURCE = "source.read"
    SEE_STATE = "state.see"
    ADAPT_KIT = "kit.adapt"
    CREATE_WORKSHOP = "workshop.create"
    SEE_WORKSHOP = "workshop.see"
    EDIT_WORKSHOP = "workshop.edit"
    SHARE_WORKSHOP = "workshop.share"
    ERASE_WORKSHOP = "workshop.erase"
    MAKE_LINK = "link.make"
    REVOKE_LINK = "link.revoke"


STEP_UP = timedelta(minutes=5)
"""How long a person counts as just confirmed; some actions want that."""

_NEEDS_SECOND_FACTOR = frozenset({Rank.FACILITATOR, Rank.TRANSLATOR, Rank.EDITOR, Rank.ADMIN})


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks. `confirmed_at`: when this person last showed that it is her."""

    id: str
    ranks: frozenset[Rank]
    active: bool = True
    confirmed_at: datetime | None = None

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is not enough for what this account can reach."""
        return bool(self.ranks & _NEEDS_SECOND_FACTOR)


@dataclass(frozen=True, slots=True)
class Thing:
    """What it is done to, as far as rights depend on it. `owner`: the account it is, or whose it is; `members`: who
    gives the workshop, `lead` or `co` by account."""

    owner: str = ""
    members: Mapping[str, str] = field(default_factory=dict)


NOTHING = Thing()
"""For what is done to nothing in particular."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom an action is open to: anybody at all, every account, some ranks; the owner of the thing, who gives it."""

    anybody: bool = False
    accounts: bool = False
    ranks: frozenset[Rank] = frozenset()
    owner: bool = False
    members: frozenset[str] = frozenset()
    step_up: bool = False


def _ranks(*ranks: Rank) -> frozenset[Rank]:
    return frozenset(ranks)


_GIVING = frozenset({"lead", "co"})
_LEAD = frozenset({"lead"})

RULES: Mapping[Action, Rule] = {
    Action.READ_LIBRARY: Rule(anybody=True),
    Action.SIGN_IN: Rule(anybody=True),
    Action.ACCEPT_INVITATION: Rule(anybody=True),
    Action.OPEN_LINK: Rule(anybody=True),  # the link is the grant
    Action.SEE_OWN_ACCOUNT: Rule(accounts=True),
    Action.CHANGE_OWN_ACCOUNT: Rule(accounts=True),
    Action.LIST_ACCOUNTS: Rule(ranks=_ranks(Rank.ADMIN)),
    Action.INVITE: Rule(ranks=_ranks(Rank.ADMIN), step_up=True),
    Action.INVITE_PARTNER: Rule(ranks=_ranks(Rank.EDITOR, Rank.ADMIN), step_up=True),
    Action.SUSPEND: Rule(ranks=_ranks(Rank.ADMIN), step_up=True),
    Action.RENEW_PASSWORD: Rule(ranks=_ranks(Rank.ADMIN), step_up=True),
    Action.END_SESSIONS: Rule(owner=True, ranks=_ranks(Rank.ADMIN)),
    Action.READ_AUDIT: Rule(ranks=_ranks(Rank.ADMIN), step_up=True),
    Action.READ_GUIDE: Rule(ranks=_ranks(Rank.FACILITATOR, Rank.EDITOR)),
    Action.READ_SOURCE: Rule(ranks=_ranks(Rank.FACILITATOR, Rank.EDITOR)),
    Action.SEE_STATE: Rule(ranks=_ranks(Rank.EDITOR, Rank.ADMIN)),
    Action.ADAPT_KIT: Rule(ranks=_ranks(Rank.EDITOR, Rank.ADMIN)),
    Action.CREATE_WORKSHOP: Rule(ranks=_ranks(Rank.FACILITATOR, Rank.EDITOR)),
    Action.SEE_WORKSHOP: Rule(members=_GIVING),
    Action.EDIT_WORKSHOP: Rule(members=_GIVING),
    Action.SHARE_WORKSHOP: Rule(members=_LEAD, step_up=True),
    Action.ERASE_WORKSHOP: Rule(members=_GIVING, ranks=_ranks(Rank.ADMIN)),
    Action.MAKE_LINK: Rule(ranks=_ranks(Rank.FACILITATOR, Rank.EDITOR)),
    Action.REVOKE_LINK: Rule(owner=True, members=_GIVING, ranks=_ranks(Rank.ADMIN)),
}


def allows(account: Account | None, action: Action, thing: Thing, now: datetime) -> bool:
    """Whether this account may do that to this thing now; None asks for somebody without one."""
    return may_at_all(account, action, thing) and not needs_step_up(account, action, now)


def may_at_all(account: Account | None, action: Action, thing: Thing) -> bool:
    """The same, before anybody is asked to confirm that it is her."""
    rule = RULES[action]
    if rule.anybody:
        return True
    if account is None or not account.active:
        return False
    return (
        rule.accounts
        or bool(account.ranks & rule.ranks)
        or (rule.owner and thing.owner == account.id)
        or thing.members.get(account.id) in rule.members
    )


def needs_step_up(account: Account | None, action: Action, now: datetime) -> bool:
    """Whether the action wants a person who confirmed just now, and this one did not. A confirmation that the clock has
    not reached yet counts as none."""
    if not RULES[action].step_up:
        return False
    if account is None or account.confirmed_at is None:
        return True
    return not timedelta() <= now - account.confirmed_at <= STEP_UP
