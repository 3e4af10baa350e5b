"""What a slow line gets: pages and styles of the library squeezed, and none of what a browser has already.

Comes in: a finished answer. Goes out: the same in fewer bytes, or the word that nothing has changed. Refuses to squeeze
whatever is for somebody signed in: the length of a squeezed page with a secret and a stranger's words in it can give
the secret away. Files to download stay the bytes whose checksum is published.
"""

import gzip
from functools import lru_cache

from flask import Response, request

_FOR_ALL = frozenset({"library", "sheets"})
"""The blueprints whose answers are the same for everybody."""
_KINDS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
_LEAST = 700
"""Bytes below which an answer fits into one packet either way."""
_STYLES_KEPT = "public, max-age=300, stale-while-revalidate=86400"
"""Of styles and scripts: looking around for five minutes asks for none of them again, and later the page does not wait
for the answer that they are the same."""


def send_less(answer: Response) -> Response:
    """Done last, when everything else stands."""
    if request.blueprint not in _FOR_ALL or request.endpoint == "sheets.file":
        return answer
    if request.endpoint == "library.static" and answer.status_code in (200, 304):
        answer.headers["Cache-Control"] = _STYLES_KEPT
    if answer.status_code != 200 or answer.mimetype not in _KINDS:
        return answer
    answer.direct_passthrough = False
    if answer.mimetype == "text/html":
        answer.add_etag()
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0 and len(answer.get_data()) >= _LEAST:
        _squeeze(answer)
    answer.make_conditional(request)
    return answer


def _squeeze(answer: Response) -> None:
    answer.set_data(_squeezed(answer.get_data()))
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers.pop("Accept-Ranges", None)
    tag, _ = answer.get_etag()
    if tag:
        answer.set_etag(tag, weak=True)  # the same words in other bytes


@lru_cache(maxsize=256)
def _squeezed(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)
