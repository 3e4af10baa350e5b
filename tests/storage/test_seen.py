"""Since when a text has been there: noted once, kept, and never a reason to fail."""

from datetime import date
from pathlib import Path

from trainingkit.storage.seen import Seen

ONE, TWO = "a" * 64, "b" * 64
FIRST, LATER = date(2026, 3, 1), date(2026, 4, 1)


def test_the_first_day_is_kept(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "data" / "seen.txt")
    assert seen.since([ONE], FIRST) == {ONE: FIRST}
    assert seen.since([ONE, TWO, TWO], LATER) == {ONE: FIRST, TWO: LATER}
    assert seen.path.read_text().count("\n") == 2


def test_a_line_that_was_cut_off_counts_as_none(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.txt")
    seen.path.write_text(f"{ONE} 2026-03-01\n{TWO} 2026-0")
    assert seen.since([TWO, ONE], LATER) == {TWO: LATER, ONE: FIRST}
    assert seen.since([TWO], date(2027, 1, 1)) == {TWO: LATER}


def test_rubbish_and_impossible_days_are_left_alone(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.txt")
    seen.path.write_bytes(b"\xff\x00\n" + f"{ONE} 2026-02-30\n".encode())
    assert seen.since([ONE], FIRST) == {ONE: FIRST}


def test_where_nothing_can_be_written_a_text_is_of_today(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Seen(tmp_path / "file" / "seen.txt").since([ONE], FIRST) == {ONE: FIRST}
