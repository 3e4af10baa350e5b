"""The table of limits: complete, positive, and the only one."""

from pathlib import Path

import pytest

from trainingkit.config import LIMITS, LIMITS_FILE, read_limits
from trainingkit.errors import UsageError


def test_the_shipped_limits() -> None:
    assert (LIMITS.file.bytes, LIMITS.file.nodes, LIMITS.file.depth) == (512 * 1024, 20_000, 20)
    assert (LIMITS.file.marks, LIMITS.file.joins, LIMITS.file.problems) == (8, 12, 50)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nodes = 20_000", ""),
        ("nodes = 20_000", "nodes = 0"),
        ("nodes = 20_000", 'nodes = "many"'),
        ("[drawing]", "[drawings]"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "limits.toml"
    path.write_text(LIMITS_FILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError):
        read_limits(path)
