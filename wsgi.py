"""What another web server loads (`wsgi:app`); `trainingkit serve` needs none."""

import os

from trainingkit.app import create_app_from

app = create_app_from(os.environ)
