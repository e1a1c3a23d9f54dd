"""Assets, companies or control change hands, or an agreement about it is made or ended.

Sources: Schedules TO-T, 14D-9 and 13E-3, Form 8-K items 1.01, 2.01, 5.01 (and 8.01 by its text), HKEX headlines 16200-16900,
17100-17600, titles of notifiable transactions and offers. What is retold raises nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from watcher.model import Label, Severity
from workers.deals import closings, deal_forms, deal_hk, deal_us, prose
from workers.deals.deal import Deal, fields
from workers.events import (
    Draft,
    EventType,
    Form,
    Found,
    Heading,
    HeadlineCode,
    Item,
    Phrase,
    Reading,
    Thresholds,
)
from workers.grammar.currency import brief, sign
from workers.issuance import us

TYPE = "m_and_a"
_GRAVE = frozenset({"major", "very_substantial", "reverse_takeover"})


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """Deals that a form proves, that HKEX titles announce, or that an 8-K tells in sentences."""
    if reading.form in deal_forms.FORMS:
        return _proven(reading)
    drafts = [_draft(reading, deal) for deal in deal_hk.read(reading)][:3]
    form = (reading.form or "").removesuffix("/A")
    if drafts or not form.startswith(("8-K", "6-K")):
        return Found(drafts=tuple(drafts))
    around = (reading.document_date, reading.issuer_name)
    sections = list(_told_in_prose(reading, labels))
    told = list(deal_us.read(sections, *around))
    told += closings.read(sections, *around)
    drafts = [_draft(reading, deal) for deal in _once(d for d in told if isinstance(d, Deal))]
    dropped = tuple(
        prose.dropped(TYPE, d.code, reading.text.evidence(*d.span), d.why)
        for d in told
        if isinstance(d, deal_us.Dropped)
    )
    return Found(drafts=tuple(drafts), suppressed=dropped)


def _proven(reading: Reading) -> Found:
    """The offer or merger of a schedule, or why the form tells none."""
    told = list(deal_forms.read(reading))
    return Found(
        drafts=tuple(_draft(reading, deal) for deal in told if isinstance(deal, Deal)),
        suppressed=tuple(
            prose.dropped(TYPE, d.code, reading.text.evidence(*d.span), d.why)
            for d in told
            if isinstance(d, deal_forms.Refused)
        ),
    )


def _told_in_prose(reading: Reading, labels: tuple[Label, ...]) -> Iterator[Label]:
    """The sections of parts that tell news in sentences; of a 6-K not its reports of results."""
    is_8k = (reading.form or "").startswith("8-K")
    for label in labels:
        part = reading.text.part_at(label.section.start)
        if is_8k or (us.applies(reading, part) and not us.is_periodic(reading, part)):
            yield label


def _once(deals: Iterator[Deal]) -> Iterator[Deal]:
    """The first sentence of a stage tells the deal; later ones repeat it."""
    known: set[str] = set()
    for deal in deals:
        if deal.status not in known:
            known.add(deal.status)
            yield deal


def _draft(reading: Reading, deal: Deal) -> Draft:
    part = reading.text.part_at(deal.spans[0][0])
    return Draft(
        type=TYPE,
        subtype=deal.subtype,
        status=deal.status,
        confidence=deal.confidence,
        fields=fields(deal),
        event_date=deal.agreed or deal.completed or reading.document_date,
        exhibit=None if part.label == "main" else part.label,
        title_item=deal.title_item,
        also_types=("connected_transaction",) if deal.connected else (),
        evidence=tuple(reading.text.evidence(a, b) for a, b in deal.spans),
    )


def identity(draft: Draft) -> str:
    """The kind, the target (or the sum) and the day."""
    subject = draft.fields.get("target") or draft.fields.get("consideration") or "unnamed"
    return f"{draft.subtype}|{str(subject).lower()}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``acquisition: Northern Quay Limited for HK$35.80m, announced``; of the registrant's own
    sale ``merger: the company itself as target, US$14.25 a share, in all US$1.17bn, announced``.
    """
    get, currency = draft.fields.get, draft.fields.get("currency")
    what = "agreed deal" if draft.subtype == "terminated" else str(draft.subtype)
    share, total = get("price_per_share"), get("consideration")
    told = [f"{sign(currency)}{share} a share"] if isinstance(share, Decimal) else []
    told += [brief(total, currency)] if isinstance(total, Decimal) else []
    money = ", in all ".join(told)
    if get("issuer_is_target"):
        return ", ".join(
            filter(None, (f"{what}: the company itself as target", money, draft.status))
        )
    target = f": {get('target')}" if get("target") else ""
    return f"{what}{target}{f' for {money}' if money else ''}, {draft.status}"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Medium; high for major and very substantial ones; critical for offers and control."""
    del thresholds
    if draft.subtype in {"offer", "control"} or draft.fields.get("issuer_is_target"):
        return Severity.CRITICAL
    return Severity.HIGH if draft.fields.get("size_class") in _GRAVE else Severity.MEDIUM


EVENT = EventType(
    name=TYPE,
    subtypes=("acquisition", "disposal", "merger", "offer", "terminated"),
    signals=(
        Form(names=deal_forms.FORMS),
        Item(numbers=("1.01", "1.02", "2.01", "3.03", "5.01")),
        HeadlineCode(
            codes=("16200", "16300", "16400", "16500", "16800", "16900", "17100", "17150")
        ),
        Heading(pattern=f"{deal_hk.TITLE}|{deal_hk.CONNECTED}"),
        Phrase(
            pattern=r"\bmerge[rd]?\b|acquisition|\bacquired?\b|divest|disposition|\b(?:completed|closed) (?:on )?(?:the|its) (?:sale|purchase)\b|\bto sell (?:its|all|substantially)\b|closing conditions|scheduled to close|expected to close"
        ),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
