"""What a silence may be, the same for the command line and the API. Pure.

A silence that could never fit anything is refused: a typo would otherwise mute nothing, and
nobody would hear of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta

from watcher.errors import ConfigError
from watcher.model import Silence
from watcher.subscriptions import ALSO_TYPES, strange_types
from watcher.terms import NOBODY, issuer_term, person_term

LONGEST = timedelta(days=3660)
"""How far away the end of a silence may be: ten years and a bit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """Whom and what a silence mutes: what fits every part that is given."""

    person: str | None = None
    issuer: str | None = None
    type: str | None = None
    subscription: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names that the configuration has: event types (also ``type.subtype``), subscriptions,
    and the comparable forms of the watched issuers (``watcher.terms``).
    """

    types: Collection[str]
    subscriptions: Collection[str]
    issuers: Collection[str]


def silence_of(muted: Muted, *, until: datetime, now: datetime, reason: str) -> Silence:
    """The silence, under an id of its parts: the same one said twice moves its end.

    ``until`` is aware. Raises ConfigError for an end that is past or too far away.
    """
    if not now < until <= now + LONGEST:
        raise ConfigError(f"until {until.isoformat()} is in the past, or more than ten years away")
    parts = "\n".join(part or "" for part in astuple(muted))
    return Silence(
        id=f"sil_{hashlib.sha256(parts.encode()).hexdigest()[:12]}",
        until=until.astimezone(UTC), created_at=now, reason=reason, person=muted.person,
        issuer=muted.issuer, type=muted.type, subscription=muted.subscription,
    )  # fmt: skip


def _is_issuer(text: str, known: Collection[str]) -> bool:
    """Whether a filing can be of it: every number may be one, a word only of whom we watch."""
    term = issuer_term(text)
    return not term.startswith("name:") or term in known


def check(muted: Muted, known: Known) -> None:
    """ConfigError for a silence of nothing, and for a part that could never fit anything."""
    if muted.person is None and muted.issuer is None and muted.type is None:
        raise ConfigError("say what to mute: a person, an issuer or a type")
    if muted.person is not None and person_term(muted.person) == NOBODY:
        raise ConfigError(f"{muted.person!r} holds no name")
    if muted.issuer is not None and not muted.issuer.strip():
        raise ConfigError("the issuer is empty")
    if muted.issuer is not None and not _is_issuer(muted.issuer, known.issuers):
        raise ConfigError(
            f"no issuer has the key or ticker {muted.issuer!r}; `watcher issuers ls` lists them,"
            " and another company goes by its HKEX code or CIK"
        )
    if muted.type is not None:
        for why in strange_types([muted.type], {*known.types, *ALSO_TYPES}):
            raise ConfigError(why)
    if muted.subscription is not None and muted.subscription not in known.subscriptions:
        listed = ", ".join(sorted(known.subscriptions)) or "none"
        raise ConfigError(
            f"no subscription {muted.subscription!r} in subscriptions.toml; there are: {listed}"
        )
