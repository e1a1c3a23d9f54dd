"""Story families: which types of event can be stages of one another.

A case is issuer, family and subject; the subject is what the first event of the story
is identified by, so that it is the same at every venue and in every language.
"""

from __future__ import annotations

from collections.abc import Mapping

from watcher.model import Event

FAMILY: Mapping[str, str] = {
    "share_issuance": "issuance",
    "insider_sale": "dealing",
    "insider_purchase": "dealing",
    "board_change": "people",
    "officer_change": "people",
    "committee_change": "people",
    "profit_warning": "results",
    "profit_alert": "results",
    "late_filing": "results",
    "m_and_a": "deal",
    "connected_transaction": "deal",
}
"""Families of several types; every other type is a family of its own."""


def family(event_type: str) -> str:
    """The family of a type."""
    return FAMILY.get(event_type, event_type)


def own_case(event: Event) -> str:
    """The case that an event begins: ``north-harbour|issuance|placing|2026-03-24|deal``."""
    issuer, _, rest = event.dedup_key.partition("|")
    kind, _, subject = rest.partition("|")
    return f"{issuer}|{family(kind)}|{subject}" if subject else event.dedup_key
