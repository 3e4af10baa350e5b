"""Every module imports alone: none leans on another having been imported before it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # a minute: three hundred times all that a module leans on

TOP = Path(__file__).resolve().parent.parent

# One interpreter for all, since starting one takes longer than most imports; our own modules are forgotten in between.
IMPORT_EACH = """
import importlib, json, sys, traceback
failed = {}
for name in json.load(sys.stdin):
    for known in [known for known in sys.modules if known.split(".")[0] in ("trainingkit", "wsgi")]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except BaseException:
        failed[name] = traceback.format_exc()
json.dump(failed, sys.stdout)
"""

# Alembic runs this file for each command; alone it has no database to speak of.
ALEMBIC = Path("trainingkit/storage/migrations/env")


def module_names() -> list[str]:
    paths = [path.relative_to(TOP).with_suffix("") for path in sorted((TOP / "trainingkit").rglob("*.py"))]
    paths.remove(ALEMBIC)
    wsgi = [path.stem for path in TOP.glob("wsgi.py")]
    return [".".join(path.parts).removesuffix(".__init__") for path in paths if path.name != "__main__"] + wsgi


def test_every_module_imports_alone() -> None:
    names = module_names()
    assert "trainingkit" in names
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_EACH],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        cwd=TOP,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {}
