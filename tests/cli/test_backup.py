"""`trainingkit backup` and `restore` as a shell calls them: what they say, and that they say where the key is not."""

import shutil
from pathlib import Path

from tests.cli.test_run import SAMPLES, call
from trainingkit.config import read_settings
from trainingkit.services.server import prepare


def environ(folder: Path) -> dict[str, str]:
    return {"TRAININGKIT_DATA": str(folder), "TRAININGKIT_KITS": str(SAMPLES), "LC_ALL": "es_SV.UTF-8"}


def test_there_and_back(tmp_path: Path) -> None:
    old, new, copy = environ(tmp_path / "old"), environ(tmp_path / "new"), tmp_path / "copia del lunes"
    settings = read_settings({name: value for name, value in old.items() if name != "LC_ALL"})
    prepare(settings).database.close()
    made = call("backup", str(copy), environ=old)
    assert (made.returncode, made.stderr) == (0, "")
    assert str(settings.key) in made.stdout
    assert made.stdout.startswith("1 archivo,")
    again = call("backup", str(copy), environ=old)
    assert again.returncode == 4
    assert "ya existe" in again.stderr

    without = call("restore", str(copy), environ=new)
    assert without.returncode == 2
    assert str(tmp_path / "new" / "secret.key") in without.stderr
    assert not (tmp_path / "new").exists()
    (tmp_path / "new").mkdir(mode=0o700)
    shutil.copy(settings.key, tmp_path / "new" / "secret.key")
    restored = call("restore", str(copy), environ=new)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert restored.stdout.startswith("Todo está como estaba el 20")
