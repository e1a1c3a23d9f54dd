"""share_issuance: new shares (or treasury shares resold) for cash, assets or conversion.

Read from Hong Kong announcements and next day disclosure returns, from 8-K items and from
the exhibits of a 6-K. One event for each leg; what is retold, planned or none is suppressed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from watcher.model import Label, QualityFlag, Severity, Suppressed, Value
from workers.events import (
    Draft,
    EventType,
    Form,
    Found,
    HeadlineCode,
    Item,
    Phrase,
    Reading,
    Thresholds,
)
from workers.grammar.currency import brief, sign
from workers.issuance import facts, hk, prospectus, recap, returned, us
from workers.issuance.folded import fold
from workers.issuance.model import Dropped, Leg
from workers.issuance.scene import scene
from workers.returns.monthly import read_monthly
from workers.returns.nextday import read_next_day
from workers.text.model import FilingText, Part
from workers.text.sections import title_items

_DEFAULTS = {
    "medium_pct": Decimal(1),
    "high_pct": Decimal(5),
    "critical_pct": Decimal(20),
    "high_discount_pct": Decimal(15),
    "critical_discount_pct": Decimal(20),
}

_AMENDS = re.compile(r"(?i)supplement|amend|revis|補充|修訂")
"""A title item that announces changed terms."""

_AGREED = {
    "placing": "placing",
    "top_up_placing": "placing",
    "subscription": "subscription",
}
"""Hong Kong's issues under an agreement with an agent or taker; a top-up may close as a placing."""


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """The legs of every document of the filing, and the cues that are no issue."""
    drafts: list[Draft] = []
    dropped: list[Suppressed] = []
    flags: list[QualityFlag] = []
    for part in reading.text.parts:
        legs, cues = _read(reading, part, labels)
        if drafts and us.applies(reading, part):
            cues, legs = [*cues, *(_again(leg) for leg in legs)], []
        drafts += [_draft(reading, part, leg) for leg in legs]
        dropped += [_suppressed(reading.text, cue) for cue in cues]
        flags += [f for leg in legs for f in _flags(reading.text, leg)]
        ret = read_next_day(reading.text.text, part.start, part.end)
        flags += returned.flags(reading.text, ret) if ret else ()
    return Found(drafts=_apart(drafts), suppressed=tuple(dropped), flags=tuple(flags))


def _read(
    reading: Reading, part: Part, labels: tuple[Label, ...]
) -> tuple[list[Leg], list[Dropped]]:
    """The reader for what the document is: return, 8-K, or announcement."""
    text = reading.text
    if read_monthly(text.text, part.start, part.end) is not None:
        return [], []
    ret = read_next_day(text.text, part.start, part.end)
    if ret is not None:
        return returned.legs(ret), returned.cues(ret)
    if prospectus.applies(reading.form, text, part):
        return prospectus.read(text, part, reading.form, reading.document_date)
    if recap.closed_form(reading.form):
        return recap.registration(text, part)
    if us.applies(reading, part):
        return us.read(reading, part, labels)
    folded = fold(text.text, part.start, part.end)
    items = " ".join(i.text for i in title_items(text, part))
    legs, cues = hk.legs(scene(folded, reading.told.title, items, reading.document_date))
    return legs, [
        *cues,
        *recap.cues(folded, legs, reading.document_date),
    ] if legs or not cues else cues


def _again(leg: Leg) -> Dropped:
    """The press release of an issue that the report itself tells."""
    return Dropped(code="DUPLICATE", span=leg.spans[0], why="The report itself tells this issue.")


def _draft(reading: Reading, part: Part, leg: Leg) -> Draft:
    when = leg.completion_date or leg.exercise_date or leg.agreement_date or leg.pricing_date
    ratio = reading.issuer.ads_ratio(when or reading.document_date) if reading.issuer else None
    return Draft(
        type="share_issuance",
        subtype=leg.subtype,
        status=leg.status,
        confidence=leg.confidence,
        fields=facts.fields(leg, ratio),
        derived=facts.derived(leg, ratio),
        event_date=when,
        exhibit=None if part.label == "main" else part.label,
        title_item=_title_item(reading.text, part, leg),
        also_types=("connected_transaction",) if leg.connected else (),
        evidence=tuple(reading.text.evidence(a, b) for a, b in leg.spans),
    )


def _apart(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts, with those of one deal and stage that state different numbers as its parts."""
    numbers: dict[tuple[str, str], set[Value]] = defaultdict(set)
    for draft in drafts:
        numbers[_identity(draft), draft.status].add(draft.fields["units"])
    return tuple(
        replace(d, fields={**d.fields, "part": d.fields["part"] or "one of several"})
        if len(numbers[_identity(d), d.status]) > 1
        else d
        for d in drafts
    )


def _title_item(text: FilingText, part: Part, leg: Leg) -> str | None:
    """The title item that the leg answers: the one that names its kind."""
    items = title_items(text, part)
    revised = leg.revised_units is not None or leg.revised_price is not None
    return next(
        (
            i.text
            for i in items
            if hk.names(leg.subtype, i.text) or (revised and _AMENDS.search(i.text))
        ),
        None,
    )


def _suppressed(text: FilingText, cue: Dropped) -> Suppressed:
    return Suppressed(
        would_be_type=cue.would_be_type,
        reason_code=cue.code,
        evidence=text.evidence(*cue.span),
        why=cue.why,
    )


def _flags(text: FilingText, leg: Leg) -> Iterator[QualityFlag]:
    for detail in facts.mismatches(leg):
        evidence = text.evidence(*leg.spans[0]) if leg.spans else None
        yield QualityFlag(code="PERCENT_MISMATCH", detail=detail, evidence=evidence)


def _identity(draft: Draft) -> str:
    """The deal for one that is agreed with takers; else the step, by its day and quantity.

    An agreed deal is one story from its announcement to its closing, and the number that is
    placed differs from the most that was announced: its key has no quantity. Tranches are
    told apart by theirs.
    """
    agreed = draft.fields.get("agreement_date") or draft.fields.get("announcement_date")
    if draft.subtype in _AGREED and isinstance(agreed, date) and not draft.fields.get("part"):
        return f"{_AGREED[draft.subtype]}|{agreed.isoformat()}|deal"
    day = next(
        (
            d
            for k in ("agreement_date", "exercise_date", "pricing_date", "completion_date")
            if (d := draft.fields.get(k))
        ),
        None,
    )
    units = (
        draft.fields.get("units")
        or draft.fields.get("gross_proceeds")
        or draft.fields.get("security")
    )
    shown = day.isoformat() if isinstance(day, date) else "undated"
    series = draft.fields.get("security") if draft.subtype == "warrant_issue" else None
    of = f"|{series}" if str(series or "").startswith(("Series", "Class", "common")) else ""
    return f"{draft.subtype}|{shown}|{units}{of}"


_WORDS = {"at_the_market": "at-the-market programme"}
"""Kinds whose names are no English."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_KINDS = {
    "ordinary_share": "shares", "ads": "ADSs", "warrant": "warrants", "convertible": "convertible bonds",
}  # fmt: skip


def _headline(draft: Draft) -> str:
    units, price, currency = (draft.fields.get(k) for k in ("units", "price", "currency"))
    kind = _WORDS.get(str(draft.subtype), (draft.subtype or "issue").replace("_", " "))
    limit = "up to " if draft.fields.get("qualifier") == "up_to" else ""
    most, gross = draft.fields.get("gross_proceeds_max"), draft.fields.get("gross_proceeds")
    number = (
        f" of {limit}{units:,} {_security(draft)}"
        if isinstance(units, int)
        else f" of up to {brief(most, currency)}"
        if isinstance(most, Decimal)
        else f" of {brief(gross, currency)}"
        if isinstance(gross, Decimal)
        else ""
    )
    cost = f" at {sign(currency)}{price}" if price is not None else ""
    return f"{kind[0].upper()}{kind[1:]}{number}{cost}, {draft.status}"


def _security(draft: Draft) -> str:
    """What is issued, as printed; of a Chinese name the kind: the headline is English."""
    printed = str(draft.fields.get("security") or "shares")
    kind = str(draft.fields.get("unit_kind"))
    if not _HAN.search(printed) and printed != kind.replace("_", " "):
        return printed
    return _KINDS.get(kind, "securities")


def _grade(draft: Draft, thresholds: Thresholds) -> Severity:
    return facts.grade(dict(draft.fields), draft.status, draft.subtype, {**_DEFAULTS, **thresholds})


EVENT = EventType(
    name="share_issuance",
    subtypes=(
        "placing",
        "top_up_placing",
        "subscription",
        "rights_issue",
        "open_offer",
        "bonus_issue",
        "scrip_dividend",
        "ipo",
        "over_allotment",
        "consideration_issue",
        "loan_capitalisation",
        "convertible_issue",
        "warrant_issue",
        "warrant_exercise",
        "conversion",
        "option_exercise",
        "award_vesting",
        "treasury_resale",
        "public_offering",
        "registered_direct",
        "private_placement",
        "at_the_market",
    ),
    signals=(
        Item(numbers=("3.02",)),
        Form(names=(*prospectus.FORMS, *prospectus.REGISTRATIONS)),
        HeadlineCode(
            codes=(
                *(
                    "18480",
                    "18380",
                    "18400",
                    "18240",
                    "18500",
                    "18460",
                    "18300",
                    "18260",
                    "18420",
                    "18140",
                    "18110",
                ),
                *("18560", "18580", "50300", "50200", "15100"),
            )
        ),
        Phrase(
            pattern=r"\b(?:placing|placement|subscri\w+|allot\w*|issu\w+|offer\w*|conver\w+|warrants?|sold|sell|sales?|exchange|receive[sd]?|financing|exercised|consideration|purchase[sd]?|"
            r"increase\w*|subdivided|split|ratio|granted?|registration|repurchase\w*)\b(?:[^.]|\.\d)*?\b(?:shares?|ADSs?|units|notes?|bonds?|debentures?|warrants?|stock|capital|RSUs?|agreement)\b"
            r"|treasury\s+(?:shares|stock)|over-?allotment|placing\s+agreement|rights\s+issue|open\s+offer|allotted|placees?|配售|認購|配發|發行|供股|公開發售|可換股|認股權證|超額配|股份拆細|股份合併|庫存股份|紅股"
        ),
    ),
    extract=extract,
    identity=_identity,
    headline=_headline,
    grade=_grade,
    doc="New shares for cash, assets or conversion: placings, rights, convertibles, offerings.",
)
