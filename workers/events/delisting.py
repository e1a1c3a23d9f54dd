"""A listing is in danger, moves or ends; a class of securities leaves the register.

Sources: Form 8-K Item 3.01, Forms 25 and 25-NSE (Exchange Act Rule 12d2-2), 15-12B, 15-12G,
15-15D and 15F (Rules 12g-4, 12h-6), HKEX headline 17600. Listing history raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import (
    Draft,
    EventType,
    Form,
    Found,
    Heading,
    HeadlineCode,
    Item,
    Phrase,
    Reading,
    Thresholds,
)
from workers.governance.passages import whole
from workers.notices import listing, when
from workers.notices.drafting import Notice
from workers.notices.statements import Statement, noticed, saying, sorted_out, unproven

TITLE = r"(?:withdrawal|cancellation|revocation)\s+of\s+(?:the\s+)?(?:company[’']s\s+)?listing|de-?listing|(?:notice|notification|letter)[^;]{0,60}(?:minimum\s+bid|listing\s+(?:rule|requirement|standard)s?|non-?compliance)|(?:notice|notification|letter|deficienc(?:y|ies)|determination)s?\s+(?:from|by|of)\s+(?:the\s+)?(?:nasdaq|nyse|new\s+york\s+stock\s+exchange)|(?:nasdaq|nyse)\s+(?:\w+\s+){0,4}?(?:notice|notification|letter|deficiency|non-?compliance)|transfer\s+of\s+listing|撤銷[^；]{0,10}上市|取消[^；]{0,10}上市地位|撤回[^；]{0,6}上市地位|除牌|退市"
_TITLE = re2.compile(f"(?i){TITLE}")
_US_MARKET = r"(?:nasdaq|nyse|new\s+york\s+stock\s+exchange)"
LEAVES = r"(?:announc|inten|appl|decid|decision|resolv|request)\w*\b[^.;]{0,160}?\bdelist\w*\b[^.;]{0,120}?\bfrom\b"
"""An issuer that gives up one of its listings: the others, if any, are kept."""
LEAD = rf"(?:receiv\w+|receipt|notified|advis\w+|notification|notice|letter)[^;]{{0,300}}?\b{_US_MARKET}\b[^;]{{0,500}}?(?:not\s+in\s+compliance|no\s+longer\s+(?:in\s+compliance|compl|satisf|meet)|fail\w*\s+to\s+(?:comply|meet|satisfy|maintain|regain)|non-?compliance|below\s+(?:the\s+)?minimum|delist|suspen)|{LEAVES}"
_LEAD = re2.compile(f"(?i){LEAD}")
_ITEMS = frozenset({"3.01"})
_CODES = frozenset({"17600"})
_VOLUNTARY = ("25",)
_EXCHANGE = ("25-NSE",)
_DEREGISTERS = ("15-12B", "15-12G", "15-15D", "15F", "15F-12B", "15F-12G", "15F-15D")
FORMS = tuple(
    f"{name}{end}" for name in (*_VOLUNTARY, *_EXCHANGE, *_DEREGISTERS) for end in ("", "/A")
)
_REGAINED = re.compile(
    r"(?:has |have )?(?:regained|re-established|cured)[^.;]{0,60}complian|(?:matter|deficiency) is (?:now )?closed|now complies|重新符合",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"determin\w+ to delist|will be delisted|delist(?:ed|ing) (?:of )?(?:the|its|our)|(?:voluntar\w+|(?:inten[dt]\w*|appl\w+|decided|decision|resolved|request\w*)\b[^.;]{0,60}) delist|file (?:with the SEC )?(?:a )?(?:notification of removal|form 25)|notification of removal|Form 25|commence[^.;]{0,30}delist|(?:withdraw\w*|cancel\w*|revo\w+)[^.;]{0,40}listing|suspend(?:ed)? (?:from )?trading|trading (?:of|in) [^.;]{0,60}be suspended|撤銷[^。；]{0,20}上市|取消[^。；]{0,20}上市地位|撤回[^。；]{0,12}上市|除牌",
    re.IGNORECASE,
)
_WILLED = re.compile(
    r"voluntar\w+|(?:company|board|registrant)[^.;]{0,80}(?:request(?:ed)?|notified|intends?|decided|elected|resolved|appl(?:ied|ication))[^.;]{0,140}(?:delist|withdraw|transfer|file (?:with the SEC )?a|Form 25|suspend)|自願|申請撤銷",
    re.IGNORECASE,
)
_ASKED = re.compile(r"voluntar|at (?:the|its) (?:\w+[’']s )?(?:own )?request", re.IGNORECASE)
_NOTIFIED = re.compile(
    r"(?:received|receipt of|was notified|notified the company|letter|notice|notification)[^.;]{0,400}(?:Nasdaq|NYSE|New York Stock Exchange|Exchange|listing|complian)|not in compliance|no longer (?:in compliance|satisf|meet)|fails? to (?:comply|meet|satisfy)|聯交所[^。；]{0,60}(?:通知|函件|決定)",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\bpropos|建議|subject to (?:the )?(?:approval|shareholders|scheme)|有待|須待", re.IGNORECASE
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for a form that ends a listing or registration, each Item 3.01, each title."""
    del labels  # forms, titles and items are found over whole documents, not in one section
    form = (reading.form or "").removesuffix("/A")
    if form in {*_VOLUNTARY, *_EXCHANGE, *_DEREGISTERS}:
        return sorted_out(_by_form(reading, form))
    return sorted_out(_answers(reading))


def _by_form(reading: Reading, form: str) -> Iterator[Draft]:
    passage = whole(reading)
    if passage is None:
        return
    named = listing.security_class(reading)
    subtype = (
        "exchange" if form in _EXCHANGE else "voluntary" if form in _VOLUNTARY else "deregistration"
    )
    yield Notice(reading=reading, passage=passage).draft(
        "delisting",
        subtype=subtype,
        status="effective",
        fields={
            "form": form,
            "market": None if subtype == "deregistration" else listing.market(reading.text.text),
            "securities": named,
            "security_kind": listing.kind_of(named or ""),
            "reason": listing.reason(named or ""),
        },
    )


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, codes=_CODES, lead=_LEAD):
        regained, ends, notified = (saying(passage, p) for p in (_REGAINED, _ENDS, _NOTIFIED))
        moves = [s for s in (*ends, *notified) if listing.moved_to(s.text)]
        said = regained[:1] or moves or notified or ends
        if not said:
            why = "no sentence tells that the listing is in danger, moves or ends"
            yield unproven(reading, passage, "delisting", why)
            continue
        notice = Notice(reading=reading, passage=passage, said=said)
        yield _draft(notice, regained=bool(regained), ends=ends)


def _draft(notice: Notice, *, regained: bool, ends: list[Statement]) -> Draft:
    text, body = notice.text, notice.passage.body
    to = listing.moved_to(body) if not regained else None
    willed = (
        to or any(_WILLED.search(s.text) for s in ends) or (not notice.passage.item and bool(ends))
    )
    determined = any(
        re.search(
            r"determin\w+ to delist|will be delisted|cancel\w* the listing|取消",
            s.text,
            re.IGNORECASE,
        )
        for s in ends
    )
    determined = determined and not any(_ASKED.search(s.text) for s in ends)
    effective = when.effective_date(text, notice.reading.document_date, order=notice.order)
    subtype = (
        "notice"
        if regained or not (willed or determined)
        else "voluntary"
        if willed and not determined
        else "exchange"
    )
    proposed = (
        subtype == "voluntary"
        and not notice.passage.item
        and _PROPOSED.search(notice.passage.title)
    )
    return notice.draft(
        "delisting",
        subtype=subtype,
        status="terminated" if regained else "proposed" if proposed else None,
        effective=None if proposed else effective,
        fields=_fields(notice, to),
    )  # fmt: skip


def _fields(notice: Notice, to: str | None) -> Mapping[str, Value]:
    body = notice.passage.body
    left = listing.left(notice.text) or listing.left(body)
    kept = listing.kept(body)
    return {
        "market": left or listing.market(notice.text) or listing.market(body),
        "to_market": to,
        "kept_market": kept if left and kept and not kept.startswith(left.split()[0]) else None,
        "reason": listing.reason(notice.text) or listing.reason(body),
        "rule": listing.rule(body),
        "deadline": listing.deadline(body, notice.order),
        "security_kind": _kind(notice),
        "compliance_regained": bool(_REGAINED.search(body)) or None,
    }


def _kind(notice: Notice) -> str | None:
    """By the title; the words of a notice name notes and warrants beside the shares."""
    titled = listing.kind_of(notice.passage.title) if not notice.passage.item else None
    return titled or ("equity" if listing.kind_of(notice.passage.body) == "equity" else None)


def identity(draft: Draft) -> str:
    """How and when: ``notice|2026-01-28``."""
    return f"{draft.subtype}|{draft.fields.get('form') or draft.status}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``listing notice from Nasdaq: minimum bid price, until 2026-07-27``."""
    market, to = draft.fields.get("market"), draft.fields.get("to_market")
    reason, until = draft.fields.get("reason"), draft.fields.get("deadline")
    if draft.status == "terminated":
        return (
            f"meets the listing rules of {market} again"
            if market
            else "meets the listing rules again"
        )
    if to:
        return f"moves its listing to {to}"
    told = {
        "notice": "listing notice" + (f" from {market}" if market else ""),
        "voluntary": "gives up its listing" + (f" on {market}" if market else ""),
        "exchange": "is delisted" + (f" by {market}" if market else ""),
        "deregistration": f"deregisters {draft.fields.get('securities') or 'a class of securities'}",
    }[str(draft.subtype)]
    return told + (f": {reason}" if reason else "") + (f", until {until}" if until else "")


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Critical where shares lose their market; high while it can still be cured, medium for
    a move or where another listing is kept, low for warrants and compliance regained, info for debt.
    """
    del thresholds
    kind = draft.fields.get("security_kind")
    if kind == "debt":
        return Severity.INFO
    if kind == "other" or draft.status == "terminated":
        return Severity.LOW
    kept = draft.subtype == "voluntary" and draft.fields.get("kept_market")
    if draft.fields.get("to_market") or kept:
        return Severity.MEDIUM
    return Severity.HIGH if draft.subtype == "notice" else Severity.CRITICAL


EVENT = EventType(
    name="delisting",
    subtypes=("notice", "voluntary", "exchange", "deregistration"),
    signals=(
        Form(names=FORMS),
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE),
        Phrase(
            pattern=r"listed\s+company\s+manual|listing\s+qualifications|listing\s+rules?\s+5\d\d\d|voluntar\w+\s+delist|be\s+delisted\s+from|delist\w*\s+(?:its|our|the)\s[^.;]{0,60}\sfrom"
        ),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
