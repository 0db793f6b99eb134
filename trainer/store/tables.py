"""The tables. Nothing here knows the values they become; `rows` does.

The big JSON columns stand last in `sessions`, so that SQLite reads a list of sessions without
walking through them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC and given back in UTC. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        dict[str, Any]: JSON(none_as_null=True),
        datetime: UtcDateTime(),
        float: Double(),
        str: Text(),
    }


class SessionRow(Base):
    """A session. `turn_count` guards the order of turns; the scores are those that count now."""

    __tablename__ = "sessions"
    __table_args__ = (
        Index(None, "started_at", "id"),
        Index(None, "rep", "started_at", "id"),
        Index(None, "scenario_id", "started_at", "id"),
        Index(None, "family"),
    )

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    family: Mapped[str] = mapped_column(String(80))  # id of the session all its forks go back to
    parent: Mapped[str | None] = mapped_column(
        String(80), ForeignKey("sessions.id", ondelete="SET NULL")
    )
    fork_turn: Mapped[int | None]
    scenario_id: Mapped[str]  # empty for an imported call
    title: Mapped[str]
    rep: Mapped[str]
    seed: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    finished: Mapped[bool]
    outcome_kind: Mapped[str]
    outcome_commitment: Mapped[str | None]
    outcome_time: Mapped[str]
    turn_count: Mapped[int]
    overall: Mapped[float | None]
    value_score: Mapped[float | None]
    control_score: Mapped[float | None]
    commitment_score: Mapped[float | None]
    salvage_score: Mapped[float | None]
    fit_score: Mapped[float | None]
    plan: Mapped[dict[str, Any] | None]
    carried: Mapped[dict[str, Any] | None]
    report: Mapped[dict[str, Any] | None]
    scenario: Mapped[dict[str, Any] | None]
    imported: Mapped[dict[str, Any] | None]

    turns: Mapped[list[TurnRow]] = relationship(
        order_by="TurnRow.number", passive_deletes=True, cascade="all, delete-orphan"
    )
    hints: Mapped[list[HintRow]] = relationship(
        order_by="HintRow.id", passive_deletes=True, cascade="all, delete-orphan"
    )
    comments: Mapped[list[CommentRow]] = relationship(
        order_by="CommentRow.id", passive_deletes=True, cascade="all, delete-orphan"
    )
    overrides: Mapped[list[OverrideRow]] = relationship(
        order_by="OverrideRow.id", passive_deletes=True, cascade="all, delete-orphan"
    )


def _owner() -> Mapped[str]:
    return mapped_column(String(80), ForeignKey("sessions.id", ondelete="CASCADE"))


class TurnRow(Base):
    """One turn; its number within the session can be taken only once."""

    __tablename__ = "turns"

    session_id: Mapped[str] = mapped_column(
        String(80), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    speaker: Mapped[str] = mapped_column(String(10))
    text: Mapped[str]
    reason: Mapped[str]
    heard: Mapped[dict[str, Any]]
    state: Mapped[dict[str, Any]]


class HintRow(Base):
    """A hint that was asked for."""

    __tablename__ = "hints"
    __table_args__ = (Index(None, "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _owner()
    turn: Mapped[int]
    text: Mapped[str]


class CommentRow(Base):
    """A trainer's remark."""

    __tablename__ = "comments"
    __table_args__ = (Index(None, "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _owner()
    turn: Mapped[int]
    text: Mapped[str]
    author: Mapped[str]
    at: Mapped[datetime]


class OverrideRow(Base):
    """A trainer's verdict. Earlier ones on the same criterion stay; the latest counts."""

    __tablename__ = "overrides"
    __table_args__ = (Index(None, "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _owner()
    criterion: Mapped[str] = mapped_column(String(80))
    result: Mapped[dict[str, Any]]
    author: Mapped[str]
    at: Mapped[datetime]


class UsageRow(Base):
    """What a language model used for one purpose in one session; without prices no cost."""

    __tablename__ = "usage"

    session_id: Mapped[str] = mapped_column(
        String(80), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True
    )
    purpose: Mapped[str] = mapped_column(String(20), primary_key=True)
    prompt: Mapped[int] = mapped_column(BigInteger)
    cached: Mapped[int] = mapped_column(BigInteger)
    completion: Mapped[int] = mapped_column(BigInteger)
    calls: Mapped[int]
    unreported: Mapped[int]
    seconds: Mapped[float]
    cost: Mapped[float | None]


class DisagreementRow(Base):
    """Where a language model and the offline parts differed; what each said, between spaces."""

    __tablename__ = "disagreements"

    session_id: Mapped[str] = mapped_column(
        String(80), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True
    )
    about: Mapped[str] = mapped_column(String(80), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    model: Mapped[str]
    offline: Mapped[str]
