"""What is sealed opens with its key and as itself alone; a key file that others could read is refused."""

import base64
from pathlib import Path

import pytest

from trainingkit.errors import DiskError, TrainingKitError, UsageError
from trainingkit.storage.sealing import derived, make_key_file, new_key, read_key_file, seal, unseal

KEY = new_key()


def test_what_is_sealed_is_read_back_and_looks_like_nothing() -> None:
    sealed = [seal(KEY, b"Las Milpas", "workshops/1/when") for _ in range(2)]
    assert sealed[0] != sealed[1]
    assert b"Milpas" not in sealed[0]
    assert {unseal(KEY, each, "workshops/1/when") for each in sealed} == {b"Las Milpas"}
    assert unseal(KEY, seal(KEY, b"", "x"), "x") == b""


@pytest.mark.parametrize("position", [0, 1, 12, 13, 20, -1])
def test_a_changed_byte_opens_nothing(position: int) -> None:
    sealed = bytearray(seal(KEY, b"Las Milpas", "x"))
    sealed[position] ^= 1
    with pytest.raises(DiskError) as caught:
        unseal(KEY, bytes(sealed), "x")
    assert caught.value.code == "sealed-unreadable"


@pytest.mark.parametrize(
    ("key", "sealed", "about"),
    [(new_key(), None, "x"), (KEY, None, "y"), (KEY, b"", "x")],
    ids=["key", "thing", "length"],
)
def test_another_key_thing_or_length_opens_nothing(key: bytes, sealed: bytes | None, about: str) -> None:
    with pytest.raises(DiskError):
        unseal(key, seal(KEY, b"words", "x") if sealed is None else sealed, about)


def test_keys_for_two_purposes_tell_nothing_of_each_other() -> None:
    assert derived(KEY, "cookies") == derived(KEY, "cookies")
    assert len({derived(KEY, "cookies"), derived(KEY, "workshops"), derived(new_key(), "cookies"), KEY}) == 4


# ── the key file ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret.key"
    secret = make_key_file(path)
    assert read_key_file(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    secret = make_key_file(path)
    with pytest.raises(TrainingKitError):
        make_key_file(path)
    assert read_key_file(path) == secret


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret.key"
    make_key_file(path)
    path.chmod(mode)
    with pytest.raises(UsageError) as caught:
        read_key_file(path)
    assert caught.value.code == "key-file-open"


@pytest.mark.parametrize(
    "content",
    [b"", b"changeme", b"\xff\xfe", b"short", base64.b64encode(b"a" * 32), base64.b64encode(b"abc" * 5), b"=" * 44],
)
def test_a_weak_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(UsageError) as caught:
        read_key_file(path)
    assert caught.value.code == "key-file-weak"


def test_a_link_or_a_folder_is_no_key_file(tmp_path: Path) -> None:
    make_key_file(tmp_path / "secret.key")
    (tmp_path / "link").symlink_to(tmp_path / "secret.key")
    for path in (tmp_path / "link", tmp_path):
        with pytest.raises(UsageError) as caught:
            read_key_file(path)
        assert caught.value.code == "key-file-is-link"


def test_a_missing_key_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DiskError):
        read_key_file(tmp_path / "secret.key")
