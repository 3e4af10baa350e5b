"""Pictures that were sent with a form, and the logo: comes in bytes by field, go out what is kept of them, or what
is wrong.

Refuses to keep a byte of what was sent: only its pixels are used (`rendering.pictures`).
"""

from collections.abc import Mapping

from trainingkit.domain.pictures import decoded
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import NotFound, Problem
from trainingkit.rendering.pictures import LEAST_SIDE, MOST_SENT, MOST_SIDE, take_in

_DETAILS = {
    "small": {"least": str(LEAST_SIDE)},
    "large": {"most": str(MOST_SIDE)},
    "heavy": {"most": str(MOST_SENT // 1_000_000)},
}


def taken_in(files: Mapping[str, bytes]) -> Mapping[str, str | Problem]:
    """Each picture as base64 text, or the problem of its field."""
    return {name: _taken(name, content) for name, content in files.items()}


def _taken(name: str, content: bytes) -> str | Problem:
    png, refusal = take_in(content)
    return Problem(f"form-picture-{refusal}", name, _DETAILS.get(refusal, {})) if refusal else png


def logo_of(workshop: Workshop) -> bytes:
    """The PNG of a workshop's logo. Raises NotFound where it has none."""
    logo = workshop.brand.logo
    if logo is None:
        raise NotFound("not-found")
    return decoded(logo.png)
