"""Warrants that exist already: exercised because their holders are induced to, or only named.

An inducement agreement lowers the exercise price of old warrants and gives new ones for their
exercise at once. The shares on the old warrants are issued; the old warrants are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.issuance.named import Named

_OLD = re.compile(
    r"(?i)\b(?:existing|outstanding|previously\s+issued|old)\s+(?:[\w-]+\s+){0,4}$|\bholders?\s+of\s+(?:[\w-]+\s+){0,6}$|\bexercis(?:e|ed|ing)\s+(?:of\s+)?(?:(?!option)[\w-]+\s+){0,8}$"
)
_EXERCISED = re.compile(r"(?i)\bholders?\b[^.;]{0,60}\bexercised\b")
_NEW = re.compile(r"(?i)\bnew\s+(?:unregistered\s+)?$|\breceived?\s+$")
_INDUCED = re.compile(
    r"(?i)\binducement\b|\bagreed\s+to\s+(?:immediately\s+)?exercise\b|\b(?:immediate|cash)\s+exercise\s+of\b|\bwarrant\s+exercise\s+(?:agreement|letter)"
)
_SINCE = re.compile(
    r"(?i)[^.;,$]{0,90}\b(?:were|was|had|have|has)\s+(?:\w+\s+){0,3}?exercised\b(?!\s+in\s+part)"
)
_ALL_SINCE = re.compile(
    r"(?i)[^.;,$]{0,90},\s+(?:all\s+of\s+)?which\s+[^.;,]{0,40}?\bexercised\b(?!\s+in\s+part)"
)
_LEAD = 90
"""Characters before the warrants that tell whether they are old ones."""
_CONTEXT = 500


def without_old_warrants(text: str, a: int, b: int, named: Named) -> Named | None:
    """The shares that induced holders take up, None for old warrants that nobody exercises, and
    any other security as it is. ``a`` and ``b`` delimit the sentence in ``text``.
    """
    before = text[max(a, a + named.start - _LEAD) : a + named.start]
    if named.kind != "warrants" or _NEW.search(before) is not None:
        return named
    if not (_OLD.search(before) or _EXERCISED.search(text, a, a + named.start)):
        return None if named.earlier else named
    if not _INDUCED.search(text, max(0, a - _CONTEXT), b + _CONTEXT):
        return None
    return replace(
        named, kind="shares", unit_kind="ordinary_share", security="common stock", induced=True
    )


def exercised_since(sentence: str, warrants: Named, found: Sequence[Named]) -> bool:
    """Whether pre-funded warrants are told only as exercised: the shares on them are the issue.

    Of those sold and exercised in one sentence the shares must be counted there as well.
    """
    if _SINCE.match(sentence, warrants.end):
        return True
    counted = any(n.kind == "shares" and n.units == warrants.units for n in found)
    return counted and _ALL_SINCE.match(sentence, warrants.end) is not None
