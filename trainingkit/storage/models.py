"""The rows of the work: workshops with their parts, who shares them, builds, finished files, links, the audit trail.

What a facilitator says of a workshop lies here sealed (`sealing`), part by part, under a key of its own: a copy of the
database says which kit it uses, and nothing more. Editable rows carry a version, so that of two people who save the
same thing the second is told. Refuses to hold a name, a place or a date that anybody could read without the key.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.base import Base, new_id

_ID = String(32)
_DIGEST = String(64)


# ── workshops ───────────────────────────────────────────────────────────────────────────────────────────────────────


class WorkshopRow(Base):
    """A workshop: which kit it uses, and its parts."""

    __tablename__ = "workshops"

    id: Mapped[str] = mapped_column(_ID, primary_key=True, default=new_id)
    kit: Mapped[str] = mapped_column(String(120), index=True)
    created_at: Mapped[datetime]
    month: Mapped[str | None] = mapped_column(String(7))
    """`2027-05`, once place and days are forgotten."""
    region: Mapped[str | None] = mapped_column(String(8))
    version: Mapped[int] = mapped_column()

    key: Mapped["WorkshopKeyRow"] = relationship(cascade="all, delete-orphan")
    parts: Mapped[list["WorkshopPartRow"]] = relationship(cascade="all, delete-orphan", order_by="WorkshopPartRow.name")
    members: Mapped[list["MemberRow"]] = relationship(cascade="all, delete-orphan", back_populates="workshop")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy asks for a plain dict


class WorkshopKeyRow(Base):
    """The key that a workshop's parts are sealed with, itself sealed with the server's. Without it they are noise, so
    that deleting this row erases them wherever copies of them lie."""

    __tablename__ = "workshop_keys"

    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class WorkshopPartRow(Base):
    """One part of a workshop (`workshops.PARTS`), which is saved, and may be in conflict, by itself."""

    __tablename__ = "workshop_parts"

    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy asks for a plain dict


class WorkshopPastRow(Base):
    """What a part said before it was changed: for undo, and for the one whose change came second."""

    __tablename__ = "workshop_past"

    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)


class MemberRow(Base):
    """Who gives a workshop: its lead or a co-facilitator."""

    __tablename__ = "members"

    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True)
    part: Mapped[str] = mapped_column(String(8))
    """`lead` or `co`."""

    workshop: Mapped[WorkshopRow] = relationship(back_populates="members")
    account: Mapped[AccountRow] = relationship()


# ── builds and files ────────────────────────────────────────────────────────────────────────────────────────────────


class ArtefactRow(Base):
    """A finished file, by the key that says everything it was made from. Its bytes lie in the store of `artefacts`."""

    __tablename__ = "artefacts"

    key: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    sha256: Mapped[str] = mapped_column(_DIGEST)
    size: Mapped[int]
    pages: Mapped[int]
    made_at: Mapped[datetime]


class JobRow(Base):
    """A build that somebody asked for: of a workshop, or of a kit alone. `order` says which documents, in which
    languages and formats; of the workshop itself it says nothing."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(_ID, primary_key=True, default=new_id)
    workshop_id: Mapped[str | None] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    kit: Mapped[str] = mapped_column(String(120))
    asked_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    order: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str | None] = mapped_column(_DIGEST, unique=True)
    """Of all that was asked, as long as it is not done: who asks for the same meanwhile gets this build."""
    state: Mapped[str] = mapped_column(String(8), index=True)
    """`waiting`, `running`, `done`, `failed` or `stopped`."""
    code: Mapped[str | None] = mapped_column(String(60))
    """Of the problem that failed it."""
    created_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    """Until then the worker that took it counts as alive; later any other may take it over."""
    version: Mapped[int] = mapped_column()

    documents: Mapped[list["JobDocumentRow"]] = relationship(
        cascade="all, delete-orphan", order_by="JobDocumentRow.position"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy asks for a plain dict


class JobDocumentRow(Base):
    """One document of a build, its file once it is there, and the paper that it takes."""

    __tablename__ = "job_documents"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    """The neutral name of its file, below the folder of its language."""
    document: Mapped[str] = mapped_column(String(20))
    """Its kind: `workbook`, `guide` …"""
    subject: Mapped[str] = mapped_column(String(200))
    """The module that it is about; empty for most."""
    language: Mapped[str] = mapped_column(String(35))
    paper: Mapped[str] = mapped_column(String(8))
    ink: Mapped[str] = mapped_column(String(8))
    audience: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(8))
    code: Mapped[str | None] = mapped_column(String(60))
    unit: Mapped[str | None] = mapped_column(String(200))
    """The text that has to be mended, where it was not made."""
    artefact_key: Mapped[str | None] = mapped_column(ForeignKey("artefacts.key"), index=True)
    copies: Mapped[int] = mapped_column(default=0)
    sheets: Mapped[int] = mapped_column(default=0)
    """Of all copies."""
    sides: Mapped[int] = mapped_column(default=0)
    """Of all copies, with something on them."""
    pieces: Mapped[int] = mapped_column(default=0)
    """How many a sheet is cut into; 0 for not at all."""
    in_envelope: Mapped[bool] = mapped_column(default=False)

    artefact: Mapped[ArtefactRow | None] = relationship()


class PackLinkRow(Base):
    """A link to a pack that needs no account: whoever has it may download until it expires or is taken back."""

    __tablename__ = "pack_links"

    id: Mapped[str] = mapped_column(_ID, primary_key=True, default=new_id)
    digest: Mapped[str] = mapped_column(_DIGEST, unique=True)
    """SHA-256 of the secret in the link."""
    workshop_id: Mapped[str | None] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    kit: Mapped[str] = mapped_column(String(120))
    order: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


# ── what happened ───────────────────────────────────────────────────────────────────────────────────────────────────


class AuditRow(Base):
    """One entry of the audit trail (`audit`): who did what to which thing, and whether it was allowed. No names, no
    texts, no addresses. Each entry's `mac` covers the one before it."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(_ID)
    """An account's id; it outlives the account."""
    action: Mapped[str] = mapped_column(String(60))
    thing: Mapped[str] = mapped_column(String(80))
    outcome: Mapped[str] = mapped_column(String(8))
    stepped_up: Mapped[bool]
    mac: Mapped[str] = mapped_column(_DIGEST)
