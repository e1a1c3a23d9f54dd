"""Share schemes: proposed, adopted, amended, terminated; grants; plan registrations.

Sources: HKEX headline 18520 and circular 26850 (Listing Rules chapter 17, 17.06A), Form 8-K
Items 1.01 and 5.02(e), Form S-8. Neither a scheme nor a grant issues a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import re2

from watcher.model import Evidence, Label, Severity, Suppressed, Value
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
from workers.governance import meetings, schemes
from workers.governance.asides import definitions, registration
from workers.governance.grants import Grant, grant, part_of_issued
from workers.governance.passages import Passage, announced, items, whole
from workers.grammar.currency import sign
from workers.grammar.worded import Worded

_SCHEME = r"(?:(?:share|stock|equity|option|award|incentive|rsu|restricted|unit|ownership|purchase)s?[\w ()-]{0,40}?(?:schemes?|plans?)\b|購股權計劃|股份獎勵計劃|股份激勵計劃|股份計劃|受限制股份單位計劃|限制性股票[\p{Han}]{0,4}計劃|員工持股計劃)"
_GRANTED = r"(?:share options?|stock options?|restricted share(?:s| units?)|restricted stock|rsus?|psus?|award(?:ed)? shares?|share awards?|awards?\b|options\b|購股權|受限制股份單位|獎勵股份|股份獎勵|限制性股票)"
TITLE = (
    rf"(?:adoption|adopt|amendments?|changes?|termination|refreshment|renewal|expiry|採納|修訂|終止|更新)[^.;。；]{{0,120}}?{_SCHEME}"
    rf"|{_SCHEME}[^.;。；]{{0,40}}?(?:adoption|termination|採納|修訂|終止)"
    rf"|grants?(?: \w+){{0,4}}? of[^.;。；]{{0,60}}?{_GRANTED}|授[出予][^.;。；]{{0,30}}?{_GRANTED}|{_GRANTED}[^.;。；]{{0,10}}授出"
)  # fmt: skip
_TITLE = re2.compile(f"(?i){TITLE}")
_NOT_TITLE = re2.compile(
    r"(?i)poll results|results of|exercise of|vesting|lapse|投票結果|表決結果|歸屬|行使|notice of (?:the )?(?:annual|extraordinary)"
)
_SUBTYPES = (
    ("grant", re2.compile(r"(?i)grants?(?: \w+){0,4}? of|授[出予]")),
    ("terminated", re2.compile(r"(?i)terminat|終止")),
    ("amended", re2.compile(r"(?i)amend|chang|refresh|renew|修訂|更新")),
    ("adopted", re2.compile(r"(?i)adopt|採納")),
)  # fmt: skip
_PROPOSES = re2.compile(r"(?i)\bpropos(?:e[sd]?|al|ing)\b|建議|擬")
_CORRECTS = re2.compile(r"(?i)further information|clarification|supplement|補充|澄清")
_APPROVED = Worded(
    re.compile(
        r"\b(?P<who>board(?: of directors)?|directors|(?:share|stock)holders|committee)\b(?:[^.;\n]|\.(?!\s[A-Z])){0,160}?(?P<verb>\bapproved|\badopted|\bratified)\b",
        re.IGNORECASE,
    ),
    "approved",
    "adopted",
    "ratified",
)
_RESOLVED = re.compile(
    r"(?:the )?(?:Board|Directors|Company) (?:has |have )?(?:resolved|approved|determined) (?:to adopt|the adoption of)[^.]{0,160}|董事會(?:已)?(?:決議|議決)採納[^。]{0,60}",
    re.IGNORECASE,
)
_ITEMS = frozenset({"1.01", "5.02"})
_HEADLINES = frozenset({"18520"})


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each scheme and action that a title or an 8-K item announces."""
    del labels  # titles and items are found over whole documents, not in one section
    passages = [p for p in announced(reading, _TITLE) if not _NOT_TITLE.search(p.title)]
    drafts = [d for p in passages for d in [_titled(reading, p)] if d]
    if not drafts:
        drafts = [d for p in items(reading, _ITEMS) for d in _of_item(reading, p)]
    if not drafts and _HEADLINES & set(reading.told.headline_codes):
        drafts = [d for p in [whole(reading)] if p for d in [_granted(reading, p)] if d]
    if reading.form in {"S-8", "S-8 POS"}:
        drafts += registration(reading)
    suppressed = [s for p in passages for s in _conditional(reading, p)]
    return Found(drafts=tuple(drafts), suppressed=(*suppressed, *definitions(reading)))


def _titled(reading: Reading, passage: Passage) -> Draft | None:
    subtype = _subtype(passage)
    if subtype == "grant":
        return _granted(reading, passage)
    name = schemes.scheme_name(passage.title, passage.text)
    return Draft(
        type="share_scheme",
        subtype=subtype,
        status=_status(passage, subtype),
        confidence=Decimal("0.97") if name else Decimal("0.85"),
        fields=_fields(reading, passage, name),
        evidence=(reading.text.evidence(passage.start, passage.end),),
        event_date=reading.document_date,
        exhibit=None if passage.part.label == "main" else passage.part.label,
        title_item=passage.title_item,
    )


def _granted(reading: Reading, passage: Passage) -> Draft | None:
    """A grant with its number of units, or the correction of one; else nothing."""
    given, corrects = grant(passage.text), bool(_CORRECTS.search(passage.title))
    if given is None and not corrects:
        return None
    name = schemes.scheme_name(passage.title, passage.text)
    part = passage.part
    share = part_of_issued(given, reading.text.text[part.start : part.end])
    computed = {"pct_of_issued": share.value} if share else {}
    return Draft(
        type="share_scheme",
        subtype="grant",
        status="corrected" if corrects else "effective",
        confidence=Decimal("0.97") if given else Decimal("0.85"),
        fields={**_grant_fields(given, name), **computed},
        derived=(share,) if share else (),
        evidence=tuple(_evidence(reading, passage, given)),
        event_date=(given.on if given else None) or reading.document_date,
        exhibit=None if passage.part.label == "main" else passage.part.label,
        title_item=passage.title_item,
    )


def _subtype(passage: Passage) -> str:
    found = next((name for name, pattern in _SUBTYPES if pattern.search(passage.title)), "adopted")
    if found == "adopted" and (
        _PROPOSES.search(passage.title) or meetings.is_conditional(passage.text)
    ):
        return "proposed_adoption"
    return found


def _status(passage: Passage, subtype: str) -> str:
    if subtype == "proposed_adoption":
        return "proposed"
    if subtype == "terminated":
        return "proposed" if _PROPOSES.search(passage.title) else "terminated"
    if subtype == "amended" and (
        _PROPOSES.search(passage.title) or meetings.is_conditional(passage.text)
    ):
        return "proposed"
    return "effective"


def _fields(reading: Reading, passage: Passage, name: str | None) -> Mapping[str, Value]:
    text = passage.text
    whole = reading.text.text[passage.part.start : passage.part.end]
    shares, pct = schemes.limit(text)
    return {
        "scheme_name": name,
        "listing_rule_chapter": schemes.chapter(text),
        "board_resolution_date": schemes.resolution_date(text),
        "conditions": schemes.conditions(text),
        "replaces": schemes.replaced(text, whole),
        "scheme_limit_shares": shares,
        "scheme_limit_pct": pct,
        "participants": schemes.participants(text),
        "general_meeting_date": meetings.meeting_date(text),
        "circular_expected": meetings.circular_expected(text),
        "shares_issued": 0,
    }


def _grant_fields(given: Grant | None, name: str | None) -> Mapping[str, Value]:
    if given is None:
        return {"scheme_name": name, "shares_issued": 0}
    return {
        "scheme_name": name,
        "units": given.units,
        "instrument": given.instrument,
        "grant_date": given.on,
        "exercise_price": given.exercise_price,
        "currency": given.currency,
        "pct_of_issued": given.pct_of_issued,
        "to_directors": given.to_directors,
        "grantees": given.grantees,
        "shares_issued": 0,
    }


def _evidence(reading: Reading, passage: Passage, given: Grant | None) -> Iterator[Evidence]:
    if given is not None:
        yield reading.text.evidence(*passage.span(given.start, given.end))
    yield reading.text.evidence(passage.start, passage.end)


def _of_item(reading: Reading, passage: Passage) -> Iterator[Draft]:
    """Sentences of an 8-K item in which the board or the holders approve a share plan."""
    seen: set[str] = set()
    text = passage.text
    for found in _APPROVED.finditer(text):
        near = re.split(r"\.\s(?=[A-Z])|\n", text[found.start() : found.end() + 200])[0]
        named = next(
            (n for n in schemes.names(near) if n.start >= found.start("verb") - found.start()), None
        )
        if named is None or named.name in seen:
            continue
        seen.add(named.name)
        is_change = bool(re.search(r"amend", near[: named.start], re.IGNORECASE))
        is_pending = meetings.is_conditional(text) and "holders" not in found["who"].lower()
        subtype = "amended" if is_change else "proposed_adoption" if is_pending else "adopted"
        yield Draft(
            type="share_scheme",
            subtype=subtype,
            status="proposed" if is_pending else "effective",
            confidence=Decimal("0.9"),
            fields={
                "scheme_name": named.name,
                "scheme_limit_shares": schemes.limit(text)[0],
                "shares_issued": 0,
            },
            evidence=(
                reading.text.evidence(*passage.span(found.start(), found.start() + named.end)),
            ),
            event_date=reading.document_date,
        )


def _conditional(reading: Reading, passage: Passage) -> Iterator[Suppressed]:
    """``has resolved to adopt`` while holders have still to agree is not yet an adoption."""
    if _subtype(passage) != "proposed_adoption":
        return
    for found in _RESOLVED.finditer(passage.text):
        yield Suppressed(
            would_be_type="share_scheme/adopted",
            reason_code="CONDITIONAL",
            evidence=reading.text.evidence(*passage.span(found.start(), found.end())),
            why="the adoption waits for approvals; it is still a proposal",
        )


def identity(draft: Draft) -> str:
    """Scheme, action and day: ``2026-share-incentive-plan|proposed_adoption|2026-03-25``."""
    name = str(draft.fields.get("scheme_name") or "share scheme").lower()
    return f"{re.sub(r'[^0-9a-z㐀-鿿]+', '-', name).strip('-')}|{draft.subtype}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``grant of 37,000,000 share options at HK$2.124 under the 2021 Share Incentive Plan``."""
    name = draft.fields.get("scheme_name") or "share scheme"
    units = draft.fields.get("units")
    if draft.subtype == "grant" and isinstance(units, int):
        price = draft.fields.get("exercise_price")
        at = f" at {sign(draft.fields.get('currency'))}{price}" if price else ""
        under = f" under the {name}" if draft.fields.get("scheme_name") else ""
        return f"grant of {units:,} {draft.fields.get('instrument')}{at}{under}"
    words = {
        "proposed_adoption": "proposes to adopt",
        "adopted": "adopted",
        "amended": "proposes to amend" if draft.status == "proposed" else "amended",
        "terminated": "terminates",
        "registration": "registers shares of",
        "grant": "corrects a grant under",
    }
    return f"{words.get(draft.subtype or '', 'share scheme:')} {name}"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low; medium for a grant of at least ``medium_pct`` percent of the issued shares, or of
    ``director_pct`` percent to directors.
    """
    pct, units = draft.fields.get("pct_of_issued"), draft.fields.get("units")
    directors = draft.fields.get("to_directors")
    if not isinstance(pct, Decimal):
        return Severity.LOW
    own = (
        pct * directors / units
        if isinstance(directors, int) and isinstance(units, int)
        else Decimal(0)
    )
    is_large = pct >= thresholds.get("medium_pct", Decimal(1))
    is_own = own >= thresholds.get("director_pct", Decimal("0.1"))
    return Severity.MEDIUM if is_large or is_own else Severity.LOW


EVENT = EventType(
    name="share_scheme",
    subtypes=("proposed_adoption", "adopted", "amended", "terminated", "grant", "registration"),
    signals=(
        HeadlineCode(codes=("18520", "26850")),
        Form(names=("S-8", "S-8 POS")),
        Item(numbers=("1.01", "5.02")),
        Heading(pattern=TITLE),
        Phrase(pattern=r"(?:scheme|plan)[^.]{0,80}adopted (?:by [^.]{0,60} )?on |17\.06A"),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
