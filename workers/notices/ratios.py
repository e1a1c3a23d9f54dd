"""In what ratio old shares or depositary shares become new ones, as prose prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from workers.grammar.numbers import parse_han
from workers.grammar.spelled import SPELLED

_NUMBER = r"(?:[a-z]{3,9}(?:-[a-z]{3,5})?\s*\(\s*\d{1,5}\s*\)|\d[\d,]{0,8}(?:\.\d{1,3})?|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|hundred)(?:-[a-z]{3,5})?)"
_SHARES = r"(?:(?!ADSs?\b|ADRs?\b)[\w’'.$-]+\s+){0,8}?shares?"
_ADS = r"(?:American\s+[Dd]epositary\s+(?:[Ss]hares?|[Rr]eceipts?)(?:\s*\([^)]{1,30}\))?|ADSs?|ADRs?|depositary\s+shares?)"
_FOR = re.compile(
    rf"\b(?P<new>{_NUMBER})\s?[- ](?:for|to)[- ](?P<old>{_NUMBER})\b|\b(?P<new2>\d{{1,3}}):(?P<old2>\d{{1,5}})\b(?=[^.;]{{0,30}}\b(?:split|consolidation|ratio))",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:every|each)\s+(?P<old>{_NUMBER}|share)\b(?:[^.;]|\.\d){{0,180}}?\b(?:into|for|become|as)\s+(?P<new>{_NUMBER})\b",
    re.IGNORECASE,
)
_REPRESENTS = re.compile(
    rf"(?P<ads>{_NUMBER})\s+(?:new\s+|current\s+)?{_ADS}(?:\s*\([^)]{{1,40}}\))?\s*(?:representing|to|being|=|:)\s*(?P<shares>{_NUMBER})\s+{_SHARES}"
    rf"|(?P<shares2>{_NUMBER})\s+{_SHARES}\s+(?:to|per|for(?:\s+each)?)\s+(?P<ads2>{_NUMBER})\s+{_ADS}",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"每(?P<old>[一二三四五六七八九十百\d]{1,4})\s?(?:（\d+）|\(\d+\))?\s?股[^。；]{0,80}?(?:合併|合并|拆細|拆分|拆股|分拆)(?:為|为|成)(?P<new>[一二三四五六七八九十百\d]{1,5})\s?(?:（\d+）|\(\d+\))?\s?股"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """``new`` units stand for ``old`` ones before; ``of`` says of what."""

    new: Fraction
    old: Fraction
    of: Literal["ads", "shares"]

    @property
    def printed(self) -> str:
        """``1-for-10``; of depositary shares how many shares one stands for, before and now."""
        if self.of == "ads":
            return f"{_plain(self.old)} to {_plain(self.new)} shares per ADS"
        return f"{_plain(self.new)}-for-{_plain(self.old)}"

    @property
    def is_consolidation(self) -> bool:
        """Whether fewer units remain."""
        return self.new < self.old if self.of == "shares" else self.new > self.old


def find_ratio(text: str) -> Ratio | None:
    """The first ratio that a sentence tells, or None."""
    ads = [_per_ads(m) for m in _REPRESENTS.finditer(text)]
    if len(ads) >= 2 and ads[0] != ads[1]:
        return Ratio(old=ads[0], new=ads[1], of="ads")
    zh = _ZH.search(text)
    if zh:
        return Ratio(new=_number(zh["new"]), old=_number(zh["old"]), of="shares")
    for found in (*_EVERY.finditer(text), *_FOR.finditer(text)):
        parts = found.groupdict()
        new, old = parts.get("new") or parts.get("new2"), parts.get("old") or parts.get("old2")
        ratio = Ratio(new=_number(new or ""), old=_number(old or ""), of="shares")
        if ratio.new and ratio.old and ratio.new != ratio.old:
            return ratio
    return None


def _per_ads(found: re.Match[str]) -> Fraction:
    ads = _number(found["ads"] or found["ads2"])
    return _number(found["shares"] or found["shares2"]) / ads if ads else Fraction(0)


def _number(words: str) -> Fraction:
    """A number in figures, words or both (the figures win); 0 where it is none."""
    figures = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    if figures:
        return Fraction(figures.group().replace(",", ""))
    if words.lower() == "share":
        return Fraction(1)
    return Fraction(SPELLED.get(words.lower().strip(), parse_han(words) or 0))


def _plain(number: Fraction) -> str:
    return str(number)
