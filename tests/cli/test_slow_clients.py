"""A real server and clients that are slow, endless or lie about how much they send (row 135 of the bad inputs)."""

import gzip
import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.browser.server import TOP, Serving, serving
from trainingkit.cli.patience import Patient

pytestmark = pytest.mark.slow

SECONDS = 60
"""Far more than anything here takes; a server that holds on for ever is found by it."""
MANY = 40
"""Five times the threads that the server has."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    kits = TOP / "tests" / "samples" / "languages"
    with serving(tmp_path_factory.mktemp("slow") / "data", kits) as made:
        yield made


def connected(server: Serving, said: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS)
    made.sendall(said)
    return made


def status(server: Serving, path: str = "/es/account/sign-in") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


HEAD = "POST /es/account/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def answered(client: socket.socket) -> bytes:
    """What comes; nothing where the server cut the connection."""
    with client, suppress(ConnectionResetError):
        return client.recv(65_536)
    return b""


@pytest.mark.parametrize("begun", [b"", b"G", b"GET /es/ HTTP/1.1\r\nHost: local"], ids=["nothing", "a byte", "a head"])
def test_bi_135_who_sends_a_head_slowly_keeps_nobody_waiting_and_is_cut_off(server: Serving, begun: bytes) -> None:
    slow = [connected(server, begun) for _ in range(MANY)]
    assert [status(server) for _ in range(3)] == [200] * 3
    with suppress(ConnectionError):
        slow[0].sendall(b"x")  # one more byte wins no more time
    assert [answered(each) for each in slow] == [b""] * MANY


def test_bi_135_a_head_in_pieces_is_still_a_head(server: Serving) -> None:
    client = connected(server, b"GET /es/account/sign-in HT")
    threading.Event().wait(0.2)
    client.sendall(b"TP/1.1\r\nHost: localhost\r\n\r\n")
    assert answered(client).startswith(b"HTTP/1.1 200")


def test_bi_135_ten_gigabytes_are_refused_unread(server: Serving) -> None:
    answer = answered(connected(server, f"{HEAD}Content-Length: 10737418240\r\n\r\n".encode()))
    assert b" 413 " in answer.partition(b"\r\n")[0]


def test_bi_135_a_body_without_an_end_is_cut_off(server: Serving) -> None:
    client = connected(server, f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode())
    piece = b"1000\r\n" + b"x" * 0x1000 + b"\r\n"
    with client, suppress(ConnectionError):
        for _ in range(1_000):  # four megabytes: sixteen times what any form may hold
            client.sendall(piece)
        assert b" 413 " in client.recv(65_536).partition(b"\r\n")[0]
    assert status(server) == 200


def test_bi_135_a_packed_body_is_not_unpacked(server: Serving) -> None:
    packed = gzip.compress(b"username=" + b"x" * 50_000_000)
    said = f"{HEAD}Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed
    assert answered(connected(server, said)).partition(b"\r\n")[0].split()[1] in (b"400", b"413")
    assert status(server) == 200


def test_bi_135_a_head_larger_than_any_browser_s(server: Serving) -> None:
    for line in (b"Accept-Language: " + b"es," * 400_000, b"\r\n".join(b"X-%d: 1" % each for each in range(5_000))):
        client = connected(server, b"")
        try:
            client.sendall(b"GET /es/account/sign-in HTTP/1.1\r\nHost: localhost\r\n" + line + b"\r\n\r\n")
            assert answered(client)[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 431", b"")
        except ConnectionError:
            client.close()  # it was cut off before all of it was sent
    assert status(server) == 200


def test_bi_135_a_body_is_waited_for_so_long_and_no_longer() -> None:
    there, here = socket.socketpair()
    with there, here:
        patient = Patient(here, 0.05)
        there.sendall(b"a")
        assert (patient.recv(10), patient.gave_up) == (b"a", False)
        assert (patient.recv(10), patient.gave_up) == (b"", True)
        assert here.gettimeout() is None
        assert patient.fileno() == here.fileno()
