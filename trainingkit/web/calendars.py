"""The agenda of a workshop as a file for its facilitators' own calendars.

Comes in: a request of somebody who gives the workshop. Goes out: the file. Refuses a workshop without dates, as what is
not there.
"""

from collections.abc import Mapping
from io import BytesIO

from flask import g, request, send_file
from werkzeug.wrappers import Response

from trainingkit.domain.access import Action
from trainingkit.services.calendars import calendar_of
from trainingkit.services.desk import open_workshop
from trainingkit.web.policy import Policy
from trainingkit.web.workshops import Bench, the_workshop, workshops

POLICIES: Mapping[str, Policy] = {"workshops.calendar": Policy(Action.SEE_WORKSHOP, find=the_workshop)}


@workshops.get("/<ident>/agenda.ics")
def calendar(ident: str) -> Response:
    """All of it, or what one role of the team leads (`lead`)."""
    bench = Bench.here()
    opened = open_workshop(bench.db_session, bench.office, ident)
    file = calendar_of(opened, g.language, request.args.get("lead", ""), bench.office.server.clock())
    return send_file(BytesIO(file.content), "text/calendar", as_attachment=True, download_name=file.name, max_age=0)
