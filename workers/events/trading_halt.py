"""Trading in the company's securities is halted, suspended or resumed.

Sources: HKEX headlines 17850 (suspension), 17960 (trading halt), 17650 (resumption), titles,
sentences under Form 8-K items 3.01, 7.01 and 8.01. A suspension that merely continues, and
updates on resumption guidance, are retold news; trading that ends for good is a delisting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import (
    Draft,
    EventType,
    Found,
    Heading,
    HeadlineCode,
    Item,
    Phrase,
    Reading,
    Thresholds,
)
from workers.governance.passages import Passage, items
from workers.notices import when
from workers.notices.statements import (
    Statement,
    clause,
    dropped,
    exhibit,
    noticed,
    proof,
    saying,
    sorted_out,
)

_TRADING = r"(?:trading|dealings?)"
_HALT = rf"{_TRADING}\s+halt|halt(?:s|ing)?\s+(?:(?:of|in)\s+)?{_TRADING}|短暫停牌|短暂停牌|短暫停止買賣"
_SUSPENSION = (
    rf"suspension\s+(?:of|in)\s+{_TRADING}|{_TRADING}\s+suspension|停牌|暫停(?:股份)?買賣|暂停买卖"
)
_RESUMPTION = rf"(?:resumption|recommencement|lifting\s+of\s+(?:the\s+)?suspension)\s+(?:of|in)\s+{_TRADING}|{_TRADING}\s+resumption|復牌|复牌|恢復(?:股份)?買賣|恢复买卖"
TITLE = f"{_HALT}|{_SUSPENSION}|{_RESUMPTION}"
_TITLE = re2.compile(f"(?i){TITLE}")
_CODES = frozenset({"17850", "17960", "17650"})
_CONTINUED = re2.compile(
    r"(?i)continu\w+\s+(?:of\s+)?(?:the\s+)?suspension|suspension[^;]{0,30}continu|resumption\s+(?:guidance|progress|plan|proposal|conditions?|status)|progress[^;]{0,40}resumption|quarterly\s+update|繼續(?:暫停|停牌)|继续停牌|復牌(?:指引|進展|進度|計劃|建議|條件|狀況)|季度(?:更新|進展)"
)
_RESUMES = re.compile(
    rf"resumption (?:of|in) {_TRADING}|{_TRADING} in [^.;]{{0,120}}? (?:will|shall|has|have|is to|to)? ?(?:be )?resum(?:e|ed)\b|resum(?:e|ed) {_TRADING}|(?:恢復|恢复)[^。；]{{0,12}}(?:買賣|买卖)|復牌|复牌",
    re.IGNORECASE,
)
_STOPS = re.compile(
    rf"{_TRADING} in [^.;]{{0,220}}?(?:halted|suspended)|{_TRADING} (?:was|is|has been) (?:halted|suspended)|(?:halt|suspen(?:d|sion))s? (?:of |in )?{_TRADING}|短暫停(?:牌|止買賣)|停牌|暫停[^。；]{{0,12}}買賣|暂停[^。；]{{0,12}}买卖",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\buntil\b|will remain suspended|remains? suspended|\bno assurance|\bmay or may not\b|resumption (?:guidance|conditions?|plan|proposal|progress)|fulfil[^.;]{0,60}resum|直至|維持停牌|繼續(?:暫停|停牌)|復牌(?:指引|條件|計劃|進展)",
    re.IGNORECASE,
)
_APPLIED = re.compile(
    r"application has been made|has applied|已(?:向[^。；]{0,12})?申請|resumption[^.;]{0,80}with effect from",
    re.IGNORECASE,
)
_ITEMS = frozenset({"3.01", "7.01", "8.01"})
_OWN = r"(?:(?:the )?(?:company|registrant|corporation|trust|partnership)[’']s|our|its)"
_MARKET_STOPS = re.compile(
    rf"\b(?:Nasdaq|NYSE|Exchange|SEC|Commission|FINRA)\b[^.;]{{0,90}}?\b(?:halted|suspended) (?:all )?trading (?:in|of) (?:(?:shares|the (?:common|ordinary) (?:stock|shares)) of )?{_OWN}"
    rf"|\btrading (?:in|of) {_OWN} [^.;]{{0,120}}?\b(?:was|were|has been|have been) (?:temporarily )?(?:halted|suspended)\b",
    re.IGNORECASE,
)
_MARKET_RESUMES = re.compile(
    rf"\btrading (?:in|of) {_OWN} [^.;]{{0,120}}?\b(?:resumed\b|(?:will|is expected to|is scheduled to) resume\b)"
    r"|\b(?:Nasdaq|NYSE|Exchange|SEC|FINRA)\b[^.;]{0,60}?\b(?:lifted|released) (?:the|its) (?:trading )?(?:halt|suspension)",
    re.IGNORECASE,
)
_FOR_GOOD = re2.compile(
    r"(?i)\bForm 25\b|\b(?:will|to|be) (?:be )?delist|delisting (?:determination|of)|\b(?:closing|completion|consummation|effective time) of (?:the )?(?:merger|transaction|acquisition)|\bmerger\b"
)
_AT = re.compile(
    r"\b(\d{1,2}[:.]\d{2}\s?[ap]\.?\s?m\b\.?)|(上午|下午)[^，。]{1,8}[時正分]", re.IGNORECASE
)
_PENDING = re.compile(
    r"\bpending (?:the )?(?:release|publication|issue|issuance)? ?(?:of )?|以待(?:發佈|發出|刊發|刊登|公佈)?|有待(?:發佈|刊發|發出)?|待(?=[^。]{0,20}(?:公告|公佈))",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"trading in (?:the )?(?P<what>[^.;]{3,120}?)(?: (?:on|listed|with|has|have|was|were|will|is|be)\b|,)",
    re.IGNORECASE,
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each title that tells of a halt, a suspension or a resumption."""
    del labels  # titles are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, codes=_CODES):
        resumes = [s for s in saying(passage, _RESUMES) if _has_come(s.text)]
        stops = saying(passage, _STOPS)
        if re.search(f"(?i){_RESUMPTION}", passage.title) and resumes:
            yield _draft(reading, passage, _dated(resumes), "resumption")
        elif _CONTINUED.search(passage.title) or not (stops or resumes):
            why = "the suspension continues; an earlier announcement told it"
            reason = "PREVIOUSLY_DISCLOSED" if stops else "INSUFFICIENT_EVIDENCE"
            yield dropped(reading, passage, stops, f"trading_halt:{reason}", why)
        elif stops:
            halted = re.search(f"(?i){_HALT}", passage.title)
            yield _draft(reading, passage, _dated(stops), "halt" if halted else "suspension")
        else:
            yield _draft(reading, passage, _dated(resumes), "resumption")
    if (reading.form or "").startswith("8-K"):
        yield from _reported(reading)


def _reported(reading: Reading) -> Iterator[Draft | Suppressed]:
    """What the market did, in an item of Form 8-K that is not about the end of a listing."""
    for passage in items(reading, _ITEMS):
        ways = (("resumption", _MARKET_RESUMES), ("halt", _MARKET_STOPS))
        told = ((way, saying(passage, pattern)) for way, pattern in ways)
        subtype, said = next(((way, found) for way, found in told if found), ("", []))
        if not said or _FOR_GOOD.search(passage.text):
            continue
        if said[0].is_retold:
            why = "an earlier filing told it"
            yield dropped(reading, passage, said, "trading_halt:PREVIOUSLY_DISCLOSED", why)
            continue
        suspended = subtype == "halt" and "halt" not in said[0].text.lower()
        yield _draft(reading, passage, said[0], "suspension" if suspended else subtype)


def _has_come(text: str) -> bool:
    """Whether trading resumes, not only conditions for it are told."""
    return not _NOT_YET.search(text) or bool(_APPLIED.search(text))


def _dated(said: list[Statement]) -> Statement:
    """The sentence that gives a day, else the first."""
    return next((s for s in said if when.effective_date(s.text, None)), said[0])


def _draft(reading: Reading, passage: Passage, said: Statement, subtype: str) -> Draft:
    pattern = _RESUMES if subtype == "resumption" else _STOPS
    found = pattern.search(said.text)
    behind = said.text[found.start() :] if found else said.text
    effective = when.effective_date(behind, reading.document_date) or when.effective_date(
        said.text, reading.document_date
    )
    if effective is None and passage.item:
        effective = when.opening_date(said.text, order="mdy")
    return Draft(
        type="trading_halt",
        subtype=subtype,
        status=when.status_at(effective, reading.document_date),
        confidence=Decimal("0.97"),
        fields=_fields(passage, said, behind),
        evidence=proof(reading, passage, [said]),
        event_date=reading.document_date,
        effective_date=effective,
        exhibit=exhibit(passage),
        title_item=passage.title_item,
    )


def _fields(passage: Passage, said: Statement, behind: str) -> Mapping[str, Value]:
    hour, what = _AT.search(behind), _WHAT.search(said.text)
    return {
        "market": _market(passage.text),
        "effective_time": hour.group().strip() if hour else None,
        "securities": " ".join(what["what"].split()) if what else None,
        "reason": clause(said.text, _PENDING),
    }


def _market(text: str) -> str | None:
    if re.search(
        r"Stock Exchange of Hong Kong|聯交所|联交所|香港聯合交易所|\bStock Exchange\b|\bGEM\b", text
    ):
        return "HKEX"
    found = re.search(r"\b(Nasdaq|NYSE|New York Stock Exchange)\b", text, re.IGNORECASE)
    return found.group() if found else None


def identity(draft: Draft) -> str:
    """What and from when: ``halt|2026-03-25``."""
    return f"{draft.subtype}|{draft.effective_date or draft.event_date}"


def headline(draft: Draft) -> str:
    """``trading halt from 2026-03-25 9:00 a.m.``."""
    what = {
        "halt": "trading halt",
        "suspension": "trading suspended",
        "resumption": "trading resumes",
    }
    day, hour = draft.effective_date, draft.fields.get("effective_time")
    words = f"{what[str(draft.subtype)]} from {day}" if day else what[str(draft.subtype)]
    return f"{words} {hour}" if day and hour else words


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """High; medium for a resumption."""
    del thresholds
    return Severity.MEDIUM if draft.subtype == "resumption" else Severity.HIGH


EVENT = EventType(
    name="trading_halt",
    subtypes=("halt", "suspension", "resumption"),
    signals=(
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Heading(pattern=TITLE),
        Phrase(pattern=r"\btrading\s+halt|\bhalt(?:s|ing)?\s+(?:(?:of|in)\s+)?trading\b"),
        Item(numbers=tuple(sorted(_ITEMS))),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
