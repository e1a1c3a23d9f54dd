"""Rule 10b5-1 plans as remarks and footnotes tell them: claimed or not, adopted when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from workers.grammar.dates import find_dates

_TYPED = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
"""Month first, as remarks on US forms are typed: 11-15-22."""
_PLAN = re.compile(
    r"10b5-?1|\b(?:trading|sales?|selling)\s+(?:plan|program|arrangement|instruction)|"
    r"\bplan\s+adopted|\bpre-?arranged",
    re.IGNORECASE,
)
_RULE = re.compile(r"10b5-?1", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|no|without|never|neither|nor)\b[^.]{0,80}10b5-?1|10b5-?1[^.]{0,40}\bN/?A\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"\b(?:adopt|enter|establish|dated|execut|sign|approv|effective|instruct)\w*", re.IGNORECASE
)
_RULE_WORD = "10b5"
_PLAN_WORDS = (_RULE_WORD, "plan", "program", "arrange", "instruction")
"""A text that tells of a plan has one of these, and one that names the rule the first."""
MAX_TEXT = 20_000
"""Characters of a footnote or remark that are read for plans."""
_REACH = 160
"""Characters between ``adopted`` and its date, room for the adopting owner's name."""


def claims_plan(texts: Iterable[str]) -> bool:
    """Whether a text says that the sale is under a Rule 10b5-1 plan."""
    named = (text[:MAX_TEXT] for text in texts if _RULE_WORD in text.lower())
    return any(_RULE.search(text) and not _DENIED.search(text) for text in named)


def adoption_dates(texts: Iterable[str]) -> list[date]:
    """The dates on which plans were adopted, in order, each once."""
    found: list[date] = []
    for whole in texts:
        text = whole[:MAX_TEXT]
        lower = text.lower()
        if not any(word in lower for word in _PLAN_WORDS) or not _PLAN.search(text):
            continue
        if _RULE_WORD in lower and _DENIED.search(text):
            continue
        for word in _ADOPTED.finditer(text):
            adopted = _first_date(text, word.end(), word.end() + _REACH)
            if adopted and adopted not in found:
                found.append(adopted)
    return found


def _first_date(text: str, start: int, end: int) -> date | None:
    reach = text[start:end]
    named = [(hit.start, hit.value) for hit in find_dates(reach, order="mdy")]
    typed = [(m.start(), value) for m in _TYPED.finditer(reach) if (value := _typed(m))]
    return min([*named, *typed], default=(0, None))[1]


def _typed(found: re.Match[str]) -> date | None:
    month, of_month, year = (int(part) for part in found.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, of_month)
    except ValueError:
        return None
