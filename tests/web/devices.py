"""A device that keeps passkeys, as software: what a browser and a phone do together, with every lie that a test wants.

Comes in: what a page asks (`data-options`). Goes out: what a browser sends back, as JSON. Keys are real (ES256); bytes
are laid out as the standard says (WebAuthn level 2, sections 6.1 and 5.8.1).
"""

import base64
import hashlib
import html
import json
import re
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost"
PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def question_of(page: str) -> dict[str, Any]:
    """What a page asks of the browser."""
    found = re.search(r'data-options="([^"]*)"', page)
    assert found, page
    asked = json.loads(html.unescape(found[1]))
    assert isinstance(asked, dict)
    return asked


def address_of(page: str) -> str:
    """Where the answer goes."""
    found = re.search(r'action="([^"]*)" data-answer=', page)
    assert found, page
    return html.unescape(found[1])


@dataclass
class Device:
    """One passkey. `count` is what it says of how often it was used; devices that share a passkey always say 0."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    ident: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    count: int = 0
    counts: bool = True
    origin: str = ORIGIN
    site: str = "localhost"
    flags: int = PRESENT | VERIFIED
    handle: str = ""

    def make(self, page: str, **lies: Any) -> str:
        """A new passkey, for a page that asks for one."""
        asked = question_of(page)
        self.handle = asked["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        kept = bytes(16) + struct.pack(">H", len(self.ident)) + self.ident + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._about(HAS_KEY) + kept}
        response = {
            "clientDataJSON": text_of(self._said("webauthn.create", lies.pop("challenge", asked["challenge"]))),
            "attestationObject": text_of(cbor2.dumps(attested)),
            "transports": ["internal"],
        }
        return json.dumps({**self._named(), "response": response, **lies})

    def sign(self, page: str, **lies: Any) -> str:
        """An answer to a page that asks for a passkey."""
        self.count += self.counts
        said = self._said("webauthn.get", lies.pop("challenge", question_of(page)["challenge"]))
        about = self._about()
        signature = self.key.sign(about + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": text_of(said),
            "authenticatorData": text_of(about),
            "signature": text_of(signature),
            "userHandle": self.handle,
        }
        return json.dumps({**self._named(), "response": response, **lies})

    def _named(self) -> dict[str, str]:
        return {"id": text_of(self.ident), "rawId": text_of(self.ident), "type": "public-key"}

    def _about(self, more: int = 0) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + struct.pack(">BI", self.flags | more, self.count)

    def _said(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()
