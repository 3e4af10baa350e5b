"""Copy the fonts and icons that documents are set with, and leaked passwords, out of node_modules into the package.

In: `assets.toml` (which files, with the SHA-256 of fonts and passwords) and `node_modules` as `npm ci` left it. Out:
the folders `trainingkit/rendering/fonts` and `icons` and `trainingkit/web/lists`, each with its licences; dictionaries
stay in `node_modules`. Refuses a font whose bytes are not the pinned ones, since another build of the same font moves
lines and pages. Downloads nothing itself.

    fetch_assets.py --check    ends with 0 when everything is in place, else with 1
    fetch_assets.py            copies
"""

import gzip
import hashlib
import json
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from trainingkit.web.guessing import LIST, list_of

TOP = Path(__file__).resolve().parent.parent
NODE_MODULES = TOP / "node_modules"
FONTS = TOP / "trainingkit" / "rendering" / "fonts"
ICONS = TOP / "trainingkit" / "rendering" / "icons"
LICENCE_TEXT = 13  # the id of the licence in a font's name table


def read_assets() -> dict[str, Any]:
    return tomllib.loads((TOP / "scripts" / "assets.toml").read_text(encoding="utf-8"))


def pinned_version(package: str) -> str:
    pins: dict[str, str] = json.loads((TOP / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return pins[package]


def installed_version(package: str) -> str:
    """The version that lies in `node_modules`; empty where there is none."""
    about = NODE_MODULES / package / "package.json"
    return str(json.loads(about.read_text(encoding="utf-8"))["version"]) if about.is_file() else ""


def is_current(assets: dict[str, Any]) -> bool:
    """Fonts are compared byte for byte; icons by name and by the version of their package; dictionaries by theirs."""
    version = ICONS / "VERSION"
    icons = {path.stem for path in ICONS.glob("*.svg")}
    return (
        all(digest(FONTS / font["name"]) == font["sha256"] for font in assets["fonts"])
        and icons == set(assets["icons"]["names"])
        and version.is_file()
        and version.read_text(encoding="utf-8").strip() == pinned_version(assets["icons"]["package"])
        and list_is_current(assets["passwords"])
        and all(installed_version(package) == pinned_version(package) for package in assets["dictionaries"].values())
    )


def list_is_current(passwords: dict[str, str]) -> bool:
    """By the bytes that it was made from."""
    made_from = LIST.with_name("MADE-FROM")
    return LIST.is_file() and made_from.is_file() and made_from.read_text(encoding="utf-8") == passwords["sha256"]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def write(path: Path, content: bytes) -> None:
    """Whole or not at all: a set-up that was interrupted leaves no half font behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def copy_fonts(fonts: list[dict[str, str]], node_modules: Path, target: Path) -> None:
    for font in fonts:
        source = node_modules / font["source"]
        if digest(source) != font["sha256"]:
            sys.exit(f"fetch_assets: {source.name} is not the pinned font (SHA-256 {digest(source) or 'none'})")
        write(target / font["name"], source.read_bytes())


def copy_font_licences(node_modules: Path, target: Path) -> None:
    # Andika's package has no licence file; the font itself carries the whole text.
    with TTFont(target / "Andika-Regular.ttf") as andika:
        licence = andika["name"].getDebugName(LICENCE_TEXT)
    write(target / "Andika-OFL.txt", licence.encode())
    write(target / "Bitter-OFL.txt", (node_modules / "@expo-google-fonts/bitter/LICENSE_FONT").read_bytes())


def copy_icons(package: str, names: list[str]) -> None:
    for stale in {path.stem for path in ICONS.glob("*.svg")} - set(names):
        (ICONS / f"{stale}.svg").unlink()
    for name in names:
        write(ICONS / f"{name}.svg", (NODE_MODULES / package / "assets" / "fill" / f"{name}-fill.svg").read_bytes())
    write(ICONS / "LICENSE", (NODE_MODULES / package / "LICENSE").read_bytes())
    write(ICONS / "VERSION", f"{pinned_version(package)}\n".encode())


def write_list(package: str, source: str, sha256: str) -> None:
    """What is compared with a new password, and what the package says of itself; its licence is named there."""
    taken = NODE_MODULES / package / source
    if digest(taken) != sha256:
        sys.exit(f"fetch_assets: {taken.name} is not the pinned list (SHA-256 {digest(taken) or 'none'})")
    lines = gzip.decompress(taken.read_bytes()).decode("utf-8", "replace").split("\n")
    write(LIST, list_of(lines))
    for about in ("README.md", "package.json"):
        write(LIST.with_name(about), (NODE_MODULES / package / about).read_bytes())
    write(LIST.with_name("MADE-FROM"), sha256.encode())


def main(arguments: list[str]) -> int:
    assets = read_assets()
    if arguments == ["--check"]:
        return 0 if is_current(assets) else 1
    copy_fonts(assets["fonts"], NODE_MODULES, FONTS)
    copy_font_licences(NODE_MODULES, FONTS)
    copy_icons(**assets["icons"])
    write_list(**assets["passwords"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
