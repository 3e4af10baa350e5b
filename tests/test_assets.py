"""Fonts and icons, the very files that pages were laid out with; leaked passwords; and no third-party file in the
repository."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts import fetch_assets
from trainingkit.web.guessing import LIST

TOP = Path(__file__).resolve().parent.parent
ASSETS = tomllib.loads((TOP / "scripts" / "assets.toml").read_text(encoding="utf-8"))
FONTS = fetch_assets.FONTS
ICONS = fetch_assets.ICONS


def test_set_up_has_put_everything_in_place() -> None:
    assert fetch_assets.is_current(ASSETS)


@pytest.mark.parametrize("font", ASSETS["fonts"], ids=lambda font: str(font["name"]))
def test_fonts_are_the_pinned_bytes(font: dict[str, str]) -> None:
    assert fetch_assets.digest(FONTS / font["name"]) == font["sha256"]


@pytest.mark.parametrize("name", ["Andika-Regular.ttf", "Andika-Bold.ttf"])
def test_text_fonts_are_whole(name: str) -> None:
    """A subset lacks the letters of Mayan and Mixtec languages and the arrows and ticks of a worksheet."""
    with TTFont(FONTS / name) as font:
        covered = font.getBestCmap()
    assert len(covered) > 2000
    assert [letter for letter in "ñ¿¡áéíóúü«»“”–—…→✓·ɨʉꞌⁿ\u0331" if ord(letter) not in covered] == []


def test_licences_lie_beside_them() -> None:
    for path in (FONTS / "Andika-OFL.txt", FONTS / "Bitter-OFL.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in path.read_text(encoding="utf-8")
    assert "Phosphor Icons" in (ICONS / "LICENSE").read_text(encoding="utf-8")


def test_icons_take_the_colour_of_the_text() -> None:
    for name in ASSETS["icons"]["names"]:
        drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 256 256"' in drawing
        assert 'fill="currentColor"' in drawing


def test_a_wrong_font_is_refused(tmp_path: Path) -> None:
    source, target = tmp_path / "node_modules", tmp_path / "fonts"
    source.mkdir()
    (source / "font.ttf").write_bytes(b"another build")
    with pytest.raises(SystemExit, match="not the pinned font"):
        fetch_assets.copy_fonts([{**ASSETS["fonts"][0], "source": "font.ttf"}], source, target)
    assert not target.exists()


def test_a_wrong_list_of_passwords_is_refused() -> None:
    with pytest.raises(SystemExit, match="not the pinned list"):
        fetch_assets.write_list(**{**ASSETS["passwords"], "sha256": "0" * 64})


def test_the_list_of_leaked_passwords_says_whose_it_is() -> None:
    about = json.loads(LIST.with_name("package.json").read_text(encoding="utf-8"))
    assert (about["name"], about["license"]) == (ASSETS["passwords"]["package"], "MIT")
    assert len(LIST.read_bytes().splitlines()) > 100_000


def test_locks_name_no_address() -> None:
    for lock in (TOP / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
    packages = json.loads((TOP / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 1
    assert all("integrity" in package and "resolved" not in package for name, package in packages.items() if name)


def test_every_locked_package_has_hashes() -> None:
    for lock in (TOP / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").split("\n", 1)[1].strip())
        assert entries
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == [], lock.name


def test_nothing_of_others_is_in_the_repository() -> None:
    """Fonts, icons, lists and packages come by set-up; git must go on ignoring the places they go to."""
    ignored = (TOP / ".gitignore").read_text(encoding="utf-8").splitlines()
    places = {"/node_modules/", "/.venv/", "/trainingkit/web/lists/"}
    places |= {"/trainingkit/rendering/fonts/", "/trainingkit/rendering/icons/"}
    assert places <= set(ignored)
