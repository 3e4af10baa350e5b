"""The door of every view: which action of `domain.access` a route is, and whether the one who asks may do it.

Comes in: the app with all its routes; then each request. Goes out: nothing where it may pass, else the same page as for
what does not exist, the sign-in page for one's own pages, or the page where one confirms that it is her. Refuses to
start with a route that has no policy.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask, redirect, request, session, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from trainingkit.domain.access import NOTHING, Account, Action, Thing, may_at_all, needs_step_up
from trainingkit.errors import NotFound
from trainingkit.services.server import Server
from trainingkit.storage.accounts import AccountRow

Find = Callable[[Mapping[str, Any]], Thing]
"""The thing that an address names, by what stands in the address. Raises NotFound where there is none."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route does, and how the thing that it does it to is found. `writes`: what a POST does, where that is
    another action than looking."""

    action: Action
    writes: Action | None = None
    find: Find | None = None

    def action_for(self, method: str) -> Action:
        """What a request is."""
        return self.writes if self.writes and method not in ("GET", "HEAD", "OPTIONS") else self.action


OWN_PAGES = frozenset(
    {
        Action.SEE_OWN_ACCOUNT,
        Action.CHANGE_OWN_ACCOUNT,
        Action.CREATE_WORKSHOP,
        Action.SEE_WORKSHOP,
        Action.EDIT_WORKSHOP,
        Action.SHARE_WORKSHOP,
        Action.ERASE_WORKSHOP,
    }
)
"""What everybody knows is there: who is not signed in is sent to the sign-in page instead of being told nothing. Of
workshops that says nothing, since it is said before anybody looks whether there is one."""


def guard(app: Flask, policies: Mapping[str, Policy], server: Server) -> None:
    """Puts the policies before every view. Raises TypeError for a route without one, and for a policy without a
    route."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    if wrong := endpoints ^ policies.keys():
        raise TypeError(f"routes and policies differ: {', '.join(sorted(wrong))}")

    @app.before_request
    def require_policy() -> Response | None:
        policy = policies.get(request.endpoint or "")
        return _answer(policy, server.clock()) if policy else None  # without an endpoint there is nothing to guard


def _answer(policy: Policy, now: datetime) -> Response | None:
    action = policy.action_for(request.method)
    if may_at_all(None, action, NOTHING):
        return None
    account = asking()
    if account is None and action in OWN_PAGES:
        return redirect(url_for("security.login"))
    if account is None:
        raise NotFound("not-found")
    thing = policy.find(request.view_args or {}) if policy.find else NOTHING
    if not may_at_all(account, action, thing):
        raise NotFound("not-found")
    if needs_step_up(account, action, now):
        return redirect(url_for("security.verify", next=request.full_path if request.method == "GET" else None))
    return None


def asking() -> Account | None:
    """The account that asks, as the table of rights knows it; None for nobody signed in."""
    row = current_user._get_current_object()  # noqa: SLF001 - the one way to what a proxy stands for
    if not isinstance(row, AccountRow):
        return None
    confirmed = session.get("fs_paa")
    at = datetime.fromtimestamp(confirmed, UTC) if isinstance(confirmed, int | float) and confirmed > 0 else None
    return Account(row.id, row.ranks, row.active, at)
