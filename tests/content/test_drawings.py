"""Drawings: an allow-list, digits only, and no way round it."""

from pathlib import Path

import pytest

from trainingkit.content.drawings import read_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def read(path: Path, content: str | bytes) -> tuple[str, frozenset[str], list[str]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    text, digits, problems = read_drawing(path, "f.svg")
    return text, digits, [each.code for each in problems]


def test_a_plain_drawing_is_kept(tmp_path: Path) -> None:
    content = SVG.format(
        '<g transform="translate(1,2)"><path d="M0 0L9 9z" fill="#fff"/></g><text x="1" y="2">12</text>'
    )
    assert read(tmp_path / "a.svg", content) == (content, frozenset({"12"}), [])


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<style>*{}</style>",
        "<foreignObject/>",
        '<image href="file:///etc/passwd"/>',
        '<use href="#a"/>',
        '<a href="https://example.org"/>',
        "<title>9</title>",
        '<path style="fill:url(x)"/>',
        '<path onload="1"/>',
        '<path fill="URL(#a)"/>',
        '<path fill="url (x)"/>',
        '<path class="a"/>',
        '<svg xmlns="http://www.w3.org/1999/xhtml"/>',
        '<x:path xmlns:x="http://www.w3.org/2000/svg"/>',
        "<text>a</text>",
        "<text>&#65;</text>",
        "<text><![CDATA[a]]></text>",
        "<?php 1 ?>",
        "&amp;",
        "<g>" * 25 + "</g>" * 25,
        "<g/>" * 2_500,
    ],
)
def test_everything_else_is_refused(tmp_path: Path, inside: str) -> None:
    text, _, codes = read(tmp_path / "a.svg", SVG.format(inside))
    assert text == ""
    assert codes


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not a drawing",
        "<svg/>",
        '<?xml version="1.0" encoding="utf-7"?><svg/>',
        '<?xml version="1.0" encoding="nonsense"?><svg/>',
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>',
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        SVG.format("<g>"),
        b"\xff\xfe<\x00",
        b"\x89PNG\r\n\x1a\n",
        b"<svg>" + b" " * 300_000,
    ],
)
def test_files_that_are_no_drawing(tmp_path: Path, content: str | bytes) -> None:
    text, _, codes = read(tmp_path / "a.svg", content)
    assert text == ""
    assert codes
