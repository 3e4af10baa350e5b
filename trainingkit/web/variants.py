"""The page on which a workshop goes over to another variant or kit of its family: asks one service, and answers.

Comes in: a request of somebody who gives the workshop. Goes out: what there is, what it would change, and the way back
after it was done. Refuses to change anything that was changed since it was shown.
"""

import re
from collections.abc import Mapping

from flask import g, redirect, request, url_for

from trainingkit.domain.access import Action
from trainingkit.services.answers import Reader
from trainingkit.services.desk import Saving
from trainingkit.services.variants import go_back, go_over, ways_for
from trainingkit.storage.workshops import PARTS
from trainingkit.web.policy import Policy
from trainingkit.web.workshops import Answer, Bench, me, page, the_workshop, workshops

POLICIES: Mapping[str, Policy] = {
    "workshops.kit": Policy(Action.SEE_WORKSHOP, Action.EDIT_WORKSHOP, the_workshop),
}

_WAS = re.compile(r"([a-z]+)\.(\d{1,9})")


@workshops.route("/<ident>/kit", methods=["GET", "POST"])
def kit(ident: str) -> Answer:
    """What a workshop can be of; with a choice, what that changes; then it is done, and can be had back."""
    bench = Bench.here()
    if request.method == "GET":
        found = ways_for(bench.db_session, bench.office, ident, request.args.get("choose", "")[:200], g.language)
        return page("kit.html", found=found, opened=found.opened, was=_was(request.args.get("was", "")))
    reader = Reader(request.form)
    saving = Saving({part: reader.number(f"version.{part}", 0, 10**9) or 0 for part in PARTS}, me())
    if was := _was(reader.text("was")):
        go_back(bench.db_session, bench.office, ident, was, saving)
        return redirect(url_for("workshops.kit", ident=ident, back=1), 303)
    chosen = reader.text("choose")[:200]
    before = go_over(bench.db_session, bench.office, ident, chosen, saving) if chosen else {}
    told = "-".join(f"{part}.{version}" for part, version in before.items())
    return redirect(url_for("workshops.kit", ident=ident, was=told or None), 303)


def _was(said: str) -> dict[str, int]:
    """The parts that changed and their versions before that: `about.1-when.3`."""
    found = dict(_WAS.findall(said[:200]))
    return {part: int(version) for part, version in found.items() if part in PARTS and int(version)}
