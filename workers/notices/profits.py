"""What a profit warning or alert expects: period, direction, range, reasons, in two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from watcher.model import Value
from workers.governance.passages import Passage
from workers.grammar.money import MoneyHit, find_money
from workers.notices.statements import Statement, clause, statements
from workers.notices.when import stated_date
from workers.results.period import Period, find_period

BAD = frozenset({"turn_to_loss", "loss", "wider_loss", "decrease"})
"""Directions that are a warning; the others are good news."""

EXPECTS = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|anticipat\w+|estimat\w+|likely|will (?:record|report|decrease|increase)|is set to)\b|預期|预期|預計|预计|估計|料將|可能錄得|將錄得|将录得",
    re.IGNORECASE,
)
RESULT = re.compile(
    r"\b(?:profits?|loss(?:es)?|results|earnings|turnaround|net income|EBITDA|revenue)\b|溢利|虧損|亏损|盈利|純利|纯利|淨利|净利|業績|业绩|轉虧|轉盈|扭虧",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:as )?(?:compared|comparing|against|versus|whereas|while|from (?:a|the) (?:net )?(?:profit|loss))\b|(?<!less )(?<!more )\bthan\b|\b(?:in contrast to|year[- ]on[- ]year)\b|，?而(?=[^。]{0,40}(?:錄得|溢利|虧損|去年|二零|20))|相比|比較|較(?=[\u3400-\u9fff\d])|對比|去年同期|上年同期",
    re.IGNORECASE,
)
_TO_LOSS = re.compile(
    r"由盈轉虧|轉盈為虧|由盈转亏|profit[- ]to[- ]loss|turn(?:ed|s|ing)?[^.;]{0,40} profit[^.;]{0,40}(?:in)?to (?:a )?(?:net )?loss",
    re.IGNORECASE,
)
_TO_PROFIT = re.compile(
    r"轉虧為盈|扭虧為盈|由虧轉盈|扭亏为盈|turn(?:ed|s|ing)?[- ]?around|loss[- ]to[- ]profit|turn(?:ed|s|ing)?[^.;]{0,40} loss[^.;]{0,40}(?:in)?to (?:a )?(?:net )?profit",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?P<loss>\bloss(?:es)?\b|虧損|亏损)|(?P<profit>\bprofits?\b|\bearnings\b|\bnet income\b|溢利|盈利|純利|纯利|淨利|净利)|(?P<other>\bresults\b|\brevenue\b|業績|业绩|收入)",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:increas\w+|growth|grow|rise|rose|higher|improve\w*|surge|jump|widen\w*|substantial gain)\b|增加|增長|增长|上升|上漲|擴大|扩大|改善|大幅增",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:decreas\w+|declin\w+|reduc\w+|drop\w*|fall|fell|lower|shrink|narrow\w*|deteriorat\w+)\b|減少|减少|下降|下跌|下滑|減幅|縮減|收窄|倒退",
    re.IGNORECASE,
)
_PCT = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*(?:%|％|per ?cent)")
_UNAUDITED = re.compile(
    r"\bunaudited\b|(?:not|neither)\b[^.;]{0,60}\b(?:audited|reviewed)|未經審核|未经审[核计]|未經[^。；]{0,20}(?:審核|審閱|審計)|preliminary (?:review|assessment)|初步(?:審閱|評估)",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"(?:mainly|primarily|principally|largely|is|are|was|were) (?:\w+ )?attributable to|(?:due|owing) to|mainly (?:because|resulted from)|as a result of|主要(?:是)?(?:由於|歸因於|因|原因(?:包括|為|是|如下)?)|乃?由於|歸因於",
    re.IGNORECASE,
)
_TO_SECOND = re.compile(
    r"元?\s*(?:至|到|to|and|-|–|~)\s*(?:約|approximately )?(?P<second>\d[\d.,]*\s?(?:million|billion|億|亿|千萬|百萬|百万|萬|万))",
    re.IGNORECASE,
)
"""The upper end of a range that names its currency once: ``人民幣1.2億元至1.4億元``."""
_PUBLISHED = re.compile(
    r"expected to be (?:published|announced|released)|預[期計](?:將)?(?:會)?於|將於", re.IGNORECASE
)


_AT_LEAST = re.compile(r"\b(?:not|no) less than\b|\bat least\b|不少於|不低於|至少", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(?:not|no) more than\b|\bup to\b|不多於|不超過|最多", re.IGNORECASE)


def expectations(passage: Passage) -> list[Statement]:
    """The sentences that expect a result, the ones with a direction first."""
    found = [
        s
        for s in statements(passage)
        if EXPECTS.search(s.text) and RESULT.search(s.text) and _is_about_results(s.text)
    ]
    return sorted(found, key=lambda s: (s.is_retold, direction(s.text) is None))


def direction(text: str) -> str | None:
    """turn_to_loss, turn_to_profit, loss, profit, wider_loss, narrower_loss, decrease or
    increase; None where the words do not tell.
    """
    if _TO_LOSS.search(text):
        return "turn_to_loss"
    if _TO_PROFIT.search(text):
        return "turn_to_profit"
    expects = EXPECTS.search(text)
    split = _COMPARED.search(text, expects.end() if expects else 0)
    now, then = (text[: split.start()], text[split.start() :]) if split else (text, "")
    ahead = now[expects.start() if expects else 0 :]
    noun, before = _noun(ahead) or _noun(now), _noun(then)
    if noun == "loss" and before == "profit":
        return "turn_to_loss"
    if noun == "profit" and before == "loss":
        return "turn_to_profit"
    move = _moves(ahead) or _moves(then)
    if move is None and noun == before:
        move = _by_amounts(ahead, then)
    return _change(noun or before, move)


def period(texts: Sequence[str]) -> Period | None:
    """The period whose result is expected: the first one that a sentence names."""
    return find_period(texts)


def spoken(passage: Passage, said: Sequence[Statement]) -> Period | None:
    """The period that the sentences, else the title or the body, speak of."""
    return period([*(s.text for s in said), passage.title, passage.body])


def fields(passage: Passage, said: Sequence[Statement]) -> Mapping[str, Value]:
    """The fields of the event, from the sentence that expects and the ones around it."""
    text = said[0].text if said else ""
    expected = spoken(passage, said)
    return {
        "direction": direction(text) if said else None,
        "measure": _measure(text),
        "range": _range(text),
        "comparative": _comparative(text),
        "period_start": expected.start if expected else None,
        "period_end": expected.end if expected else None,
        "period_type": expected.kind if expected else None,
        "reasons": _reasons(passage),
        "unaudited": bool(_UNAUDITED.search(passage.body)) or None,
        "results_expected": _results_expected(passage),
    }


def _is_about_results(text: str) -> bool:
    """Not the sentence that only says when the results will be published."""
    published = re.search(
        r"\b(?:publish\w*|announce(?:d|ment)? (?:by|on|in|before)|released)\b|刊發|公佈|發佈|刊登",
        text,
        re.IGNORECASE,
    )
    return not (published and direction(text) is None)


def _noun(text: str) -> str | None:
    found = _NOUN.search(text)
    return found.lastgroup if found else None


def _moves(text: str) -> str | None:
    up, down = _UP.search(text), _DOWN.search(text)
    if up and down:
        return "up" if up.start() < down.start() else "down"
    return "up" if up else "down" if down else None


def _by_amounts(ahead: str, then: str) -> str | None:
    """``a loss of RMB12 million as compared with a loss of RMB48 million``: down."""
    now, old = find_money(ahead, dollar="HKD")[:2], find_money(then, dollar="HKD")[:1]
    if not now or not old or any(hit.currency != old[0].currency for hit in now):
        return None
    if all(hit.amount < old[0].amount for hit in now):
        return None if _AT_LEAST.search(ahead) else "down"
    if all(hit.amount > old[0].amount for hit in now):
        return None if _AT_MOST.search(ahead) else "up"
    return None


def _change(noun: str | None, move: str | None) -> str | None:
    if noun == "loss":
        return {"up": "wider_loss", "down": "narrower_loss", None: "loss"}[move]
    if noun in {"profit", "other"}:
        return {"up": "increase", "down": "decrease", None: "profit" if noun == "profit" else None}[
            move
        ]
    return None


def _measure(text: str) -> str | None:
    found = re.search(
        r"(?:consolidated )?(?:net )?(?:profit|loss)(?:es)?(?: after (?:income )?tax(?:ation)?| before tax(?:ation)?)? attributable to (?:the )?(?:owners|equity holders|shareholders)(?: of the (?:Company|parent))?|(?:net|gross|operating) (?:profit|loss)|(?:profit|loss) (?:before|after) tax(?:ation)?|本公司(?:擁有人|股東|權益持有人)應佔(?:溢利|虧損|利潤)|淨(?:溢利|虧損|利潤)",
        text,
        re.IGNORECASE,
    )
    return " ".join(found.group().split()) if found else None


def _range(text: str) -> Value:
    """The expected figure or percentage as {low, high, unit}; the one before the comparison."""
    expects = EXPECTS.search(text)
    split = _COMPARED.search(text, expects.end() if expects else 0)
    start, until = (expects.end() if expects else 0), (split.start() if split else len(text))
    money = _money(text, start, until)
    if money:
        return {"low": min(money), "high": max(money), "unit": _currency(text, start, until)}
    shares = [Decimal(m.group(1)) for m in _PCT.finditer(text)][:2]
    return {"low": min(shares), "high": max(shares), "unit": "percent"} if shares else None


def _comparative(text: str) -> Value:
    expects = EXPECTS.search(text)
    split = _COMPARED.search(text, expects.end() if expects else 0)
    if split is None:
        return None
    hits = find_money(text, split.start(), len(text), dollar=None)
    return {"value": hits[0].amount, "unit": hits[0].currency} if hits else None


def _money(text: str, start: int, until: int) -> list[Decimal]:
    """Amounts of one currency; ``HK$60 to 70 million`` gives its scale to both."""
    hits: list[MoneyHit] = find_money(text, start, until, dollar=None)[:2]
    if len(hits) == 2 and hits[0].currency != hits[1].currency:
        hits = hits[:1]
    amounts = [h.amount for h in hits]
    if len(hits) == 1:
        second = _TO_SECOND.match(text[hits[0].end : hits[0].end + 40])
        other = find_money(f"RMB{second['second']}") if second else []
        amounts += [h.amount for h in other]
    if len(amounts) == 2 and amounts[0] * 1000 < amounts[1]:
        return amounts[1:]
    return amounts


def _currency(text: str, start: int, until: int) -> str:
    return find_money(text, start, until, dollar=None)[0].currency


def _reasons(passage: Passage) -> str | None:
    return next((r for s in statements(passage) if (r := clause(s.text, _BECAUSE, 400))), None)


def _results_expected(passage: Passage) -> date | None:
    for s in statements(passage):
        found = _PUBLISHED.search(s.text)
        if found and re.search(r"results|業績", s.text):
            return stated_date(s.text[found.end() : found.end() + 60])
    return None
