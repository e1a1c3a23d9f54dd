"""Past accounts can no longer be relied upon, or are corrected.

Sources: Form 8-K Item 4.02, HKEX headlines 13700, 13750, 13800 (revision of published
results, prior-period adjustment, amended accounts). A changed presentation, rounding and
re-grouped comparatives raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Heading, HeadlineCode, Item, Reading, Thresholds
from workers.grammar.dates import find_dates
from workers.grammar.money import find_money
from workers.notices.drafting import Notice
from workers.notices.statements import clause, noticed, saying, sorted_out, unproven

TITLE = r"non-reliance on (?:previously|the previously)|prior[- ](?:year|period) adjustments?|restatement of[^;]{0,60}(?:financial|results|accounts|figures|comparative)|(?:revision|correction|revised|amendment)[^;]{0,50}(?:published|announced|audited|final|annual|interim)[^;]{0,30}(?:results|accounts|financial statements)|往年(?:度)?調整|上年度調整|過往年度調整|前期調整|重列[^；]{0,16}(?:財務|業績|報表)|(?:修訂|更正)[^；]{0,16}(?:已刊發|已公佈|全年|年度|中期)[^；]{0,8}(?:業績|賬目|財務報表)"
_TITLE = re2.compile(f"(?i){TITLE}")
_CODES = frozenset({"13700", "13750", "13800"})
_ITEMS = frozenset({"4.02"})
_UNRELIABLE = re.compile(
    r"(?:no longer|not)[^.;]{0,30}\bbe relied (?:up)?on|should not (?:any longer |no longer )?(?:be )?rel(?:y|ied)|non-reliance|不應(?:再)?(?:被)?(?:依賴|倚賴)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\brestat(?:e|ed|ement|ing)\b|\bprior[- ](?:year|period) (?:adjustments?|errors?)|\b(?:errors?|misstatements?)\b|(?:revised|corrected|amended) (?:figures|results|amounts)|重列|往年調整|過往年度調整|前期(?:錯誤|差錯|調整)|錯誤|更正|修訂",
    re.IGNORECASE,
)
_NO_NEED = re.compile(
    r"\b(?:no|not)\b[^.;]{0,40}(?:restate|restatement)|reclassif|re-?presentation|conform (?:to|with)[^.;]{0,30}presentation|rounding|毋須重列|無須重列|重新分類",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:due to|because of|as a result of|resulting from|relat(?:ed|ing) to|in connection with|attributable to)\b|由於|因(?=[\u3400-\u9fff])|源於",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:(?:fiscal )?years?|quarters?|(?:three|six|nine|twelve)[- ]months?|periods?)(?: periods?)? (?:then )?end(?:ed|ing)[^.;]{0,160}|截至[^。；]{0,60}止[^。；，]{0,10}",
    re.IGNORECASE,
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 4.02 or title that takes past accounts back."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, codes=_CODES):
        taken_back = saying(passage, _UNRELIABLE)
        said = taken_back or [s for s in saying(passage, _CORRECTS) if not _NO_NEED.search(s.text)]
        if said:
            yield _draft(
                Notice(reading=reading, passage=passage, said=said), unreliable=bool(taken_back)
            )
        else:
            why = "no words say that earlier accounts are wrong"
            yield unproven(reading, passage, "restatement", why, saying(passage, _NO_NEED))


def _draft(notice: Notice, *, unreliable: bool) -> Draft:
    body = notice.passage.body
    money = find_money(notice.text, dollar="USD" if notice.reading.form else None)
    return notice.draft(
        "restatement",
        subtype="non_reliance" if unreliable else "restatement",
        fields={
            "periods": _periods(notice.text) or _periods(body),
            "amount": money[0].amount if money else None,
            "currency": money[0].currency if money else None,
            "cause": clause(notice.text, _CAUSE),
            "identified_by": _identified_by(notice.text),
            "restated_accounts_to_come": bool(
                re.search(
                    r"(?:intends?|expects?|plans?|will)[^.;]{0,60}\b(?:restat|amend|file)",
                    body,
                    re.IGNORECASE,
                )
            )
            or None,
        },
    )


def _periods(text: str) -> Value:
    """The last days of the periods concerned, in the order of the text."""
    days: list[date] = []
    for found in _PERIOD.finditer(text):
        days += [hit.value for hit in find_dates(found.group())]
    return tuple(dict.fromkeys(days)) or None


def _identified_by(text: str) -> str | None:
    found = re.search(
        r"\b(?:Audit Committee|Board of Directors|board|management|independent (?:registered )?(?:public )?account(?:ants?|ing firm)|auditors?)\b(?=[^;]{0,400}\b(?:concluded|determined|identified|advised|notified))|審核委員會|董事會|核數師",
        text,
        re.IGNORECASE,
    )
    return found.group().lower() if found else None


def identity(draft: Draft) -> str:
    """What and the day: ``non_reliance|2026-02-04``."""
    return f"{draft.subtype}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``past accounts can no longer be relied upon: 2024-12-31``."""
    periods = draft.fields.get("periods")
    named = ", ".join(str(p) for p in periods) if isinstance(periods, tuple) else ""
    told = (
        "past accounts can no longer be relied upon"
        if draft.subtype == "non_reliance"
        else "past accounts are corrected"
    )
    return f"{told}: {named}" if named else told


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Critical where accounts cannot be relied upon; high for a correction."""
    del thresholds
    return Severity.CRITICAL if draft.subtype == "non_reliance" else Severity.HIGH


EVENT = EventType(
    name="restatement",
    subtypes=("non_reliance", "restatement"),
    signals=(
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
