"""Workshops with a logo, given by its form."""

from werkzeug.test import TestResponse

from tests.picturefiles import picture_file
from tests.web.desks import begin, fields_of
from tests.web.people import Browser

PNG = picture_file((300, 120), "PNG")
NAME = "Red de apoyo"


def about(ident: str) -> str:
    return f"/es/workshops/{ident}/set/about"


def send(browser: Browser, ident: str, content: bytes | None, **fields: str) -> TestResponse:
    """The form as a browser sends it that shows it, with a file."""
    said = {**fields_of(browser.get(about(ident)).text), **fields}
    return send_file(browser, about(ident), content, said)


def send_file(browser: Browser, way: str, content: bytes | None, said: dict[str, str]) -> TestResponse:
    """Fields and a file in one body, made here: what the test client makes of a large file it does not close."""
    said.pop("logo", None)
    plain = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in said.items()]
    name = "logo.png" if content is not None else ""
    head = f'Content-Disposition: form-data; name="logo"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'
    parts = [*plain, head.encode() + (content or b"")]
    body = b"".join(b"--XX\r\n" + part + b"\r\n" for part in parts) + b"--XX--\r\n"
    return browser.post(way, data=body, content_type="multipart/form-data; boundary=XX")


def with_logo(browser: Browser) -> str:
    ident = begin(browser)
    assert send(browser, ident, PNG, **{"logo.name.es": NAME, "logo.name.en": "Support network"}).status_code == 303
    return ident
