"""What is encrypted at rest, and the one secret behind it: AES-256-GCM, and a key file that its owner alone can read.

Comes in: a key, bytes, and what they are about (`workshops/<id>/when`), which is part of the seal, so that one sealed
value cannot be passed off as another. Goes out: sealed bytes, or what was sealed. Refuses a key file that others can
read, that is a link, or that is too short: it raises `UsageError` with how to mend it.
"""

import base64
import os
import secrets
import stat
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from trainingkit.errors import DiskError, UsageError
from trainingkit.storage.publishing import disk_errors, sync_folder

KEY_BYTES = 32
_NONCE_BYTES = 12
_FIRST = b"\x01"
"""Which way a value was sealed, for the day when there is a second one."""


def new_key() -> bytes:
    """A key of its own for one thing."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, data: bytes, about: str) -> bytes:
    """The data, readable and changeable with the key alone. Equal data give different bytes each time."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _FIRST + nonce + AESGCM(key).encrypt(nonce, data, about.encode())


def unseal(key: bytes, sealed: bytes, about: str) -> bytes:
    """What was sealed. Raises DiskError for another key, another thing, or bytes that somebody changed."""
    nonce, rest = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] == _FIRST:
        try:
            return AESGCM(key).decrypt(nonce, rest, about.encode())
        except (InvalidTag, ValueError):
            pass
    raise DiskError("sealed-unreadable", what=about)


def derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose, made from the server's secret; none of them tells another."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"trainingkit {purpose}".encode()).derive(secret)


# ── the key file ────────────────────────────────────────────────────────────────────────────────────────────────────


def make_key_file(path: Path) -> bytes:
    """A new secret, written for the owner's eyes alone. Raises DiskError; never writes over a file."""
    secret = new_key()
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.urlsafe_b64encode(secret) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    return secret


def read_key_file(path: Path) -> bytes:
    """The secret of a key file. Raises UsageError for one that nobody should trust, DiskError for one that cannot be
    read."""
    with disk_errors(path):
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            raise UsageError("key-file-is-link", path=path)
        if about.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UsageError("key-file-open", path=path)
        if _is_tracked(path.absolute()):
            raise UsageError("key-file-in-git", path=path)
        text = path.read_bytes().strip()
    try:
        secret = base64.b64decode(text, altchars=b"-_", validate=True)
    except ValueError:
        secret = b""
    if len(secret) < KEY_BYTES or len(set(secret)) < KEY_BYTES // 4:
        raise UsageError("key-file-weak", path=path)
    return secret


def _is_tracked(path: Path) -> bool:
    """Whether git keeps the file, and with it everybody who has the repository. Its list holds paths as they are."""
    for folder in path.parents:
        git = folder / ".git"
        if git.is_file():  # a work tree beside its repository: the file says where
            git = folder / git.read_text("utf-8", "surrogateescape").removeprefix("gitdir:").strip()
        if git.is_dir():
            index = git / "index"
            return index.is_file() and os.fsencode(path.relative_to(folder)) + b"\0" in index.read_bytes()
    return False
