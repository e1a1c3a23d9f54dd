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


def spoken_of(sentence: str, end: int) -> bool:
    """Shares that exist already: ``1,000 shares … outstanding``, ``held by``, ``repurchased``."""
    after = sentence[end : end + 60]
    return (
        _ON_EXERCISE.match(after) is None
        and re.match(
            r"(?i)[^.,;]{0,40}\b(?:outstanding|held\s+by|owned|repurchased|reserved(?!\s+for\s+the\s+(?:rights\s+)?offering)|authori[sz]ed|underlying|tendered|delivered|surrendered)\b",
            after,
        )
        is not None
    )
