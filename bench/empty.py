"""What pages are compared with: an empty answer of Flask, behind gunicorn as `trainingkit serve` sets it.

In: nothing. Out: a server on a free port, which it prints. Until it is ended.
"""

import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from trainingkit.cli.serve import options_for
from trainingkit.config import read_settings


class Empty(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """The same settings, another application."""

    def load_config(self) -> None:
        """Called by gunicorn, which asks nobody else."""
        settings = read_settings({"TRAININGKIT_PORT": "0", "TRAININGKIT_DATA": sys.argv[1]})
        for name, value in {**options_for(settings), "when_ready": say_port}.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """One address that says nothing."""
        app = Flask(__name__, static_folder=None)
        app.add_url_rule("/", view_func=lambda: "")
        return app


def say_port(arbiter: Any) -> None:
    """Once it can be asked."""
    print(arbiter.LISTENERS[0].getsockname()[1], flush=True)


if __name__ == "__main__":
    Empty().run()
