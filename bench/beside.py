"""What the application is compared with, each a server of its own for as long as a measurement lasts.

In: a folder. Out: the port of an empty Flask application, or of nginx; none where nginx is not installed.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
_CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
{user}
events {{ worker_connections 64; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ application/pdf pdf; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""
PATIENCE_SECONDS = 30


PROCESSORS = frozenset(os.sched_getaffinity(0)) if sys.platform == "linux" else frozenset({0})
"""Those that this run may use, where the system tells."""


@contextmanager
def on_one_processor() -> Iterator[None]:
    """What is started here runs on the first processor, and this process afterwards on the others: both sides of a
    ratio have the same, and neither shares it with who measures."""
    if len(PROCESSORS) == 1:
        yield
        return
    os.sched_setaffinity(0, {min(PROCESSORS)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, PROCESSORS - {min(PROCESSORS)})


@contextmanager
def empty_server(data: Path) -> Iterator[int]:
    """The port of `bench.empty`."""
    command = [sys.executable, "-m", "bench.empty", str(data)]
    with on_one_processor():
        process = subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True)
    with process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            yield int(said)
        finally:
            process.terminate()


@contextmanager
def nginx(folder: Path) -> Iterator[int | None]:
    """The port of an nginx that sends the files of `www` below the folder."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    port = _free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # else its worker could not read our folder
    configuration = folder / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, user=user), "utf-8")
    with on_one_processor():
        process = subprocess.Popen([program, "-p", str(folder), "-c", str(configuration)])
    with process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise SystemExit("nginx does not answer") from None
            time.sleep(0.05)
