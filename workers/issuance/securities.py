"""Securities named in an English sentence with their number, value or principal amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.grammar.money import find_money
from workers.grammar.worded import Worded
from workers.issuance.named import ADJECTIVES, LIMIT, NUMBER, Named, qualifier_of
from workers.issuance.named_warrants import counted_warrants, under_warrants, warrants
from workers.issuance.quantities import UP_FROM, count, counts_before
from workers.issuance.standing import (
    NOT_ISSUED,
    OPTION,
    TO_HOLDERS,
    outstanding_then,
    spoken_of,
    under_adss,
)

_SHARES = Worded(
    re.compile(
        rf"(?i){LIMIT}{NUMBER}\s+{ADJECTIVES}(?P<what>(?:Class\s+[A-C]\s+)?(?:American\s+[Dd]epositary\s+[Ss]hares|ADSs|ADS|ordinary\s+shares|common\s+shares|shares|units))"
        r"(?:\s*\([^)]{0,60}\))?(?P<of>\s+of\s+(?:(?!\bof\b)[\w'’.&%-]+\s+){0,8}?(?:common|ordinary|capital|preferred|preference)\s+(?:stock|shares))?"
    ),
    "shares",
    "ads",
    "units",
)
_VALUE = Worded(
    re.compile(
        r"(?i)(?P<q>approximately\s+|up\s+to\s+)?(?P<m>\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)\s+(?:in|of|worth\s+of)\s+(?:value\s+of\s+)?(?:shares\s+of\s+)?(?:(?!\bof\b)[\w'’.&-]+\s+){0,5}?(?P<what>common\s+stock|ordinary\s+shares|preferred\s+stock)"
    ),
    "common",
    "ordinary",
    "preferred",
)
_ANY_SECURITIES = re.compile(
    r"(?i),?\s+(?:(?:and|or|and/or)\s+)?(?:preferred|debt|warrants|depositary|any\s+combination)\b"
)
"""Behind the value of common stock that a shelf registers with all other securities."""
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
_PLUS = re.compile(
    rf"(?i)(?:[^.;]|\.\d){{0,70}}?\bplus\s+an\s+additional\s+(?P<whole>{NUMBER})\s+(?=(?:purchased|sold|issued|pursuant|upon|from|in\s+connection|on|under|as|following|through)\b[^.;]{{0,70}}?\b(?:full\s+exercise|exercise\s+in\s+full|exercised)\b)"
)
"""Behind shares that were sold: ``plus an additional 1.4 million upon full exercise of the option``."""
_DONE = re.compile(r"(?i)\b(?:clos(?:ed|ing)|issued|sold|completed|consummated)\b")
_RANGE = Worded(
    re.compile(
        r"(?i)at\s+least\s+[\d,]+\s+shares[^.]{0,120}?(?:no\s+event\s+more|not\s+more|no\s+more|up\s+to)"
    ),
    "least",
)


def named_securities(sentence: str, *, convertible: bool = False) -> Iterator[Named]:
    """Every issue-like security: notes and warrants first, then shares that are neither.

    ``convertible`` says that ``the Notes`` of this text are convertible ones.
    """
    taken: list[tuple[int, int]] = []
    for named in (
        *_notes(sentence, convertible=convertible),
        *warrants(sentence),
        *counted_warrants(sentence),
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
        if outstanding_then(sentence, *m.span()) or under_adss(sentence, *m.span(), m["what"]):
            continue
        if (NOT_ISSUED.search(before) or OPTION.search(sentence[: m.start()][-150:])) and (
            not exercised
        ):
            continue
        under = under_warrants(sentence, m, units)
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
            "up_to" if UP_FROM.search(sentence, 0, m.start()) else qualifier_of(m["q"]),
            additional,
            exercised,
        )
        yield from _plus_more(sentence, m, kind, what)


def _plus_more(sentence: str, m: re.Match[str], kind: str, what: str) -> Iterator[Named]:
    """Option shares that were taken up, told behind the firm ones without a noun of their own."""
    plus = _PLUS.match(sentence, m.end()) if _DONE.search(sentence, 0, m.start()) else None
    more = count(plus["n"]) if plus else None
    if plus is not None and more:
        at = plus.span("whole")
        yield Named("shares", kind, what, *at, more, additional=True, exercised=True)


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
            and not _ANY_SECURITIES.match(sentence, m.end())
        ):
            yield Named(
                "shares",
                _unit_kind(m["what"]),
                m["what"].lower(),
                m.start(),
                m.end(),
                None,
                hits[0].amount,
                qualifier_of(m["q"]),
            )
