"""The company's financial year ends on another day.

Sources: Form 8-K Item 5.03 (Item 8 before August 2004), HKEX headline 12400, titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Heading, HeadlineCode, Item, Reading, Thresholds
from workers.notices.drafting import Notice
from workers.notices.statements import clause, noticed, saying, sorted_out, unproven

_YEAR_END = (
    r"(?:(?:financial|fiscal)\s+year(?:[- ]end(?:ing)?)?(?:\s+date)?|year[- ]end(?:\s+date)?)"
)
TITLE = rf"change\s+(?:of|in)\s+(?:the\s+)?(?:company[’']s\s+)?{_YEAR_END}|(?:更改|變更|改變)[^；]{{0,8}}(?:財政年度|財務年度|會計年度|年結日|財政年結|年度結算)"
_TITLE = re2.compile(f"(?i){TITLE}")
_ITEMS = frozenset({"5.03", "8"})
_CODES = frozenset({"12400"})
_CHANGES = re.compile(
    rf"\bchang\w*[^.;]{{0,100}}{_YEAR_END}|{_YEAR_END}[^.;]{{0,80}}\bchanged?\b|(?:更改|變更|改變|改為)[^。；]{{0,20}}(?:年度|年結)|(?:年度|年結)[^。；]{{0,40}}(?:更改|變更|改為)",
    re.IGNORECASE,
)
_DAY = r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:the )?(?:last|first) \w+ (?:of|in|closest to|nearest)[^.;,]{3,40})"
_FROM_TO = re.compile(
    rf"\bfrom (?:a (?:fiscal|financial) year end(?:ing|ed) (?:on )?|the )?(?P<old>{_DAY})[^.;]{{0,80}}?\bto (?:a (?:fiscal|financial) year end(?:ing|ed) (?:on )?|the )?(?P<new>{_DAY})",
    re.IGNORECASE,
)
_TO = re.compile(rf"\b(?:to|end(?:s|ing)? on) (?P<new>{_DAY})", re.IGNORECASE)
_ZH = re.compile(
    r"由(?:每年)?(?P<old>[\u3400-\u9fff\d]{1,3}月[\u3400-\u9fff\d]{1,4}日)[^。；]{0,12}?(?:更改|變更|改)?(?:為|至)(?:每年)?(?P<new>[\u3400-\u9fff\d]{1,3}月[\u3400-\u9fff\d]{1,4}日)"
)
_REPORT = re.compile(
    r"transition (?:period|report)[^.;]{0,160}?\b(?:on |by )?form (?P<form>10-KT?|10-Q|20-F)",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:in order to|so as to|to align|to be consistent with|to coincide)\b|以便|旨在|為(?:使|與)",
    re.IGNORECASE,
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each item or title that moves the end of the financial year."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, codes=_CODES):
        said = [s for s in saying(passage, _CHANGES) if not re.match(r"(?i)item \d", s.text)]
        if said:
            named = sorted(said, key=lambda s: _days(s.text) == (None, None))
            notice = Notice(reading=reading, passage=passage, said=named)
            yield notice.draft("fiscal_year_change", subtype=None, fields=_fields(notice))
        elif not passage.item:
            why = "no sentence tells the day on which the year will end"
            yield unproven(reading, passage, "fiscal_year_change", why)


def _days(text: str) -> tuple[str | None, str | None]:
    both = _FROM_TO.search(text) or _ZH.search(text)
    if both:
        return both["old"], both["new"]
    only = _TO.search(text)
    return None, only["new"] if only else None


def _fields(notice: Notice) -> Mapping[str, Value]:
    old, new = _days(notice.text)
    report = _REPORT.search(notice.passage.body)
    return {
        "old_year_end": old,
        "new_year_end": new,
        "transition_report": report["form"].upper() if report else None,
        "reason": clause(notice.passage.body, _BECAUSE),
    }


def identity(draft: Draft) -> str:
    """The day of the decision."""
    return f"{draft.event_date}"


def headline(draft: Draft) -> str:
    """``moves its financial year end from June 30 to December 31``."""
    old, new = draft.fields.get("old_year_end"), draft.fields.get("new_year_end")
    return (
        "moves its financial year end"
        + (f" from {old}" if old else "")
        + (f" to {new}" if new else "")
    )


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low."""
    del draft, thresholds
    return Severity.LOW


EVENT = EventType(
    name="fiscal_year_change",
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
