"""Words that tell that securities exist already, are promised only, or are given back."""

from __future__ import annotations

import re

from workers.grammar.worded import Worded

OLD_WARRANTS = re.compile(r"(?i)\bexercised\b|\bredeem|\bexpire")
ISSUED_THEN = re.compile(
    r"(?i)\s*(?:of\s+(?:[\w'’]+\s+){1,4}?(?:stock|shares)\s+)?(?:that\s+were\s+)?issued\s+(?:in|on)\s+(?:or\s+about\s+)?(?-i:[A-Z])"
)
"""Behind warrants of before: ``to purchase 500 shares of common stock issued on June 1, 2025``."""
GIVEN_BACK = re.compile(
    r"(?i)\s+(?:were|was|are|have\s+been)\s+(?:\w+\s+)?(?:tendered|forfeited|cancell?ed|surrendered|redeemed|outstanding)\b"
)
OF_BEFORE = re.compile(
    r"(?i)\bwarrants\s+(?:that|which)\s+(?:were|had\s+been)\s+(?:\w+\s+)?issued\b[^.;]{0,60}?\bin\s+connection\s+with\b"
)
"""A list of what is outstanding names where its warrants come from."""
RECEIVED = re.compile(r"(?i)\breceived?\s+$")
"""What holders of old securities are given."""
BEFORE_NOW = re.compile(r"(?i)\b(?:issued|sold|granted)\s+(?:in|on|by|as|pursuant|to)\b|\bdated\b")
NOT_ISSUED = re.compile(
    r"(?i)(?:options?|rights?)\s+to\s+(?:purchase|acquire|subscribe)|stock\s+options?|outstanding|repurchase|buy\s?-?back|\bowns?\b|beneficial|\bholders?\s+of|\bhold(?:s|ing)?\b|"
    r"selling\s+(?:stock|share)holders?|of\s+which|includ(?:ing|ed|es)|inclusive\s+of|authori[sz]ed|authority|capital\s+stock\s+of|reserved|registration|\bresale|resell|\btender|\bsplit|dividend|per\s+share\s+of|each\s+share|par\s+value|option\s+grant|escrow|from\s+its\s+shareholders|grants?\b|surrender|forfeit|cancel|withheld|conversion\s+of\b|\bconverted\s+(?:an\s+aggregate\s+of\s+)?$|\brepresenting\b|\bconvertible\b[^;,]{0,34}?\binto\s+(?:up\s+to\s+)?$"
)
OPTION = Worded(
    re.compile(
        r"(?i)\boptions?\b[^.;]{0,110}?\bto\s+(?:purchase|acquire|subscribe\s+for|buy)\s+(?:up\s+to\s+)?(?:an\s+)?(?:additional\s+)?(?:aggregate\s+of\s+)?$"
    ),
    "option",
)
TO_HOLDERS = re.compile(
    r"(?i)\bissued\s+to\s+(?:[\w-]+\s+){0,4}?(?:stock|share|note|unit)?holders\s+of\b|\boffering\s+includes\b"
)
"""Those who receive the shares, not those who hold them; and what an offering is made of."""
_ON_EXERCISE = re.compile(
    r"(?i)\s*(?:to\s+[^.,;]{0,40}?\s)?upon\s+(?:the\s+)?(?:[\w-]+\s+)?(?:exercise|conversion)s?\b"
)
_MAY_BE_TAKEN = re.compile(
    r"(?i)[^.,;]{0,30}\b(?:that|which)\s+(?:the\s+)?underwriters?\s+(?:have|has|had|may)\b"
)
"""``1,425,000 shares that the underwriters have the option to purchase``."""
_AFTERWARDS = re.compile(
    r"(?i)\boutstanding,?\s+(?:immediately\s+|as\s+of\s+)?(?:after|following|upon|prior\s+to|before)\b(?:(?!\b(?:sold|sells?|issued?|offered|purchased|closed|completed|(?:offering|placement)\s+of)\b|[.;]\s)[^;]){0,220}$"
)
"""Before a count: ``ordinary shares outstanding immediately after this offering: ``."""
_OR_SO_MANY = re.compile(
    r"(?i)\boutstanding\b(?:(?!\b(?:sold|sells?|issued?)\b)[^.;()]){0,140}\(\s*or\s+(?:approximately\s+)?$"
)
"""Before the count that would stand outstanding if an option were exercised."""
_WILL_STAND = re.compile(
    r"(?i)[^.,;]{0,70}\b(?:outstanding,?\s+(?:immediately\s+)?(?:after|following|upon|prior\s+to|before)|(?:to|will|would|shall)\s+be\s+(?:issued\s+and\s+)?outstanding)\b"
)
_OR = re.compile(r"(?i)\(\s*or\s+(?:(?:up\s+to|approximately|a\s+total\s+of)\s+)?$")
_IF = re.compile(r"(?i)[^().;]{0,60}\b(?:if|assuming)\b[^().;]{0,140}?\bexercise")
"""Behind ``12,000,000 ADSs (or 13,800,000 ADSs if the option is exercised in full)``."""
_HAS = re.compile(
    r"(?i)\b(?:(?:will|would|shall)\s+(?:then\s+)?have|there\s+(?:are|were|(?:will|would)\s+be))\s+(?:approximately\s+|an?\s+(?:aggregate|total)\s+of\s+)?$"
)
"""Before the first of several counts that are outstanding together."""
_TOGETHER = re.compile(r"(?i)[^.;$]{0,200}\boutstanding\b")
_OF_ADSS = re.compile(
    r"(?i)\b(?:ADSs?|depositary\s+(?:shares|receipts))\b[^.;]{0,90}?(?:\brepresent(?:s|ing)?|\bequivalent\s+(?:of|to)|\bequal(?:s|ling)?(?:\s+to)?|\bcorrespond(?:s|ing)?\s+to|\bconsisting\s+of|\(\s*or)\s+(?:an?\s+|the\s+)?(?:(?:aggregate|total|equivalent)\s+of\s+)?$"
)
"""Before the shares that ADSs stand for, which are the same securities told again."""
_AS_ADSS = re.compile(
    r"(?i)[\s,(]*(?:represented\s+by|in\s+the\s+form\s+of|evidenced\s+by|underlying)\s+(?:an\s+aggregate\s+of\s+)?\d[\d,.]*\s+(?:million\s+)?(?:ADSs?|American)\b"
)
_DEPOSITARY = re.compile(r"(?i)\bADSs?\b|depositary")


def outstanding_then(sentence: str, start: int, end: int) -> bool:
    """Whether a count is one of all shares that stand outstanding before or after an offering,
    or the one that holds only if an option is exercised.
    """
    before = sentence[max(0, start - 300) : start]
    if _OR.search(before) and _IF.match(sentence, end):
        return True
    if "utstanding" not in sentence and "UTSTANDING" not in sentence:
        return False
    return (
        _WILL_STAND.match(sentence, end) is not None
        or (_HAS.search(before) is not None and _TOGETHER.match(sentence, end) is not None)
        or _AFTERWARDS.search(before) is not None
        or _OR_SO_MANY.search(before) is not None
    )


def under_adss(sentence: str, start: int, end: int, what: str) -> bool:
    """Whether shares are those that a number of ADSs in the same sentence stands for."""
    if _DEPOSITARY.search(what):
        return False
    told = _OF_ADSS.search(sentence[max(0, start - 160) : start])
    return told is not None or _AS_ADSS.match(sentence, end) is not None


def spoken_of(sentence: str, end: int) -> bool:
    """Shares that exist already: ``1,000 shares … outstanding``, ``held by``, ``repurchased``."""
    after = sentence[end : end + 60]
    if _MAY_BE_TAKEN.match(after):
        return True
    return (
        _ON_EXERCISE.match(after) is None
        and re.match(
            r"(?i)[^.,;]{0,40}\b(?:outstanding|held\s+by|owned|repurchased|reserved(?!\s+for\s+the\s+(?:rights\s+)?offering)|authori[sz]ed|underlying|tendered|delivered|surrendered)\b",
            after,
        )
        is not None
    )
