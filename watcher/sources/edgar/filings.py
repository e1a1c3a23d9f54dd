"""EDGAR entries -> filings: one per accession number, whatever the order of its roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from watcher import settings
from watcher.model import FeedEntry, Filing, Party, sec_filing_id

_RANK = ("issuer", "subject", "filer", "depositor", "securitizer")
"""Roles that may stand for the company a filing is about, the best first."""


def to_filings(
    entries: Iterable[FeedEntry], config: settings.Source, *, seen_at: datetime, found_by: str
) -> tuple[Filing, ...]:
    """Filings of the configured forms, oldest first.

    The form filter is exact: the venue's own ``type=`` is a prefix match, and ``424B2``
    must not pass as ``4``. Parties, items and the folder do not depend on entry order.
    """
    by_accession: dict[str, list[FeedEntry]] = defaultdict(list)
    for entry in entries:
        if entry.form in config.forms:
            by_accession[entry.native_id].append(entry)
    filings = [_filing(group, config, seen_at, found_by) for group in by_accession.values()]
    return tuple(sorted(filings, key=lambda f: (f.published_at or f.seen_at, f.id)))


def _filing(
    group: list[FeedEntry], config: settings.Source, seen_at: datetime, found_by: str
) -> Filing:
    accession, form = group[0].native_id, group[0].form or ""
    parties = tuple(sorted({p for entry in group for p in entry.parties}, key=_party_order))
    name = parties[0].name if parties else accession
    folder = folder_of(config.base_url, parties[0].cik if parties else None, accession)
    return Filing(
        id=sec_filing_id(accession),
        source="edgar",
        form=form,
        title=f"{form} - {name}",
        published_at=min(entry.published_at for entry in group),
        seen_at=seen_at,
        url=f"{folder}/{accession}-index.htm",
        document_url=f"{folder}/{accession}.txt",
        parties=parties,
        items=tuple(sorted({item for entry in group for item in entry.items})),
        amends=form.endswith("/A"),
        found_by=found_by,
    )


def folder_of(base_url: str, cik: str | None, accession: str) -> str:
    """The folder of a filing in the archive. Any party's CIK leads there; without one the
    submitter's, the first ten digits of the accession number, is the best guess.
    """
    number = int(cik or accession[:10])
    return f"{base_url.rstrip('/')}/Archives/edgar/data/{number}/{accession.replace('-', '')}"


def _party_order(party: Party) -> tuple[int, str, str, str]:
    rank = _RANK.index(party.role) if party.role in _RANK else len(_RANK)
    return rank, party.role, party.name, party.cik or ""
