"""Numbers of several takers of one deal: their sum as stated, or what each of them takes."""

from __future__ import annotations

import re

import re2

from workers.issuance import quantities
from workers.issuance.quantities import Quantity

_ALL_TOLD = re2.compile(
    r"(?i)\b(?:aggregate|total)(?:\s+number)?\s+of\s*$|合共\s*$|合計\s*$|共計\s*$|總數為?\s*$"
)
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|(?<![\d.])\d{5,12}(?![\d.])")
_EACH = re2.compile(
    r"(?P<first>\d{1,3}(?:,\d{3})+)(?:\s+(?:new\s+)?(?:[A-Z]\w*\s+){0,3}[Ss]hares)?(?:(?:,|,?\s+and)\s+\d{1,3}(?:,\d{3})+(?:\s+(?:new\s+)?(?:[A-Z]\w*\s+){0,3}[Ss]hares)?){1,9}[^.;\d]{0,60}?\brespectively\b"
)
"""``250,000,000 and 50,000,000 Capitalisation Shares respectively``."""
_EACH_ZH = re2.compile(r"(?:\d{1,3}(?:,\d{3})+股[、及和與]){1,9}\d{1,3}(?:,\d{3})+股")
"""``分別認購60,000,000股及40,000,000股認購股份``."""
_NOT_TAKEN = re.compile(
    r"(?i)\bminimum|\bmaximum|\bbefore\b|\bafter\b|\bexisting\b|\bholds?\b|\bheld\b|\$\s*$|最少|最多|之前|之後|現有|持有"
)
"""Before numbers of which each is a case or a holding, not a part."""


_LIST = re2.compile(r"\((?:i|a|1)\)[^.]{0,400}?\((?:ii|b|2)\)(?:[^.]|\.\d){0,600}")
_TAKEN = re.compile(
    r"(?i)\bsubscri(?:ption\s+of|be\s+for)\s+(?:an\s+aggregate\s+of\s+)?(?P<n>\d{1,3}(?:,\d{3})+)\s+new\s+shares"
)


def sum_of(lead: str, nouns: str, found: Quantity) -> Quantity | None:
    """The shares of all takers where ``found`` is the part of one; None where it stands alone."""
    return _stated_sum(lead, nouns, found) or _each_takes(lead, found) or _listed(lead, found)


def _each_takes(lead: str, found: Quantity) -> Quantity | None:
    """The sum of numbers that a sentence deals out to takers by ``respectively``."""
    for told in _EACH.finditer(lead):
        if not told.start() <= found.end <= told.end() + 1:
            continue
        before = re.split(r"\.\s|\n", lead[max(0, told.start() - 160) : told.start()])[-1]
        parts = [quantities.count(n) or 0 for n in _FIGURE.findall(told[0])]
        if _NOT_TAKEN.search(before) is None and found.units in parts:
            return Quantity(sum(parts), found.qualifier, told.start(), told.end(), told[0])
    for told in _EACH_ZH.finditer(lead):
        before = re.split(r"[。；\n]", lead[max(0, told.start() - 160) : told.start()])[-1]
        dealt = "分別" in before and _NOT_TAKEN.search(before) is None
        parts = [quantities.count(n) or 0 for n in _FIGURE.findall(told[0])]
        if dealt and found.units in parts:
            return Quantity(sum(parts), found.qualifier, told.start(), told.end(), told[0])
    return None


def _listed(lead: str, found: Quantity) -> Quantity | None:
    """The sum of the subscriptions that one sentence lists by ``(i)`` and ``(ii)``."""
    for told in _LIST.finditer(lead):
        taken = list(_TAKEN.finditer(told[0]))
        parts = [quantities.count(m["n"]) or 0 for m in taken]
        if len(parts) > 1 and found.units in parts and told.start() <= found.start <= told.end():
            start, end = told.start() + taken[0].start("n"), told.start() + taken[-1].end()
            return Quantity(sum(parts), found.qualifier, start, end, lead[start:end])
    return None


def _stated_sum(lead: str, nouns: str, first: Quantity) -> Quantity | None:
    """``an aggregate of 30,000,000 Subscription Shares``, where numbers before it add up to it."""
    before = [quantities.count(n) or 0 for n in _FIGURE.findall(lead)]
    for _, q in quantities.of_noun(lead, nouns):
        words = lead[max(0, q.start - 40) : q.start] + re.split(r"\d", q.text)[0]
        if (
            q.units > first.units
            and _ALL_TOLD.search(words)
            and _adds_up(before, q.units, first.units)
        ):
            return q
    return None


def _adds_up(figures: list[int], total: int, part: int) -> bool:
    """Whether a run of two to ten figures that holds ``part`` makes the total."""
    for i in range(len(figures)):
        for j in range(i + 2, min(i + 11, len(figures) + 1)):
            run = figures[i:j]
            if part in run and sum(run) == total:
                return True
    return False
