"""Several numbers in one sentence: the issuer's own part, and the sum that it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grammar.worded import Worded
from workers.issuance.named import Named
from workers.issuance.quantities import count

_N = r"\d{1,3}(?:,\d{3})+|\d{4,12}"
_US = frozenset({"company", "issuer", "registrant", "corporation", "partnership", "trust", "us"})
_OWN = Worded(
    re.compile(
        rf"(?i)(?:of\s+which|consisting\s+of|comprised\s+of|comprising|including)\s+(?:\([a-z]+\)\s*)?(?P<a>{_N})\s+(?:[\w-]+\s+){{0,8}}?by\s+(?:the\s+)?(?P<who>[\w’']+)"
        rf"|(?P<b>{_N})\s+of\s+which\s+(?:[\w-]+\s+){{0,5}}?by\s+(?:the\s+)?(?P<by>[\w’']+)"
    ),
    "which",
    "consisting",
    "comprised",
    "comprising",
    "including",
)
_MADE_OF = re.compile(r"(?i)\b(?:consisting|comprised)\s+of\b|\bcomprising\b")
_LIST = re.compile(
    rf"(?P<list>(?:{_N})(?:\s+shares)?(?:,\s+(?:{_N})(?:\s+shares)?)*,?\s+and\s+(?:{_N}))"
)


def own(sentence: str, found: Sequence[Named], issuer: str) -> list[Named]:
    """The securities of the issuer: its part of a joint sale, the stated sum of several takers."""
    return _whole(sentence, _summed(sentence, _own_part(sentence, found, issuer)))


def _own_part(sentence: str, found: Sequence[Named], issuer: str) -> list[Named]:
    """``3,000,000 shares, of which 2,200,000 were sold by the Company``: 2,200,000."""
    told = next(
        (
            m
            for m in _OWN.finditer(sentence)
            if (m["who"] or m["by"]).lower() in {*_US, issuer.lower()}
        ),
        None,
    )
    part = count(told["a"] or told["b"]) if told else None
    if told is None or part is None:
        return list(found)
    kept: list[Named] = []
    for named in found:
        if named.units is None or named.kind != "shares":
            kept.append(named)
        elif named.end <= told.start() + 60 and named.units > part and not kept:
            kept.append(replace(named, units=part))
    return kept or list(found)


def _summed(sentence: str, found: Sequence[Named]) -> list[Named]:
    """``400,000 and 250,000 shares, respectively, … an aggregate of 650,000 shares``: the sum."""
    if "respectively" not in sentence.lower():
        return list(found)
    shares = [n for n in found if n.kind == "shares" and n.units]
    for told in _LIST.finditer(sentence):
        parts = [count(n) or 0 for n in re.findall(_N, told["list"])]
        total = next((n for n in shares if n.units == sum(parts)), None)
        if total is not None:
            return [n for n in found if n is total or n.units not in parts]
    return list(found)


def _whole(sentence: str, found: Sequence[Named]) -> list[Named]:
    """``900 warrants consisting of (i) 600 warrants … and (ii) 300 warrants``: the 900; of units
    that are made up differently, the parts.
    """
    for total in found:
        if total.units is None or not _MADE_OF.search(sentence, total.end, total.end + 100):
            continue
        parts = [n for n in found if n.start > total.end and n.kind == total.kind]
        if len(parts) > 1 and sum(n.units or 0 for n in parts) == total.units:
            gone = [total] if total.unit_kind == "unit" else parts
            return [n for n in found if n not in gone]
    return list(found)
