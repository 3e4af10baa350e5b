"""What a web server loads (`wsgi:app`); run as a script it serves this machine alone, at http://127.0.0.1:8000."""

import os

from trainingkit.app import create_app_from, serve

app = create_app_from(os.environ)

if __name__ == "__main__":
    serve(app, int(os.environ.get("PORT", "8000")))
