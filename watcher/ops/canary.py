"""A made-up filing that walks the whole way, so that silence can be told from a fault.

It is recorded like any other, read by a worker from a text of ours, told to those
subscriptions only that name the source ``canary``, and delivered. The time that it takes is
measured like that of any filing, under the source ``canary``; no list of news shows it.
"""

from __future__ import annotations

from datetime import datetime
from string import ascii_uppercase
from typing import TYPE_CHECKING

from watcher.model import Filing, FilingId, SourceName

if TYPE_CHECKING:
    from watcher.ledger import Ledger

SOURCE: SourceName = "canary"
COMPANY = "Canary Test Corporation"

_FIRST = (
    "Ada", "Boris", "Clara", "Derek", "Edith", "Felix", "Greta", "Henry", "Irene", "James",
    "Karin", "Louis", "Maria", "Nigel", "Olive", "Peter", "Ralph", "Sarah", "Thomas", "Ursula",
)  # fmt: skip
_LAST = (
    "Finch", "Wren", "Heron", "Falcon", "Sparrow", "Swallow", "Starling", "Thrush", "Plover",
    "Partridge", "Crane", "Swift", "Nightingale", "Bunting", "Warbler", "Goldfinch",
)  # fmt: skip


def is_canary(filing_id: str) -> bool:
    """Whether an id is that of a canary."""
    return filing_id.startswith(f"{SOURCE}:")


def plant(ledger: Ledger, now: datetime) -> FilingId:
    """Record the canary of this second, due at once."""
    filing = canary(now)
    ledger.record([filing], now=now)
    return filing.id


def canary(now: datetime) -> Filing:
    """The canary of a second (UTC)."""
    name = f"{SOURCE}:{now:%Y%m%dT%H%M%SZ}"
    return Filing(
        id=FilingId(name), source=SOURCE, form="8-K", title=f"8-K - {COMPANY} (canary)",
        published_at=now, seen_at=now, url=name, document_url=name, found_by=SOURCE,
    )  # fmt: skip


def document(filing: Filing) -> bytes:
    """The text of a canary: a director who exists nowhere resigns, another one each minute of
    a day, for the same one again would be no news.
    """
    at = filing.seen_at
    rest, first = divmod(at.hour * 60 + at.minute, len(_FIRST))
    middle, last = divmod(rest, len(_LAST))
    name = f"{_FIRST[first]} {ascii_uppercase[middle]}. {_LAST[last]}"
    day = f"{at:%B} {at.day}, {at.year}"
    return (
        "<html><body><p>FORM 8-K</p>"
        f"<p>{COMPANY}</p>"
        "<p>Item 5.02 Departure of Directors or Certain Officers; Election of Directors; "
        "Appointment of Certain Officers.</p>"
        f"<p>On {day}, {name} resigned as a director of {COMPANY}, effective immediately.</p>"
        "<p>SIGNATURE</p></body></html>"
    ).encode()
