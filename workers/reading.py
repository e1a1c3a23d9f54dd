"""A recorded filing and its bodies -> texts -> findings and the issuer they are about. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from watcher.issuers import Issuers
from watcher.model import Event, Evidence, Filing, Findings, Issuer
from workers.canonical import ReadPdf
from workers.events import EventType, Thresholds, Told
from workers.read import findings_of, reading_of, text_of
from workers.text import pdf
from workers.text.model import FilingText


def told_of(filing: Filing) -> Told:
    """What the venue said of a filing."""
    first = next((p.cik for p in filing.parties if p.role in {"issuer", "subject", "filer"}), None)
    return Told(
        source=filing.source,
        form=filing.form,
        accession=filing.id.removeprefix("sec:") if filing.source == "edgar" else None,
        title=filing.title,
        items=filing.items,
        headline_codes=filing.headline_codes,
        stock_codes=filing.stock_codes,
        cik=first,
        parties=filing.parties,
        published_at=filing.published_at,
        language=filing.language,
    )


def texts_of(
    filing: Filing, bodies: Sequence[tuple[str | None, bytes]], *, read_pdf: ReadPdf = pdf.read
) -> tuple[FilingText, ...]:
    """The canonical text of every (file name, body) of a filing. Raises BadInput."""
    told = told_of(filing)
    return tuple(text_of(body, told, filename, read_pdf=read_pdf) for filename, body in bodies)


def read_filing(
    filing: Filing,
    texts: Sequence[FilingText],
    issuers: Issuers,
    types: Sequence[EventType],
    thresholds: Mapping[str, Thresholds],
) -> tuple[Findings, Issuer | None]:
    """Read the canonical texts of a filing. Raises BadInput.

    Evidence of the second and later files is labelled with the file's number, because
    its offsets are into that file's own text.
    """
    told, merged, issuer = told_of(filing), Findings(), None
    for number, text in enumerate(texts, 1):
        reading = reading_of(text, told, issuers)
        found = findings_of(reading, types=types, thresholds=thresholds)
        issuer = issuer or reading.issuer
        merged = found if number == 1 else _joined(merged, found, number)
    return merged, issuer


def _joined(first: Findings, more: Findings, number: int) -> Findings:
    known = {e.dedup_key for e in first.events}
    return Findings(
        events=first.events
        + tuple(_moved(e, number) for e in more.events if e.dedup_key not in known),
        suppressed=first.suppressed
        + tuple(replace(s, evidence=_labelled(s.evidence, number)) for s in more.suppressed),
        flags=first.flags
        + tuple(replace(f, evidence=_labelled(f.evidence, number)) for f in more.flags),
        needs_review=first.needs_review or more.needs_review,
        facts=first.facts,
    )


def _moved(event: Event, number: int) -> Event:
    labelled = tuple(replace(e, document=f"file {number}: {e.document}") for e in event.evidence)
    return replace(event, evidence=labelled)


def _labelled(evidence: Evidence | None, number: int) -> Evidence | None:
    if evidence is None:
        return None
    return replace(evidence, document=f"file {number}: {evidence.document}")
