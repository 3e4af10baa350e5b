"""The look of a library that is published as plain files: the server's own templates and styles, without a server.

Comes in: the name of a template, a language, values. Goes out: pages and the files they need, every address relative.
The letters of the headings stand inside the stylesheet, since browsers load no fonts from a folder.
"""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from trainingkit.rendering.webfont import heading_woff
from trainingkit.web.words import spoken_in

STATIC = Path(__file__).with_name("static")
_COPIED = ("handouts.css", "band.svg", "band-dark.svg", "stitch.svg", "search.js")
_FONT = "../font/bitter.woff"


class SiteLook:
    """See `services.site.Look`."""

    def __init__(self) -> None:
        app = Flask("trainingkit.web", static_folder=None)  # never run: it knows where the templates are
        app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
        self._templates = app.jinja_env

    def page(self, name: str, language: str, **values: Any) -> str:
        """A page by the name of its template."""
        words = spoken_in(language)
        return self._templates.get_template(name).render(**words, layout="shelf/plain.html", plain=True, **values)

    def files(self) -> Mapping[str, bytes]:
        """Styles, drawings and the script, by their path in the site."""
        style = (STATIC / "library.css").read_text(encoding="utf-8")
        letters = f"data:font/woff;base64,{base64.b64encode(heading_woff()).decode()}"
        copied = {f"static/{name}": (STATIC / name).read_bytes() for name in _COPIED}
        return {**copied, "static/library.css": style.replace(_FONT, letters).encode()}
