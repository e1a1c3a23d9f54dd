"""The venues that may be asked, and which of them a URL belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2

    from watcher.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Whom we ask: the hosts of one source share one budget (``rate`` requests/s).

    ``bases`` win over ``hosts``: a replay venue speaks for several sources on one host.
    """

    name: str
    rate: float
    hosts: frozenset[str] = frozenset()
    bases: tuple[str, ...] = ()
    blank_is_block: bool = False


def venues_of(settings: Settings) -> tuple[Venue, ...]:
    """The venues of all configured sources, enabled or not (a backfill may ask any)."""
    return tuple(
        Venue(
            name=name,
            rate=source.requests_per_second,
            hosts=frozenset(source.hosts),
            bases=tuple(url.rstrip("/") + "/" for url in (source.base_url, source.data_url) if url),
            blank_is_block=source.blank_is_block,
        )
        for name, source in settings.sources.items()
    )


def venue_of(url: httpx2.URL, venues: Sequence[Venue]) -> Venue | None:
    """Whose URL it is; None where it belongs to none of them."""
    for venue in venues:
        if str(url).startswith(venue.bases):
            return venue
    return next((venue for venue in venues if url.host in venue.hosts), None)
