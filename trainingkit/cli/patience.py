"""How long the server waits for a client: comes in gunicorn's worker with threads, goes out the same, of which no slow
client can hold a thread.

A thread is given to a request once its head is there: until then it waits among all others, for ten seconds. What
follows a head has a minute. Refuses what takes longer by closing the connection, without a word. Where the server
encrypts by itself nobody can look ahead, so a head may hold a thread, for those ten seconds.
"""

import socket
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

HEAD_SECONDS = 10
BODY_SECONDS = 60
"""For the quarter of a megabyte that a form may hold, at 40 kbit/s."""
_LONGEST_HEAD = 65_536
_WAIT = object()


class Patient:
    """A socket that is read for so long and no longer; then it is as if the client had gone."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self.sock = sock
        self.until = time.monotonic() + seconds
        self.gave_up = False

    def recv(self, size: int) -> bytes:
        """What comes, or nothing once the time is over."""
        before = self.sock.gettimeout()
        left = max(0.001, self.until - time.monotonic())
        self.sock.settimeout(left if before is None else min(left, before))
        try:
            return self.sock.recv(size)
        except TimeoutError:
            self.gave_up = True
            return b""
        finally:
            self.sock.settimeout(before)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's worker; what it calls from its main loop and from its threads is said at each method."""

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.waiting: list[Any] = []

    def handle(self, conn: Any) -> Any:
        """In a thread: a request whose head is there. Others go back to the main loop."""
        if not conn.cfg.is_ssl and not has_head(conn):
            return _WAIT
        conn.head_until = None
        if not conn.initialized:
            conn.init = partial(_init, conn, conn.init)
        elif hasattr(conn.parser, "unreader"):
            conn.parser.unreader.sock = Patient(conn.sock, HEAD_SECONDS)
        return super().handle(conn)

    def handle_request(self, req: Any, conn: Any) -> bool:
        """In a thread: the answer. A client that was given up is asked for nothing more."""
        patient = Patient(conn.sock, BODY_SECONDS)
        conn.parser.unreader.sock = patient
        return bool(super().handle_request(req, conn)) and not patient.gave_up

    def finish_request(self, conn: Any, fs: Any) -> None:
        """In the main loop: what a thread is done with."""
        if fs.cancelled() or fs.exception() is not None or fs.result() is not _WAIT:
            super().finish_request(conn, fs)
            return
        conn.head_until = getattr(conn, "head_until", None) or time.monotonic() + HEAD_SECONDS
        self.waiting.append(conn)
        if not conn.seen:  # the next byte wakes the loop; of a head that comes piece by piece each would
            self.poller.register(conn.sock, EVENT_READ, partial(self._on_first_byte, conn))

    def _on_first_byte(self, conn: Any, client: Any) -> None:
        self.poller.unregister(client)
        self.waiting.remove(conn)
        self.enqueue_req(conn)

    def murder_pending(self) -> None:
        """In the main loop, every second: whose head is there by now, and who took too long."""
        super().murder_pending()
        for conn in list(self.waiting):
            over = time.monotonic() >= conn.head_until or not self.alive
            if not over and (not conn.seen or not has_head(conn)):
                continue
            self.waiting.remove(conn)
            if conn.sock.fileno() in self.poller.get_map():
                self.poller.unregister(conn.sock)
            if over:
                self.nr_conns -= 1
                conn.close()
            else:
                self.enqueue_req(conn)


def has_head(conn: Any) -> bool:
    """Whether the head of a request is there, or the end of the connection. Looks without taking anything."""
    if conn.parser is not None and conn.parser.unreader.buf.getvalue():
        return True
    try:
        ahead = conn.sock.recv(_LONGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        conn.seen = False
        return False
    except OSError:
        return True
    conn.seen = True
    return not ahead or b"\r\n\r\n" in ahead or len(ahead) >= _LONGEST_HEAD


def _init(conn: Any, init: Any) -> None:
    init()
    if hasattr(conn.parser, "unreader"):
        conn.parser.unreader.sock = Patient(conn.sock, HEAD_SECONDS)
