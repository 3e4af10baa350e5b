"""The logo of a workshop, for the page where it is chosen.

Comes in: a request of somebody who gives the workshop. Goes out: the picture. Refuses a workshop without one, as what
is not there.
"""

from collections.abc import Mapping
from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

from trainingkit.domain.access import Action
from trainingkit.services.desk import open_workshop
from trainingkit.services.pictures import logo_of
from trainingkit.web.policy import Policy
from trainingkit.web.workshops import Bench, the_workshop, workshops

POLICIES: Mapping[str, Policy] = {"workshops.logo": Policy(Action.SEE_WORKSHOP, find=the_workshop)}


@workshops.get("/<ident>/logo.png")
def logo(ident: str) -> Response:
    """As it is kept."""
    bench = Bench.here()
    content = logo_of(open_workshop(bench.db_session, bench.office, ident).workshop)
    return send_file(BytesIO(content), "image/png", max_age=0)
