"""The library in a browser: what it shows, what it refuses, what it never sends."""

import http.client
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from trainingkit.app import create_app, create_app_from
from trainingkit.domain.assembly.codes import code_of
from trainingkit.rendering.webfont import heading_woff

TOP = Path(__file__).resolve().parents[2]
WATER = TOP / "tests" / "samples" / "languages"
CSP = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'"


@pytest.fixture
def kits(tmp_path: Path) -> Path:
    folder = shutil.copytree(WATER, tmp_path / "kits")
    about = folder / "water" / "kit.yaml"
    about.write_text(about.read_text("utf-8").replace("[es, en, ht, kek]", "[es, en]"), "utf-8")
    secret = folder / "water" / "modules" / "handouts" / "inside.yaml"
    secret.write_text("title: Solo para adentro\nbody:\n  one: |\n    Nada.\n", "utf-8")
    return folder


@pytest.fixture
def app(kits: Path, tmp_path: Path) -> Flask:
    made = create_app(kits, tmp_path / "data")
    made.test_client_class = Reader
    return made


class Reader(FlaskClient):
    """Reads answers to their end and closes them, as a browser does."""

    def open(self, *arguments: Any, **values: Any) -> TestResponse:
        return super().open(*arguments, **{"buffered": True, **values})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def pdf_links(page: str) -> list[str]:
    return re.findall(r'href="(/kits/[^"]+\.pdf)"', page)


def sheet_page(client: FlaskClient, language: str = "es") -> str:
    """The page of the first sheet that the front page leads to."""
    (first, *_) = re.findall(r'href="(/[a-z]+/sheets/[A-Z][^"?]+)"', client.get(f"/{language}/").text)
    return client.get(first).text


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("es", "es"),
        ("en-GB,en;q=0.9", "en"),
        ("fr, en;q=0.5", "en"),
        ("es-SV;q=0.8,en;q=0.3", "es"),
        ("fr", "es"),
        ("", "es"),
        ("*", "es"),
        ("en;q=NaN", "es"),
        ("en," * 1000, "es"),
        ("\udcff", "es"),
    ],
)
def test_the_first_page_is_in_the_browser_s_language(client: FlaskClient, accepts: str, language: str) -> None:
    answer = client.get("/", headers={"Accept-Language": accepts.encode("utf-8", "replace").decode("latin-1")})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_kit_in_spanish_and_in_english(client: FlaskClient) -> None:
    spanish, english = client.get("/es/kits/water").text, client.get("/en/kits/water").text
    assert '<html lang="es">' in spanish
    assert '<html lang="en">' in english
    assert "El agua en el trabajo" in spanish
    assert "Water at work" in english
    assert "Que nadie pase sed en la fábrica." in spanish
    for page in (spanish, english):
        assert "CC BY-SA 4.0" in page
        assert "Solo para adentro" not in page
        assert not re.search(r"\{\w+", page), "a slot was not filled"


def test_every_word_of_the_page_is_translated(client: FlaskClient) -> None:
    def bare(page: str) -> set[str]:
        return {" ".join(each.split()) for each in re.findall(r">([^<>]+)<", page)}

    def said_in(language: str) -> set[str]:
        code = code_of("water", "handouts", "thirst")
        pages = ("", "kits/water", "sheets/", "sheets/?text=agua", f"sheets/{code}", f"sheets/{code}/words/{language}")
        answers = [client.get(f"/{language}/{page}") for page in pages]
        assert {answer.status_code for answer in answers} == {200}
        return {words for answer in answers for words in bare(answer.text)}

    code_or_name = re.compile(r"English|Español|Sector|[0-9a-f]{64}|W-.*")
    same = {each for each in said_in("es") & said_in("en") if re.search(r"[a-z]{4}", each)}
    assert {each for each in same if not code_or_name.fullmatch(each)} == set()


def test_a_faulty_kit_does_not_take_the_others_away(client: FlaskClient, kits: Path) -> None:
    shutil.copytree(kits / "water", kits / "broken")
    (kits / "broken" / "agenda.yaml").write_text("days: [", "utf-8")
    page = client.get("/es/")
    assert page.status_code == 200
    assert "El agua en el trabajo" in page.text
    assert "broken" not in page.text


def test_an_empty_library(tmp_path: Path) -> None:
    page = create_app(tmp_path / "none", tmp_path / "data").test_client().get("/es/")
    assert page.status_code == 200


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_file_is_built_once_and_then_kept(client: FlaskClient, tmp_path: Path) -> None:
    link = next(each for each in pdf_links(sheet_page(client)) if each.endswith("_es_letter.pdf"))
    first = client.get(link)
    assert first.mimetype == "application/pdf"
    assert first.headers["Content-Language"] == "es"
    assert "tener-sed" in first.headers["Content-Disposition"]
    with pypdfium2.PdfDocument(first.data) as pdf:
        count = len(pdf)
    kept = max((tmp_path / "data").rglob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
    written = kept.stat().st_mtime_ns
    again = client.get(link)
    assert again.data == first.data
    assert kept.stat().st_mtime_ns == written
    assert client.get(link, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    part = client.get(link, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (206, first.data[:10])
    assert client.head(link).headers["Content-Length"] == str(len(first.data))
    assert f"{count} página" in sheet_page(client)


@pytest.mark.slow
def test_twenty_readers_at_once_cause_one_render(app: Flask, tmp_path: Path) -> None:
    link = pdf_links(sheet_page(app.test_client()))[-1]
    started: list[object] = []
    shop = app.extensions["trainingkit"]
    renderer = shop.stock.renderer
    begin = renderer._start
    lock = threading.Lock()

    def counting(*arguments: object) -> object:
        with lock:
            started.append(arguments)
        return begin(*arguments)

    renderer._start = counting
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: app.test_client().get(link).data, range(20)))
    assert len(set(answers)) == 1
    assert len(started) == 1


@pytest.mark.slow
def test_a_damaged_file_is_made_again(client: FlaskClient, tmp_path: Path) -> None:
    link = pdf_links(sheet_page(client))[0]
    whole = client.get(link).data
    kept = next(path for path in (tmp_path / "data").rglob("*.pdf") if path.read_bytes() == whole)
    kept.write_bytes(whole[:-100])
    assert client.get(link).data == whole


# ── refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────

NOWHERE = (
    "/es/nothing",
    "/en/nothing",
    "/fr/",
    "/kits/../../etc/passwd",
    "/kits/%2e%2e%2f%2e%2e%2fetc/passwd",
    "/kits/..%2fkit.yaml/x",
    "/%c0%ae%c0%ae/etc",
    "/kits/water/%00",
    "/kits/water/kit.yaml",
    "/kits/water/W-HXXXX_es_letter.pdf",
    "/kits/_shared/x",
    "/kits/water/",
    "/es/kits/none",
    "/es/kits/_shared",
    "/es/sheets/W-H0000",
    "/es/sheets/W-H0000/read/es",
    "/es/sheets/..%2f..%2fetc/words/es",
    "/es//",
    "/static/../pages.py",
    "/static/%2e%2e/pages.py",
    "/es/" + "x" * 5000,
    "/kits/" + "é" * 300 + "/x",
)


@pytest.mark.parametrize("address", NOWHERE)
def test_nothing_there(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert f'<html lang="{"en" if address.startswith("/en") else "es"}">' in answer.text


def test_what_is_not_public_is_the_same_as_what_does_not_exist(client: FlaskClient, kits: Path) -> None:
    path = kits / "water" / "modules" / "handouts" / "inside.yaml"
    code = code_of("water", "handouts", "inside")
    hidden = [f"/es/sheets/{code}", f"/es/sheets/{code}/read/es", f"/es/sheets/{code}/words/es"]
    hidden += [f"/kits/water/{code}_es{ending}" for ending in ("_letter.pdf", ".html", "_words.txt", "_voice.txt")]
    path.write_text(path.read_text("utf-8") + "public: yes\n", "utf-8")
    assert {client.get(each).status_code for each in hidden} == {200}
    path.write_text(path.read_text("utf-8").replace("public: yes\n", ""), "utf-8")
    missing = client.get("/es/sheets/W-H0000")
    for each in hidden:
        answer = client.get(each)
        assert (answer.status_code, answer.data) == (404, missing.data)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("address", ["/", "/es/", "/en/", "/kits/water/x.pdf"])
def test_reading_only(client: FlaskClient, method: str, address: str) -> None:
    answer = client.open(address, method=method, data=b"" if method == "TRACE" else b"x")
    assert answer.status_code in (405, 413)
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil", "", "a b"])
def test_another_host_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/es/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "localhost:5000"])
def test_our_own_hosts(client: FlaskClient, host: str) -> None:
    assert client.get("/es/", headers={"Host": host}).status_code == 200


def test_parameters(client: FlaskClient) -> None:
    assert client.get("/es/?page=-1&page=abc&per_page=1e9&sort=;drop").status_code == 200
    assert client.get("/es/?" + "a=1&" * 101).status_code == 400


def test_a_mistake_of_ours_shows_nothing_of_it(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.extensions["trainingkit"] = "secret words"
    answer = app.test_client().get("/en/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def every_kind_of_answer(client: FlaskClient) -> Iterator[TestResponse]:
    for address in ("/", "/es/", "/en/", "/es/nothing", "/static/library.css", "/font/bitter.woff", "/static/band.svg"):
        yield client.get(address)
    yield client.post("/es/")
    yield client.get("/es/", headers={"Host": "evil.example"})


def test_headers_of_every_answer(client: FlaskClient) -> None:
    for answer in every_kind_of_answer(client):
        assert answer.headers["Content-Security-Policy"].startswith(CSP)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers


def test_no_scripts_and_nobody_else_s_servers(client: FlaskClient) -> None:
    for answer in every_kind_of_answer(client):
        if answer.mimetype in ("text/html", "text/css"):
            assert not re.search(r"<script|javascript:|\sstyle=|\son\w+=|https?://", answer.text)


def test_the_first_page_is_light(client: FlaskClient) -> None:
    page = client.get("/es/").text
    parts = set(re.findall(r'(?:href|src)="(/(?:static|font)/[^"]+)"', page)) | {"/static/band.svg"}
    sizes = {part: len(client.get(part).data) for part in parts}
    assert "/font/bitter.woff" in sizes
    assert len(page.encode()) + sum(sizes.values()) < 150_000


def test_the_heading_font_has_the_letters_of_our_languages() -> None:
    assert heading_woff()[:4] == b"wOFF"
    assert len(heading_woff()) < 40_000


# ── a real server ───────────────────────────────────────────────────────────────────────────────────────────────────


def environ_of(kits: Path, tmp_path: Path, **more: str) -> dict[str, str]:
    return {"TRAININGKIT_KITS": str(kits), "TRAININGKIT_DATA": str(tmp_path / "data"), **more}


def test_settings_of_the_environment(kits: Path, tmp_path: Path) -> None:
    environ = environ_of(kits, tmp_path, TRAININGKIT_HOSTS="kits.example", TRAININGKIT_PROXIES="1")
    client = create_app_from(environ).test_client()
    answer = client.get("/es/", headers={"Host": "kits.example"})
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert client.get("/es/", headers={"Host": "localhost"}).status_code == 400


@pytest.mark.slow
def test_a_real_server(kits: Path, tmp_path: Path) -> None:
    environ = {**os.environ, **environ_of(kits, tmp_path), "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-u", "-m", "trainingkit", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            port = next(int(found[1]) for line in process.stdout if (found := re.search(r"127\.0\.0\.1:(\d+)", line)))
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/es/")
            page = connection.getresponse().read().decode()
            connection.request("GET", re.findall(r'href="(/es/sheets/[A-Z][^"?]+)"', page)[0])
            page = connection.getresponse().read().decode()
            connection.request("GET", pdf_links(page)[0])
            assert connection.getresponse().read().startswith(b"%PDF-")
            connection.request("GET", "//evil.example/%2e%2e/")
            assert connection.getresponse().status == 404
            connection.close()
        finally:
            process.terminate()
        assert "GET" not in process.stdout.read()  # who read what is written nowhere
