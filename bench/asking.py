"""A browser that only measures: one connection that is kept, one request after the other.

In: an address on this machine. Out: seconds from asking to the last byte. The standard library's own client; it costs
each side of a ratio the same.
"""

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    seconds: float
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Client:
    """One connection. Opened again where the server closed it, which is not counted."""

    port: int
    cookie: str = ""
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def ask(self, path: str, **headers: str) -> Answer:
        """A GET. Header names are written with `_` for `-`."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            said["Cookie"] = f"tk={self.cookie}"
        try:
            return self._ask(path, said)
        except (http.client.RemoteDisconnected, ConnectionError):  # it was idle for too long
            self.close()
            return self._ask(path, said)

    def _ask(self, path: str, headers: Mapping[str, str]) -> Answer:
        connection = self._connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        if self._connection is None:
            connection.connect()
            self._connection = connection
        begun = time.perf_counter()
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        body = _whole(answer)
        seconds = time.perf_counter() - begun
        if answer.will_close:
            self.close()
        return Answer(answer.status, seconds, body, dict(answer.getheaders()))

    def close(self) -> None:
        """Ends the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _whole(answer: http.client.HTTPResponse) -> bytes:
    """In large pieces into one place: what reads must not be slower than what sends."""
    if answer.length is None:
        return answer.read()
    body = bytearray(answer.length)
    view, at = memoryview(body), 0
    while at < len(body):
        count = answer.readinto(view[at : at + _PIECE])
        if not count:
            raise ConnectionError
        at += count
    answer.read()  # lets the connection be used again
    return bytes(body)
