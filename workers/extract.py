"""Labels to events: runs the extractors, checks every quote, identifies and grades."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial

from watcher.model import Event, EventId, Evidence, Findings, Issuer, Label, QualityFlag, Suppressed
from workers.cues import generic_cues
from workers.events import Draft, EventType, Reading, Thresholds
from workers.recognised import proved
from workers.slots import placed
from workers.text.model import RECOGNISED, FilingText
from workers.text.sections import TitleItem, title_items

UNTITLED_PENALTY = Decimal("0.3")
"""What a core event loses when the HK title does not announce it (domain 3.2, point 3)."""

FIRST_LINE = 1_000
"""Characters within which a document without anything known has the line that is quoted."""

_TITLED = frozenset({"board_change", "share_issuance"})


def extract(
    reading: Reading,
    labels: Sequence[Label],
    types: Sequence[EventType],
    thresholds: Mapping[str, Thresholds],
) -> Findings:
    """Events with verified evidence; everything seen and dropped has its reason."""
    origin = cache(partial(_origin, reading))
    labelled: dict[str, list[Label]] = {}
    for label in labels:
        labelled.setdefault(label.event_type, []).append(label)
    events: list[Event] = []
    dropped: list[Suppressed] = []
    flags: list[QualityFlag] = list(reading.text.flags)
    recognised = any(flag.code == RECOGNISED for flag in flags)
    for event_type in types:
        if own := tuple(labelled.get(event_type.name, ())):
            found = event_type.extract(reading, own)
            limits = thresholds.get(event_type.name, {})
            told, doubts = proved(found.drafts) if recognised else (found.drafts, ())
            drafts = [(draft, _verified(reading.text, draft)) for draft in told]
            events += [
                _event(reading, event_type, good, limits, origin()) for _, good in drafts if good
            ]
            dropped += [_unproven(draft) for draft, good in drafts if good is None]
            dropped += [s for s in found.suppressed if _stands(reading.text, s.evidence)]
            flags += (*found.flags, *doubts)
    kept = _unique_events(events)
    prose = not reading.text.leaves  # a structured form has cells, and its readers quote them
    if prose:
        dropped += [cue for cue in generic_cues(reading) if not _told_already(cue, dropped)]
    dropped += list(_unanswered(reading.text, kept, dropped))
    return Findings(
        events=tuple(placed(event, reading.text) for event in kept) if prose else tuple(kept),
        suppressed=tuple(_unique_suppressed(dropped))
        if kept or dropped
        else (_nothing_known(reading.text),),
        flags=tuple(dict.fromkeys(flags)),
        needs_review=reading.text.needs_review,
    )


def _origin(reading: Reading) -> str:
    """What tells this filing's events from those of others."""
    return reading.told.accession or hashlib.sha256(reading.text.text.encode()).hexdigest()


def issuer_key(issuer: Issuer | None, reading: Reading) -> str:
    """The venue-independent first part of a dedup key."""
    if issuer is not None:
        return issuer.key
    header = reading.text.header
    cik = (
        reading.told.cik
        or header.get("issuer_cik")
        or header.get("subject_company_cik")
        or header.get("filer_cik")
    )
    if cik:
        return f"cik:{cik.zfill(10)}"
    if reading.told.stock_codes:
        return f"hkex:{reading.told.stock_codes[0].zfill(5)}"
    return f"name:{(reading.issuer_name or 'unknown').lower()}"


def _event(
    reading: Reading, event_type: EventType, draft: Draft, limits: Thresholds, origin: str
) -> Event:
    identity = event_type.identity(draft)
    key = f"{issuer_key(reading.issuer, reading)}|{draft.type}|{identity}"
    digest = hashlib.sha256(
        f"{origin}|{draft.type}|{draft.subtype}|{identity}".encode()
    ).hexdigest()
    return Event(
        id=EventId(f"evt_{digest[:24]}"),
        type=draft.type,
        subtype=draft.subtype,
        status=draft.status,
        severity=draft.severity or event_type.grade(draft, limits),
        confidence=_confidence(reading.text, draft),
        dedup_key=key,
        fields=draft.fields,
        evidence=draft.evidence,
        headline=event_type.headline(draft),
        derived=draft.derived,
        document_date=reading.document_date,
        event_date=draft.event_date,
        effective_date=draft.effective_date,
        exhibit=draft.exhibit,
        title_item=draft.title_item,
        also_types=draft.also_types,
    )


def _confidence(text: FilingText, draft: Draft) -> Decimal:
    if draft.type not in _TITLED or draft.title_item is not None or not draft.evidence:
        return draft.confidence
    titled = bool(title_items(text, text.part_at(draft.evidence[0].start)))
    return max(draft.confidence - UNTITLED_PENALTY, Decimal("0.05")) if titled else draft.confidence


def _stands(text: FilingText, evidence: Evidence | None) -> bool:
    """Whether a quote is found where it claims to stand."""
    return evidence is None or (
        bool(evidence.quote) and text.text[evidence.start : evidence.end] == evidence.quote
    )


def _verified(text: FilingText, draft: Draft) -> Draft | None:
    """The draft with the evidence that stands, or None where none does."""
    standing = tuple(dict.fromkeys(e for e in draft.evidence if _stands(text, e)))
    return replace(draft, evidence=standing) if standing else None


def _unproven(draft: Draft) -> Suppressed:
    return Suppressed(
        would_be_type=draft.type,
        reason_code="INSUFFICIENT_EVIDENCE",
        evidence=None,
        why="no quoted words of this event were found again in the document",
    )


def _unique_events(events: Iterable[Event]) -> list[Event]:
    """One event per id; the first one stands, evidence of the others is added."""
    kept: dict[EventId, Event] = {}
    for event in events:
        first = kept.setdefault(event.id, event)
        if first is not event:
            merged = tuple(dict.fromkeys((*first.evidence, *event.evidence)))
            kept[event.id] = replace(first, evidence=merged)
    return list(kept.values())


def _unique_suppressed(entries: Iterable[Suppressed]) -> Iterator[Suppressed]:
    """One entry per type, reason and place."""
    seen: set[tuple[str, str, int, int]] = set()
    for entry in entries:
        span = (entry.evidence.start, entry.evidence.end) if entry.evidence else (-1, -1)
        key = (entry.would_be_type.split("/")[0], entry.reason_code, *span)
        if key not in seen:
            seen.add(key)
            yield entry


def _told_already(cue: Suppressed, dropped: Sequence[Suppressed]) -> bool:
    """Whether an event module dropped the same words for the same reason."""
    return any(
        cue.evidence
        and entry.evidence
        and (entry.would_be_type.split("/")[0], entry.reason_code)
        == (cue.would_be_type, cue.reason_code)
        and entry.evidence.start < cue.evidence.end
        and cue.evidence.start < entry.evidence.end
        for entry in dropped
    )


def _unanswered(
    text: FilingText, events: Sequence[Event], dropped: Sequence[Suppressed]
) -> Iterator[Suppressed]:
    """Title items that neither an event nor a suppressed entry answers."""
    answered = {event.title_item for event in events}
    spans = [e for event in events for e in event.evidence] + [
        s.evidence for s in dropped if s.evidence
    ]
    for part in text.parts:
        for item in title_items(text, part):
            if item.text not in answered and not any(_touches(item, e) for e in spans):
                yield Suppressed(
                    would_be_type="other",
                    reason_code="INSUFFICIENT_EVIDENCE",
                    evidence=text.evidence(item.start, item.end),
                    why="the title announces this, and no event type that we read answers it",
                )


def _touches(item: TitleItem, evidence: Evidence) -> bool:
    return evidence.start < item.end and item.start < evidence.end


def _nothing_known(text: FilingText) -> Suppressed:
    first = next((line for line in text.text[:FIRST_LINE].split("\n") if line), None)
    scanned = any(flag.code == "PAGE_SCANNED" for flag in text.flags)
    return Suppressed(
        would_be_type="other",
        reason_code="INSUFFICIENT_EVIDENCE",
        evidence=text.find(first) if first else None,
        why="pages are pictures: what they say is not known"
        if scanned
        else "a readable document without anything that we track",
    )
