"""The reference page says what the commands say."""

import re
from pathlib import Path

from trainingkit.cli.exits import STATUS
from trainingkit.cli.page import command_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == command_page(), "run `make docs`"


def test_every_exit_status_is_explained() -> None:
    rows = "".join(re.findall(r"^\| ([0-9, ]+) \|", command_page(), re.MULTILINE))
    assert {status for status in STATUS.values() if str(status) not in rows} <= {141}  # nobody is left to read that one
