"""Agreements to issue shares that ended before anything was issued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.issuance.model import Leg

_ENDED = re.compile(
    r"(?i)\bterminat(?:e|ed|es|ing|ion\s+of)\b[^.]{0,160}?\b(?:(?:securities|stock|share|unit|note)s?\s+)?(?:purchase|subscription|underwriting|placement\s+agency)\s+agreements?\b|\b(?:private\s+placement|(?:public|direct)\s+offering|placement|financing)\b[^.]{0,80}?\b(?:has\s+been|was|were)\s+(?:terminated|withdrawn|cancell?ed)\b|\bwithdr(?:ew|awn|awal\s+of)\b[^.]{0,80}?\b(?:offering|placement)\b|\bagreements?\b[^.]{0,80}?\b(?:has|have|was|were)\s+(?:been\s+)?(?:mutually\s+)?terminated\b"
)
_ENDING = ("terminat", "withdr", "cancel")
"""Without any of these words nothing has ended."""
_NOT_YET = re.compile(
    r"(?i)\b(?:(?-i:may)|might|could|right\s+to|entitled\s+to|if|unless|until|upon)\b"
)
_CLOSED = frozenset({"completed", "terminated"})


def ends(sentence: str) -> bool:
    """Whether a sentence says that an agreement or an offering was ended."""
    small = sentence.lower()
    if not any(word in small for word in _ENDING):
        return False
    return _ENDED.search(sentence) is not None and _NOT_YET.search(sentence) is None


def terminated(retold: Sequence[Leg], span: tuple[int, int]) -> list[Leg]:
    """The retold legs of the agreement that ended, with the sentence that ends it."""
    return [
        replace(leg, status="terminated", spans=(span, *leg.spans), expected_closing_date=None)
        for leg in retold
        if leg.status not in _CLOSED and (leg.units or leg.gross)
    ]
