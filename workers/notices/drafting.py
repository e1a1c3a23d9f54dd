"""The draft of a notice: what its sentences prove, where it stands, when it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from watcher.model import Value
from workers.events import Draft, Reading
from workers.governance.passages import Passage
from workers.grammar.dates import DateOrder
from workers.notices import when
from workers.notices.statements import Statement, exhibit, proof

SURE, BY_TITLE = Decimal("0.97"), Decimal("0.85")
"""Confidence of a notice that a sentence proves, and of one that only its title names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A passage that gives a notice and the sentences that prove it, the telling one first."""

    reading: Reading
    passage: Passage
    said: Sequence[Statement] = ()

    @property
    def text(self) -> str:
        """The telling sentence, or nothing."""
        return self.said[0].text if self.said else ""

    @property
    def order(self) -> DateOrder:
        """How slash dates are written: SEC forms put the month first."""
        return "mdy" if self.reading.form else "dmy"

    @property
    def event_date(self) -> date | None:
        """The day that an SEC item's sentence names first; else the document's."""
        named = when.opening_date(self.text, order=self.order) if self.passage.item else None
        return named or self.reading.document_date

    @property
    def standing(self) -> str:
        """``announced``; ``corrected`` where the form amends an earlier one (``8-K/A``)."""
        return "corrected" if (self.reading.form or "").endswith("/A") else "announced"

    def draft(
        self,
        event_type: str,
        *,
        subtype: str | None,
        fields: Mapping[str, Value],
        status: str | None = None,
        effective: date | None = None,
    ) -> Draft:
        """The event. Without a ``status`` the effective date decides: announced or effective."""
        return Draft(
            type=event_type,
            subtype=subtype,
            status=status or when.status_at(effective, self.reading.document_date),
            confidence=SURE if self.said else BY_TITLE,
            fields=fields,
            evidence=proof(self.reading, self.passage, self.said[:2]),
            event_date=self.event_date,
            effective_date=effective,
            exhibit=exhibit(self.passage),
            title_item=self.passage.title_item,
        )
