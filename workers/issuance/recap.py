"""Cues of issues that are none: retold, negated, planned for staff, authority only, splits.

Every reason is one of the closed list (domain 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import re2

from workers.grammar.dates import find_dates
from workers.grammar.worded import Worded
from workers.issuance.folded import Folded
from workers.issuance.model import Dropped, Leg
from workers.text.model import FilingText, Part

RECENT_DAYS = 45
"""An issue older than this before the document is history (domain 3.1)."""

_REGISTRATION = re.compile(
    r"(?i)(?:S-8|S-1|S-3|S-4|F-1|F-3|F-4|F-6|POS AM|POSASR|424B3|424B7|EFFECT|S-3ASR|F-3ASR)(?:/A|ASR)?"
)
_NO_ISSUE_FORMS = re.compile(
    r"(?i)(?:10-K|10-Q|20-F|40-F|DEF 14A|DEFA14A|PRE 14A|144|[345]|SC 13[DG]|SCHEDULE 13[DG]|13F-HR|SC TO-[IT]|SC 14D9|11-K|ARS|NPORT-P|N-CSR|485BPOS|497|NT 10-[KQ]|25|15-12[BG]|425|CORRESP|UPLOAD|424B[1245]|424B8|FWP)(?:/A|T)?"
)
_CUES = (
    (
        "SPLIT_NOT_ISSUANCE",
        re2.compile(
            r"(?i)(?:share|stock)\s+(?:sub-?division|split|consolidation)|be\s+subdivided\s+into|ratio\s+of\s+(?:the\s+)?ADSs?\s+to|ADS\s+ratio|股份(?:拆細|合併|分拆)"
        ),
        "A split, consolidation or ratio change issues nothing of value.",
    ),
    (
        "MANDATE_ONLY",
        re2.compile(
            r"(?i)general\s+mandate\s+to\s+(?:the\s+)?directors\s+to\s+(?:allot|issue)|grant[^.]{0,60}?general\s+mandate[^.]{0,120}?(?:allot|issue)|授予董事[^。]{0,30}一般授權"
        ),
        "An authority to issue is no issue.",
    ),
    (
        "SCHEME_NOT_ISSUANCE",
        re2.compile(
            r"(?i)shares?\s+to\s+be\s+(?:allotted\s+and\s+)?issued[^.]{0,80}?(?:awards?|options?|scheme|plan)\b|granted\s+(?:an\s+aggregate\s+of\s+)?[\d,]+\s+(?:RSUs?|restricted\s+share\s+units|share\s+options|options|awards)|根據[^。]{0,30}(?:股份計劃|購股權計劃|獎勵計劃)[^。]{0,40}(?:發行|授出)"
        ),
        "Grants and plans promise shares; they are issued on exercise or vesting.",
    ),
    (
        "REGISTRATION_ONLY",
        re2.compile(r"(?i)registration\s+statement\s+on\s+form\s+(?:S-8|F-6|S-3|F-3|S-1|F-1)\b"),
        "A registration makes an issue possible; it is none.",
    ),
    (
        "ACCOUNTING_LINE",
        re2.compile(r"(?im)^\W*treasury\s+(?:shares|stock)\s*\(?[\s(]*[\d,]{4,}"),
        "A line of a balance sheet: money, not shares issued.",
    ),
)
_RETOLD = (
    re2.compile(r"(?i)allotted\s+and\s+issued\s+[^.]{0,160}?(?:shares|ADSs)[^.]{0,200}"),
    re2.compile(
        r"(?i)(?:completed|closed)\s+(?:the|its|our|an?)\s+(?:[\w-]+\s+){0,4}?(?:follow-on|public|initial)\s+(?:public\s+)?offering[^.]{0,200}"
    ),
    re2.compile(
        r"(?i)proceeds\s+from\s+[^.]{0,120}?(?:offering|placing|placement|subscription|issue)[^.]{0,160}"
    ),
    re2.compile(
        r"(?i)(?:completion\s+of|completed)\s+[^.]{0,40}?(?:placing|subscription|rights\s+issue)[^.]{0,160}"
    ),
    re2.compile(r"(?:配售|認購|供股|發行)[^。]{0,40}?(?:所得款項|已完成|已於)[^。]{0,100}"),
)
_NEGATED = re.compile(
    r"(?i)\b(?:did\s+not|has\s+not|have\s+not|no)\s+(?:[\w-]+\s+){0,3}?(?:issue|issued|issuance|allot|sell|sold)\b|並無[^。]{0,20}(?:發行|配發)"
)
_POINTER = re.compile(
    r"(?i)as\s+(?:previously\s+)?(?:disclosed|reported|announced|described)\s+(?:in|on|under)|previously\s+(?:announced|reported|disclosed)|please\s+refer\s+to\s+the\s+(?:company['’]s\s+)?announcements?|茲提述|誠如[^。]{0,40}公[告佈]所披露"
)
_AS_BEFORE = re.compile(r"(?i)\bas\s+previously\s+(?:disclosed|reported|announced)\b")
_NOW_CLOSED = re.compile(
    r"(?i)(?:clos|complet|consummat)\w*\s+(?:of\s+)?(?:(?:the|its|an?)\s+(?:\w+\s+){1,3}of\s+)?(?:its|the|our|an?)\s+previously|\bexercised\b[^.]{0,60}?\boption\b"
)
"""What was announced before is now done: the news is the closing, or the exercise."""
_UNDER_IT = re.compile(
    r"(?i)\b(?:pursuant\s+to|under|in\s+connection\s+with)\s+(?:its|the|our|an?)\s+previously\b"
)
_SOLD = re.compile(r"(?i)\b(?:issued|sold|closed|completed|consummated)\b")
_YEAR = re.compile(
    r"(?i)\b((?:19|20)\d\d)\s+(?:private\s+placement|public\s+offering|offering|financing|IPO|initial\s+public)\b"
)
_LAST = re.compile(
    r"(?i)\blast\s+(?:year|spring|summer|fall|autumn|winter|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_CUMULATIVE = re.compile(
    r"(?i)\b(?:company|we|registrant)\s+had\s+(?:already\s+|previously\s+)?(?:issued|sold)\b|\b(?:has|have)\s+(?:offered\s+and\s+)?sold\b[^.;]{0,160}?\bunder\s+the\s+(?:[\w-]+\s+){0,3}?(?:sales?|distribution)\s+agreement|\bsince\s+the\s+(?:start|commencement|inception|beginning)\b|\b(?:in\s+total|to\s+date)\W*$"
)
_IN_YEAR = re.compile(
    r"(?i)\b(?:in|since|during)\s+(?:fiscal\s+(?:year\s+)?|the\s+year\s+)?((?:19|20)\d\d)\b"
)
_MONTH = re.compile(
    r"(?i)\bin\s+(January|February|March|April|May|June|July|August|September|October|November|December)\s+((?:19|20)\d\d)\b"
)
_OPTION_PLAN = re.compile(
    r"(?i)(?:equity|stock|share)\s+(?:incentive|option|award|purchase)\s+plan|employee\s+stock\s+purchase|2\d{3}\s+plan"
)


def closed_form(form: str | None) -> bool:
    """Forms that never tell a new issue by themselves: registrations, periodic and owner forms."""
    name = form or ""
    return bool(_REGISTRATION.fullmatch(name) or _NO_ISSUE_FORMS.fullmatch(name))


def registration(text: FilingText, part: Part) -> tuple[list[Leg], list[Dropped]]:
    """One dropped cue for a registration of shares; nothing for other forms."""
    m = re.search(
        r"[\d,]{5,}\s+(?:\w+\s+){0,3}?(?:shares|ADSs)[^\n]{0,120}", text.text[part.start : part.end]
    )
    if m is None or not re.search(
        r"(?i)registration\s+statement|prospectus", text.text[part.start : part.start + 20_000]
    ):
        return [], []
    span = (part.start + m.start(), part.start + m.end())
    return [], [
        Dropped(
            code="REGISTRATION_ONLY", span=span, why="The form registers shares; it issues none."
        )
    ]


def reason(sentence: str, document_date: date | None) -> tuple[str, str] | None:
    """Why a sentence that names issued securities is no new issue, or None."""
    if _NEGATED.search(sentence):
        return "NEGATED", "The text says that nothing was issued."
    if _points_back(sentence, document_date):
        return "PREVIOUSLY_DISCLOSED", "The text points to an earlier report of it."
    if _CUMULATIVE.search(sentence) or _LAST.search(sentence):
        return "HISTORICAL_RECAP", "The text sums up all sales so far, or names an earlier one."
    if _OPTION_PLAN.search(sentence):
        return "SCHEME_NOT_ISSUANCE", "Shares of a staff plan."
    if _old(sentence, document_date) or _of_a_year_before(sentence, document_date):
        return (
            "HISTORICAL_RECAP",
            f"Every date named is more than {RECENT_DAYS} days before the document.",
        )
    return None


def _points_back(sentence: str, document_date: date | None) -> bool:
    """Whether a sentence points to an earlier report, and tells no step that came after it."""
    if _AS_BEFORE.search(sentence) is not None:
        return True
    if _POINTER.search(sentence) is None or _NOW_CLOSED.search(sentence) is not None:
        return False
    sold_since = _UNDER_IT.search(sentence) and _SOLD.search(sentence)
    return not (sold_since and _days(sentence) and not _old(sentence, document_date))


_REJECTED = (
    (
        "CONDITIONAL",
        Worded(
            re.compile(
                r"(?i)\bunderwriters?\b.{0,120}?\boption\b.{0,60}?\bto\s+(?:purchase|subscribe)|\bover-?allotment\s+option\b.{0,120}?\b(?:granted|purchase)|granted\b.{0,80}?\bover-?allotment\s+option"
            ),
            "underwriter",
            "allotment",
        ),
        "The underwriters' option: no share is issued until they exercise it.",
    ),
    (
        "SCHEME_NOT_ISSUANCE",
        Worded(
            re.compile(
                r"(?i)\b(?:granted|awarded|grants?\s+of)\b.{0,200}?\b(?:options?|restricted\s+(?:stock|share)|RSUs?|awards?)\b"
            ),
            "grant",
            "awarded",
        ),
        "Grants promise shares; they are issued on exercise or vesting.",
    ),
    (
        "NEGATED",
        Worded(
            re.compile(
                r"(?i)selling\s+(?:stock|share)holders?\b.{0,200}?\b(?:sold|sell|sale|offer)|secondary\s+offering"
            ),
            "selling",
            "secondary",
        ),
        "Existing shares sold by holders: the issuer issues nothing.",
    ),
    (
        "REGISTRATION_ONLY",
        Worded(
            re.compile(r"(?i)registration\s+statement\s+on\s+form\s+(?:S|F)-\d.{0,200}?\bshares\b"),
            "registration",
        ),
        "A registration makes an issue possible; it is none.",
    ),
)
_REJECTING = ("option", "restricted", "rsu", "award", "holder", "secondary", "registration")
"""Without any of these words no pattern above matches."""


def rejected(sentence: str) -> tuple[str, str] | None:
    """Why a sentence about shares gave no leg, where it is worth a word."""
    small = sentence.lower()
    if not any(word in small for word in _REJECTING):
        return None
    return next(((code, why) for code, p, why in _REJECTED if p.search(sentence)), None)


def _old(sentence: str, document_date: date | None) -> bool:
    days = _days(sentence)
    return (
        bool(days)
        and document_date is not None
        and all((document_date - d).days > RECENT_DAYS for d in days)
    )


def _of_a_year_before(sentence: str, document_date: date | None) -> bool:
    """Whether the offering itself is named by an earlier year: ``its 2023 private placement``."""
    years = [date(int(year), 12, 31) for year in _YEAR.findall(sentence)]
    return document_date is not None and any(
        (document_date - day).days > RECENT_DAYS for day in years
    )


def _days(sentence: str) -> list[date]:
    """Every day, month and year that a sentence names, the last two by their last days."""
    days = [h.value for h in find_dates(sentence, order="dmy")]
    for month, year in _MONTH.findall(sentence):
        days += [h.value for h in find_dates(f"28 {month} {year}")]
    return days + [
        date(int(year), 12, 31) for year in (*_YEAR.findall(sentence), *_IN_YEAR.findall(sentence))
    ]


def cues(folded: Folded, legs: list[Leg], document_date: date | None) -> Iterator[Dropped]:
    """Cues of a document by general rules; issues retold count where no leg was read."""
    for code, pattern, why in _CUES:
        m = pattern.search(folded.text)
        if m is not None and not (legs and code in {"MANDATE_ONLY", "REGISTRATION_ONLY"}):
            yield Dropped(code=code, span=folded.span(m.start(), m.end()), why=why)
    if legs:
        return
    seen = 0
    last = -1
    for start, end in sorted(
        (m.start(), m.end()) for p in _RETOLD for m in p.finditer(folded.text)
    ):
        if start < last or seen >= 12 or not re.search(r"\d", folded.text[start:end]):
            continue
        last, seen = end, seen + 1
        told = reason(folded.text[start:end], document_date) or (
            "HISTORICAL_RECAP",
            "Retold in a document whose subject is something else.",
        )
        yield Dropped(code=told[0], span=folded.span(start, end), why=told[1])
