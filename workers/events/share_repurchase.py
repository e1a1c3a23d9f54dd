"""The issuer buys its own shares, or announces a programme or an offer to do so.

Sources: section II of next day disclosure returns (Listing Rule 10.06(4)), HKEX headlines
50100 and 18100, sentences of announcements, Forms 8-K and 6-K, Schedule TO-I.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from watcher.model import Label, Severity, Suppressed
from workers.deals import buyback_prose, buyback_rows, prose
from workers.deals.buyback import Buyback, derived, fields
from workers.deals.buyback_return import purchase_report
from workers.events import Draft, EventType, Form, Found, HeadlineCode, Phrase, Reading, Thresholds
from workers.grammar.currency import brief
from workers.returns.monthly import read_monthly
from workers.returns.nextday import read_next_day
from workers.severity import by_thresholds
from workers.text.model import Part

TYPE = "share_repurchase"
_ANNOUNCING = frozenset({"8-K", "6-K", "SC TO-I"})


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """Purchases reported in returns, then what sentences tell; each kind once."""
    drafts: list[Draft] = []
    suppressed: list[Suppressed] = []
    returns = set()
    for part in reading.text.parts:
        if read_next_day(reading.text.text, part.start, part.end) is not None:
            returns.add(part.label)
            found = purchase_report(reading.text.text, part.start, part.end)
            drafts += [_draft(reading, found)] if found else []
        elif read_monthly(reading.text.text, part.start, part.end) is not None:
            returns.add(part.label)
        elif found := _listed(reading, part):
            drafts.append(_draft(reading, found))
    if _announces(reading):
        told = [label for label in labels if label.section.document not in returns]
        for item in _prose(reading, told, drafts):
            (drafts if isinstance(item, Draft) else suppressed).append(item)  # type: ignore[arg-type]
    return Found(drafts=tuple(drafts), suppressed=tuple(suppressed))


def _listed(reading: Reading, part: Part) -> Buyback | None:
    """The purchases that a document of Form 6-K prints line by line."""
    if (reading.form or "").removesuffix("/A") != "6-K":
        return None
    blocks = [b for b in reading.text.blocks if part.start <= b.start < part.end]
    return buyback_rows.read(blocks, reading.document_date)


def _announces(reading: Reading) -> bool:
    """Forms that can tell a new buy-back; registrations and periodic reports retell."""
    form = (reading.form or "").removesuffix("/A")
    return not form or form in _ANNOUNCING or form.startswith("8-K")


def _prose(
    reading: Reading, labels: list[Label], drafts: list[Draft]
) -> Iterator[Draft | Suppressed]:
    known = {draft.subtype for draft in drafts}
    is_hk = reading.form is None and not reading.told.accession
    for found in buyback_prose.read(labels, reading.document_date, hong_kong=is_hk):
        if isinstance(found, buyback_prose.Dropped):
            place = reading.text.evidence(*found.span)
            yield prose.dropped(TYPE, found.code, place, found.why)
        elif found.subtype in known:
            place = reading.text.evidence(*found.spans[0])
            yield prose.dropped(TYPE, "DUPLICATE", place, "told above in the same filing")
        else:
            known.add(found.subtype)
            yield _draft(reading, found)


def _draft(reading: Reading, found: Buyback) -> Draft:
    part = reading.text.part_at(found.spans[0][0])
    return Draft(
        type=TYPE,
        subtype=found.subtype,
        status=found.status,
        confidence=found.confidence,
        fields=fields(found),
        derived=derived(found),
        event_date=found.day or reading.document_date,
        exhibit=None if part.label == "main" else part.label,
        evidence=tuple(reading.text.evidence(a, b) for a, b in found.spans),
    )


def identity(draft: Draft) -> str:
    """The kind, the day and the size: the same in the return and in the announcement."""
    size = draft.fields.get("shares") or draft.fields.get("total")
    return f"{draft.subtype}|{draft.event_date}|{size}"


def headline(draft: Draft) -> str:
    """``bought back 4,200,000 shares for HK$7.10m``, ``announces a buy-back programme of up to US$150.00m``."""
    shares, total = draft.fields.get("shares"), draft.fields.get("total")
    number = f"{shares:,} shares" if isinstance(shares, int) else ""
    money = brief(total, draft.fields.get("currency")) if isinstance(total, Decimal) else ""
    if draft.subtype in {"programme", "tender"}:
        word = "programme" if draft.subtype == "programme" else "tender offer"
        most = [part for part in (number, money and f"up to {money}") if part]
        return f"announces a buy-back {word}" + (f" of {', '.join(most)}" if most else "")
    verb = "bought back" if draft.status == "completed" else "agreed to buy back"
    return f"{verb} {number or 'shares'}" + (f" for {money}" if money else "")


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Purchases on the market info, everything else low, above ``medium_pct`` medium."""
    percent = draft.fields.get("pct_of_issued_printed")
    base = Severity.INFO if draft.subtype == "on_market" else Severity.LOW
    value = percent if isinstance(percent, Decimal) and not _of_mandate(draft) else None
    return by_thresholds(value, thresholds, "pct", base=base)


def _of_mandate(draft: Draft) -> bool:
    """A return prints what all purchases since the resolution make up, not one day's."""
    return draft.fields.get("repurchased_under_mandate") is not None


EVENT = EventType(
    name=TYPE,
    subtypes=("on_market", "off_market", "programme", "tender"),
    signals=(
        HeadlineCode(codes=("50100", "18100")),
        Form(names=("SC TO-I", "SC TO-I/A")),
        Phrase(
            pattern=r"\brepurchas|\bre-purchas|buy-?backs?\b|buy back|bought\s+back|self-tender|(?:own|treasury)\s+(?:shares|stock)\b|tender\s+offer\s+(?:to\s+purchase|for\s+up\s+to)|購回|回購|购回|回购"
        ),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
