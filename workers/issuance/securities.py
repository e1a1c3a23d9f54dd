"""Securities named in an English sentence with their number, value or principal amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workers.grammar.money import find_money
from workers.grammar.worded import Worded
from workers.issuance.quantities import UP_FROM, count, counts_before
from workers.issuance.standing import (
    BEFORE_NOW,
    GIVEN_BACK,
    ISSUED_THEN,
    NOT_ISSUED,
    OLD_WARRANTS,
    OPTION,
    RECEIVED,
    TO_HOLDERS,
    spoken_of,
)

_NUMBER = r"(?<![\d.,$])(?P<n>\d{1,3}(?:,\d{3})+|\d{4,12}|\d{1,4}(?:\.\d+)?\s+million|\d{2,3}(?=\s+shares\s+of\s+(?:[\w%.-]+\s+){0,7}?(?:preferred|preference)\b))"
_LIMIT = r"(?P<q>(?:up\s+to|approximately|about|at\s+least|not\s+more\s+than|a\s+maximum\s+of)\s+)?(?:an\s+(?:additional\s+)?aggregate\s+of\s+|a\s+total\s+of\s+|an\s+additional\s+)?(?:about\s+|approximately\s+)?"
_ADJECTIVES = r"(?:of\s+(?:its|our|the\s+Company['’]s)\s+)?(?:(?:pre-?funded|newly(?:-(?:designated|created|authori[sz]ed|issued))?|series\s+[a-z](?:-\d+)?|new|additional|unregistered|restricted|firm|fully\s+paid|issued|primary|private\s+placement|placement|preferred|preference|flow-through|earn-?out|consideration|exchange|conversion|commitment|settlement|purchased|(?:subordinate\s+)?voting|non-voting|common|limited\s+partner(?:ship)?)\s+){0,3}"
_SHARES = Worded(
    re.compile(
        rf"(?i){_LIMIT}{_NUMBER}\s+{_ADJECTIVES}(?P<what>(?:Class\s+[A-C]\s+)?(?:American\s+[Dd]epositary\s+[Ss]hares|ADSs|ADS|ordinary\s+shares|common\s+shares|shares|units))"
        r"(?:\s*\([^)]{0,60}\))?(?P<of>\s+of\s+(?:(?!\bof\b)[\w'’.&%-]+\s+){0,8}?(?:common|ordinary|capital|preferred|preference)\s+(?:stock|shares))?"
    ),
    "shares",
    "ads",
    "units",
)
_VALUE = Worded(
    re.compile(
        r"(?i)(?P<q>approximately\s+|up\s+to\s+)?(?P<m>\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)\s+(?:in|of|worth\s+of)\s+(?:value\s+of\s+)?(?:shares\s+of\s+)?(?:(?!\bof\b)[\w'’.&-]+\s+){0,5}?(?P<what>common\s+stock|ordinary\s+shares)"
    ),
    "common",
    "ordinary",
)
_NOTES = Worded(
    re.compile(
        r"(?i)(?P<m>(?:US)?\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)\s+(?:in\s+)?(?:aggregate\s+)?(?:principal\s+amount\s+)?(?:of\s+)?(?P<what>(?:[\w'’.%&/,-]+\s+){0,10}?(?:convertible|exchangeable)\s+(?:[\w-]+\s+){0,4}?(?:notes|debentures|bonds))"
    ),
    "convertible",
    "exchangeable",
)
_NOTES_BEHIND = Worded(
    re.compile(
        r"(?i)(?P<what>(?:convertible\s+)?(?:(?!(?:issue[ds]?|sold|sells?|an?|the|its|and|of)\s)[\w-]+\s+){0,3}?(?:notes?|debentures?|bonds?))\s*(?:\([^)]{0,60}\)\s*)?(?:(?:payable\s+)?to\s+[^$;]{3,90}?\s)?(?:in\s+(?:an?|the)|with\s+an?|for\s+the)\s+(?:(?:aggregate\s+|original\s+|initial\s+|total\s+)*principal\s+)?amount\s+of\s+(?:up\s+to\s+)?(?P<m>(?:US)?\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)"
    ),
    "amount",
)
_WARRANTS = Worded(
    re.compile(
        rf"(?i)(?:warrants?|investment\s+options?)\s+(?:\([^)]{{0,60}}\)\s*)?(?:to\s+(?:the\s+)?(?:[A-Z][\w.&,]*\s+){{1,5}})?(?:to\s+purchase|exercisable\s+for|to\s+acquire|covering|for)\s+{_LIMIT}{_NUMBER}\s+{_ADJECTIVES}(?P<what>shares|ADSs|ordinary\s+shares)"
    ),
    "warrant",
    "investment",
)
_COUNTED_WARRANTS = Worded(
    re.compile(
        rf"(?i){_LIMIT}{_NUMBER}\s+(?:(?:[\w-]+|Series\s+\w+)\s+){{0,4}}?(?P<what>warrants)\b(?!\s+to\s+(?:purchase|acquire)\s+(?:up\s+to\s+)?(?:an\s+aggregate\s+of\s+)?[\d,]{{3}})"
    ),
    "warrants",
)
"""``10,000,000 seven-year Warrants``: the number stands before them, not behind."""
_UNDER_WARRANTS = re.compile(
    r"(?i)\bwarrants?\b(?P<words>(?:[^.;$]|\$\s?\d[\d,]*(?:\.\d+)?(?![.,]?\d)){0,120}?)\b(?:to\s+(?:purchase|acquire)|exercisable\s+for)\s+(?:an\s+aggregate\s+of\s+)?$"
)
_EXERCISED = Worded(
    re.compile(
        r"(?i)exercised\s+(?:this\s+|the\s+|such\s+|its\s+|their\s+)?(?:over-?allotment\s+)?(?:option\s+)?in\s+full|full\s+exercise"
    ),
    "exercise",
)
_SEVERAL_NOTES = Worded(
    re.compile(
        r"(?i)(?P<what>convertible\s+(?:[\w-]+\s+){0,3}?(?:notes|debentures|bonds))\b[^;$]{0,200}?\bprincipal\s+amounts\s+of\b[^;]{0,200}?\bfor\s+(?:an\s+)?aggregate\s+(?:gross\s+proceeds|purchase\s+price|principal\s+amount)\s+of\s+(?P<m>(?:US)?\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)"
    ),
    "amounts",
)
_THE_NOTES = Worded(
    re.compile(
        r"(?i)(?P<m>(?:US)?\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)\s+(?:in\s+)?(?:aggregate\s+)?principal\s+amount\s+of\s+(?:the\s+|its\s+)(?P<what>Debentures|Notes|Bonds)\b"
    ),
    "principal",
)
_RANGE = Worded(
    re.compile(
        r"(?i)at\s+least\s+[\d,]+\s+shares[^.]{0,120}?(?:no\s+event\s+more|not\s+more|no\s+more|up\s+to)"
    ),
    "least",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A security in a sentence: how many, or worth how much, and where."""

    kind: str
    unit_kind: str
    security: str
    start: int
    end: int
    units: int | None = None
    amount: Decimal | None = None
    qualifier: str = "exact"
    additional: bool = False
    exercised: bool = False
    induced: bool = False
    """Shares on old warrants whose holders exercise them for new ones."""
    earlier: bool = False
    """Warrants of an issue of before (``issued in May 2020``)."""


def named_securities(sentence: str, *, convertible: bool = False) -> Iterator[Named]:
    """Every issue-like security: notes and warrants first, then shares that are neither.

    ``convertible`` says that ``the Notes`` of this text are convertible ones.
    """
    taken: list[tuple[int, int]] = []
    for named in (
        *_notes(sentence, convertible=convertible),
        *_warrants(sentence),
        *_counted_warrants(sentence),
        *_shares(sentence),
        *_values(sentence),
    ):
        if not any(a < named.end and named.start < b for a, b in taken):
            taken.append((named.start, named.end))
            yield named


def _notes(sentence: str, *, convertible: bool) -> Iterator[Named]:
    for pattern in (_NOTES, _SEVERAL_NOTES, *((_NOTES_BEHIND, _THE_NOTES) if convertible else ())):
        for m in pattern.finditer(sentence):
            hits = find_money(m["m"])
            if re.search(r"(?i)\boutstanding\b|surrender", sentence[m.end() : m.end() + 220]):
                continue
            option = re.search(
                r"(?i)additional|option|up\s+to|outstanding|exchang(?:e[ds]?|ing)\b(?!\s+for)|conver(?:sion|ted)\b|restructur|redeem|redempt|repa[iy]|retir|refinanc|repurchas|amend",
                sentence[max(0, m.start() - 40) : m.start()],
            )
            if hits and not option and not re.search(r"(?i)outstanding|existing", m["what"]):
                yield Named(
                    "notes",
                    "convertible",
                    " ".join(m["what"].split()),
                    m.start(),
                    m.end(),
                    None,
                    hits[0].amount,
                )


def _warrants(sentence: str) -> Iterator[Named]:
    for m in _WARRANTS.finditer(sentence):
        units = count(m["n"])
        if units:
            then = ISSUED_THEN.match(sentence, m.end()) is not None
            yield _warrant(m.start(), m.end(), units, m["q"], earlier=then)


def _warrant(
    start: int, end: int, units: int, limit: str | None, *, earlier: bool = False
) -> Named:
    qualifier = _qualifier(limit)
    return Named(
        "warrants", "warrant", "warrants", start, end, units, qualifier=qualifier, earlier=earlier
    )


def _counted_warrants(sentence: str) -> Iterator[Named]:
    for m in _COUNTED_WARRANTS.finditer(sentence):
        units = count(m["n"])
        before = sentence[max(0, m.start() - 220) : m.start()]
        words = sentence[m.end("n") : m.start("what")]
        plain = m["n"].isdigit() and len(m["n"]) < 5
        if (
            not units
            or units < 1000
            or plain
            or (NOT_ISSUED.search(before[-46:]) and not RECEIVED.search(before))
        ):
            continue
        if GIVEN_BACK.match(sentence, m.end()):
            continue
        if OLD_WARRANTS.search(before) or re.search(r"(?i)\bshares\b|existing", words):
            continue
        yield _warrant(m.start(), m.end(), units, m["q"])


def _shares(sentence: str) -> Iterator[Named]:
    if _RANGE.search(sentence):
        m = _RANGE.search(sentence)
        if m is not None:
            yield Named(
                "shares", "ordinary_share", "common stock", m.start(), m.end(), None, None, "range"
            )
        return
    for m in _SHARES.finditer(sentence):
        units = count(m["n"])
        before = TO_HOLDERS.sub("issued", sentence[: m.start()])[-46:]
        exercised = (
            _EXERCISED.search(sentence) is not None and re.search(r"(?i)option", before) is not None
        )
        few = 10 if re.search(r"(?i)\bprefer", m[0]) else 1000
        if not units or units < few or spoken_of(sentence, m.end()):
            continue
        if (NOT_ISSUED.search(before) or OPTION.search(sentence[: m.start()][-150:])) and (
            not exercised
        ):
            continue
        under = _under_warrants(sentence, m, units)
        if under is not None:
            yield under
            continue
        what = " ".join((m["what"] + (m["of"] or "")).split())
        if re.search(r"(?i)\b(?:preferred|preference)\s+$", sentence[m.start() : m.start("what")]):
            what = f"preferred {what}"
        kind = _unit_kind(what)
        for earlier in counts_before(sentence, m.start()):
            yield Named("shares", kind, what, *earlier)
        additional = (
            re.search(r"(?i)additional", sentence[max(0, m.start() - 30) : m.end()]) is not None
        )
        yield Named(
            "shares",
            kind,
            what,
            m.start(),
            m.end(),
            units,
            None,
            "up_to" if UP_FROM.search(sentence, 0, m.start()) else _qualifier(m["q"]),
            additional,
            exercised,
        )


def _under_warrants(sentence: str, m: re.Match[str], units: int) -> Named | None:
    """Warrants whose shares stand behind some words: ``new warrants, or …, to purchase 500 shares``."""
    at = max(0, m.start() - 120)
    told = _UNDER_WARRANTS.search(sentence[at : m.start()])
    if told is None:
        return None
    earlier = BEFORE_NOW.search(told["words"]) is not None
    return _warrant(at + told.start(), m.end(), units, m["q"], earlier=earlier)


def _unit_kind(what: str) -> str:
    """ADSs, preferred shares and units of several securities are no ordinary shares."""
    kinds = (("ads", r"\bADS|depositary"), ("preferred_share", r"\bprefer"), ("unit", r"^units$"))
    return next((k for k, p in kinds if re.search(p, what, re.IGNORECASE)), "ordinary_share")


def _values(sentence: str) -> Iterator[Named]:
    for m in _VALUE.finditer(sentence):
        hits = find_money(m["m"])
        before = sentence[max(0, m.start() - 46) : m.start()]
        if (
            hits
            and not NOT_ISSUED.search(before)
            and not re.search(r"(?i)additional|up\s+to", before[-24:])
        ):
            yield Named(
                "shares",
                "ordinary_share",
                m["what"].lower(),
                m.start(),
                m.end(),
                None,
                hits[0].amount,
                _qualifier(m["q"]),
            )


def _qualifier(words: str | None) -> str:
    if not words:
        return "exact"
    return "approximately" if re.match(r"(?i)approx|about", words) else "up_to"
