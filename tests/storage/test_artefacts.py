"""Finished files under a key: whole, checked when read, made once."""

import re
import threading
import time
from pathlib import Path

import pytest

from trainingkit.errors import Busy
from trainingkit.storage.artefacts import Store

KEY = "ab" * 32


def test_kept_and_found(tmp_path: Path) -> None:
    store = Store(tmp_path / "files")
    assert store.find(KEY) is None
    kept = store.put(KEY, b"%PDF", 3)
    assert store.find(KEY) == kept
    assert (kept.pages, kept.size, kept.path.read_bytes()) == (3, 4, b"%PDF")
    assert {path.suffix for path in (tmp_path / "files").iterdir()} == {".pdf", ".json"}


@pytest.mark.parametrize("damage", [b"%PDG", b"", None])
def test_what_the_disk_no_longer_holds_is_not_found(tmp_path: Path, damage: bytes | None) -> None:
    store = Store(tmp_path)
    kept = store.put(KEY, b"%PDF", 3)
    if damage is None:
        kept.path.unlink()
    else:
        kept.path.write_bytes(damage)
    assert store.find(KEY) is None
    assert store.put(KEY, b"%PDF", 3) == store.find(KEY)


@pytest.mark.parametrize("note", [b"", b"{}", b"[1]", b'{"pages": "many", "size": 1, "sha256": ""}'])
def test_a_damaged_note(tmp_path: Path, note: bytes) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"%PDF", 3).path.with_suffix(".json").write_bytes(note)
    assert store.find(KEY) is None


@pytest.mark.parametrize("key", ["", "../" * 21 + "a", "AB" * 32, "ab" * 31])
def test_only_digests_are_keys(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(key)}$"):
        Store(tmp_path).find(key)


def test_one_at_a_time(tmp_path: Path) -> None:
    store, order = Store(tmp_path), list[str]()

    def second() -> None:
        with store.alone_with(KEY, 10):
            order.append("second")

    with store.alone_with(KEY, 1):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    with store.alone_with(KEY, 1), pytest.raises(Busy), store.alone_with(KEY, 0.1):
        pass
    with store.alone_with(KEY, 1), store.alone_with("cd" * 32, 0.1):
        pass
