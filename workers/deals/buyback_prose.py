"""Buy-backs told in sentences: announcements at HKEX, Forms 8-K and 6-K, press releases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Label
from workers.deals import amounts, prose
from workers.deals.buyback import Buyback
from workers.grammar.money import MoneyHit

CUE = re2.compile(
    r"(?i)\b(?:re-?purchas\w*|buy(?:ing)?[ -]?backs?|bought\s+back|tender\s+offer|acquisition\s+of\s+(?:its\s+|our\s+)?own\s+shares|transactions?\s+in\s+own\s+shares)\b|購回|回購|购回|回购"
)
_OBJECT = re.compile(
    r"(?i)\b(?:shares?|stock|ADSs?|ADRs?|American\s+depositary|units|equity)\b|股份|股票|\d股"
)
_ACTOR = re.compile(
    r"(?i)\b(?:compan(?:y|ies)[’']?s?|we|our|its|board|directors|issuer|corporation|corp|inc|group|trust|partnership|bank|bancorp|it)\b|本公司|董事會|董事会|公司"
)
_NOT_OURS = re.compile(
    r"(?i)\btrustees?\b|\bunderwriters?\b|(?<!share )(?<!stock )re-?purchase\s+(?:agreements?\s+with|facilit|rate|obligation)|受託人|\bnotes\b[^.]{0,30}\brepurchas|repurchas\w*\s+(?:of\s+)?(?:all\s+|any\s+|the\s+|its\s+|certain\s+|outstanding\s+|[\d.,$%]+\s+)*(?:\w+\s+){0,3}(?:notes|debentures|bonds|loans|receivables|mortgage|securities\s+sold)|unvested|forfeit|(?:stock|share)\s+option|indenture|covenant|restrict"
)
_MANDATE = re.compile(
    r"(?i)(?:general|repurchase|buy-?back)\s+mandate\b[^.]{0,120}\b(?:grant|approv|not\s+exceeding|10\s?%)|授予[^。]{0,40}(?:購回|回購)[^。]{0,10}授權"
)
_USES_MANDATE = re.compile(
    r"(?i)\b(?:intends?|resolved|decided|plans?)\s+to\s+(?:exercise|use|utili[sz]e|implement|launch|conduct|commence|carry\s+out)\b|(?:有意|擬|決定)(?:行使|動用)"
)
"""Who is about to use an authority tells a programme; who has one tells nothing."""
_BOUGHT = re.compile(
    r"(?i)\bshares\s+(?:acquired|purchased)\b|\b(?:purchased|acquired)\b[^.]{0,60}?\b(?:own|its)\s+(?:ordinary\s+|common\s+)?shares\b|\b(?:re-?purchased|bought\s+back|completed\s+(?:the|its|a)\s+(?:re-?purchase|buy-?back))\b|(?:購回|回購|购回|回购)(?!授權|計劃|股份守則)"
)
_AGREED = re.compile(
    r"(?i)\b(?:entered\s+into|agreed|agreement|accelerated\s+(?:share|stock))\b[^.]{0,220}?\b(?:to\s+re-?purchase|re-?purchase\s+of|(?:share|stock)\s+re-?purchase|to\s+buy\s+back)"
)
_ANNOUNCES = re.compile(
    r"(?i)\bannounce[sd]?\s+(?:today\s+)?that\b|\bha(?:s|ve)\s+(?:today\s+)?(?:entered|agreed)\b"
)
_DECIDES = r"(?:voted|re-?instate[sd]?|authori[sz]e[sd]?|approve[sd]?|adopt(?:s|ed)?|announce[sd]?|announcing|establish(?:ed)?|launch(?:ed|es)?|increase[sd]?|expand(?:ed|s)?|renew(?:ed|s)?|resolve[sd]?|decided|intends?|proposes?|plans?)"
_PROGRAMME = re.compile(
    rf"(?i)\b(?:board|directors|committee|company|we|corporation|corp\.?|inc\.?|trust|bank|bancorp)\b[^;]{{0,200}}?(?<!previously )\b{_DECIDES}\b[^;]{{0,220}}?\b(?:re-?purchas|buy-?back|buy\s+back)|(?:董事會|董事会|本公司)[^。]{{0,60}}(?:批准|決議|决议|通過|計劃|计划|擬)[^。]{{0,60}}(?:購回|回購|购回|回购)"
)
_TENDER = re.compile(
    r"(?i)\b(?:commenc\w+|announc\w+|launch\w+|intends?)\b[^.]{0,160}\b(?:tender\s+offer|self-tender|dutch\s+auction)(?:[^.]{0,200}\b(?:purchase|repurchase|buy)\b|\s+for\s+up\s+to\b)[^.]{0,160}\b(?:its|our|company[’']s|own)\b"
)
_LEFT = re.compile(
    r"(?i)\bremain\w*\b|\bunder\s+(?:the|its|our|this|an?)\s+(?:\w+\s+){0,4}(?:program|plan|authori[sz]ation|mandate)"
)
_UNDER_IT = re.compile(
    r"(?i)^\s*(?:under\s+)?(?:the|this|such|its|our)\s+(?:\w+\s+){0,4}(?:program(?:me)?|plan|authori[sz]ation)\b[^.;]{0,160}?\b(?:purchas|acquir|re-?purchas|buy)\w*\s(?:[^.;]|\.\d){0,160}"
)
_NEW = re.compile(r"(?i)\bnew\b|additional|increas|expan|renew|replace")
_ON_MARKET = re.compile(
    r"(?i)open\s+market|on[- ]market|on\s+the\s+(?:stock\s+)?exchange|highest|mandate|\beuronext\b|\bxetra\b|(?:stock|share)\s+market|under\s+(?:the|its|our)\s+(?:\w+\s+){0,3}(?:buy-?\s?back|repurchase)\s+program|場內|场内|交易所|聯交所|联交所|市場|市场|購回授權|最高"
)
_RANGE = re.compile(
    r"(?i)\bprices?\b[^.;]{0,30}?\b(?:ranging|ranged|between|from)\b|\b(?:within|in)\s+(?:the|a)\s+(?:price\s+)?range\b|\bprice\s+(?:range|not\s+less\s+than)\b|每股[^，。；]{0,24}?[至到~-][^，。；]{0,12}?(?:元|仙)|介乎"
)
_EXPIRES = re.compile(
    r"(?i)(?:expir\w+|through|until|ending|ends?)\s+(?:on\s+)?([A-Z][a-z]+\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4})"
)
_PCT = re.compile(r"(\d{1,2}(?:\.\d{1,4})?)\s*(?:%|per\s*cent)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence about a buy-back that is no event: the reason code, the place, why."""

    code: str
    span: tuple[int, int]
    why: str


def read(
    labels: Iterable[Label], document: date | None, *, hong_kong: bool
) -> Iterator[Buyback | Dropped]:
    """Buy-backs and dropped sentences, in document order."""
    for sentence in prose.sentences(labels, CUE):
        if not _OBJECT.search(sentence.text) or _NOT_OURS.search(sentence.text):
            continue
        told = _told_today(sentence.text, document) or _USES_MANDATE.search(sentence.text)
        if _MANDATE.search(sentence.text) and not told:
            yield _drop(sentence, "MANDATE_ONLY", "an authority to buy back is no purchase")
        elif _ACTOR.search(sentence.text) and not prose.negated(sentence.text):
            yield from _judged(sentence, document, hong_kong=hong_kong)


def _told_today(sentence: str, document: date | None) -> bool:
    return bool(_BOUGHT.search(sentence)) and prose.recent_day(sentence, document) is not None


def _judged(
    sentence: prose.Sentence, document: date | None, *, hong_kong: bool
) -> Iterator[Buyback | Dropped]:
    kind = _kind(sentence.text, document)
    if kind is None:
        if _BOUGHT.search(sentence.text) and amounts.shares_in(sentence.text):
            why = "shares bought over a period or under a known programme"
            yield _drop(sentence, "HISTORICAL_RECAP", why)
        return
    old = None if kind == "on_market" else prose.stale(sentence.text, document)
    if old is not None:
        yield _drop(sentence, *old)
        return
    found = _terms(sentence, document, kind, hong_kong=hong_kong)
    if found is not None:
        yield found


def _kind(sentence: str, document: date | None) -> str | None:
    """What the sentence tells: tender, programme, off_market, on_market or nothing."""
    if _TENDER.search(sentence):
        return "tender"
    if _AGREED.search(sentence) and _is_fresh(sentence, document):
        return "off_market"
    if _told_today(sentence, document) and not prose.of_a_period(sentence):
        return "on_market" if _ON_MARKET.search(sentence) else "off_market"
    if (
        _PROGRAMME.search(sentence)
        and _bounded(sentence)
        and (not _LEFT.search(sentence) or _NEW.search(sentence) or _USES_MANDATE.search(sentence))
    ):
        return "programme"
    return None


def _is_fresh(sentence: str, document: date | None) -> bool:
    """Whether an agreement is dated of late, or announced without any date."""
    if prose.recent_day(sentence, document):
        return True
    return not prose.dates(sentence) and _ANNOUNCES.search(sentence) is not None


def _bounded(sentence: str) -> bool:
    """A Chinese sentence tells a programme by its limit; others retell what is held."""
    if not re.search(r"[購购回]", sentence):
        return True
    return bool(re.search(r"不超過|不超过|最多|上限|不多於|總額|总额", sentence))


def _terms(
    sentence: prose.Sentence, document: date | None, kind: str, *, hong_kong: bool
) -> Buyback | None:
    """The printed terms; None where neither a number nor an amount is stated."""
    text = sentence.text
    around = sentence.block.text if kind == "on_market" else text
    count = amounts.shares_in(text[_from(text) :]) or amounts.shares_in(text)
    each = amounts.price_each(text, hong_kong=hong_kong)
    low, high = _extremes(text, hong_kong=hong_kong) if kind == "on_market" else (None, None)
    if kind == "on_market" and low is None:
        low, high = _extremes(around, hong_kong=hong_kong)
    money = amounts.money_in(around, hong_kong=hong_kong)
    if kind == "on_market" and each and low is None and "average" not in text:
        low = high = each.amount
    singles = {m for m in (each.amount if each else None, low, high) if m is not None}
    total = max((m for m in money if m.amount not in singles), key=lambda m: m.amount, default=None)
    if count is None and total is None and kind == "programme":
        count, total = _limit_told_next(sentence, hong_kong=hong_kong)
    if count is None and total is None:
        return None
    percent = _PCT.search(around)
    is_maximum = kind in {"programme", "tender"}
    return Buyback(
        subtype=kind,
        status=_status(text, kind),
        spans=((sentence.start, sentence.end),),
        shares=count[0] if count else None,
        is_maximum=is_maximum,
        highest=high,
        lowest=low,
        price=each.amount if each else None,
        total=total.amount if total else None,
        currency=_currency(total, each, money),
        day=prose.recent_day(text, document),
        pct_of_issued=Decimal(percent[1]) if percent else None,
        expires=_expiry(sentence.block.text) if is_maximum else None,
        confidence=Decimal("0.9"),
    )


def _limit_told_next(
    sentence: prose.Sentence, *, hong_kong: bool
) -> tuple[tuple[int, int, int] | None, MoneyHit | None]:
    """``approved a repurchase program. Under the program, up to 400,000 shares``: the limit told
    behind the sentence, in its paragraph or in the next one that begins ``Under the program``.
    """
    after = sentence.section.blocks[sentence.section.blocks.index(sentence.block) + 1 :][:1]
    rest = [sentence.block.text[sentence.end - sentence.block.start :], *(b.text for b in after)]
    for text in rest:
        told = _UNDER_IT.search(text)
        if told:
            money = amounts.money_in(told.group(), hong_kong=hong_kong)
            largest = max(money, key=lambda m: m.amount, default=None)
            return amounts.shares_in(told.group()), largest
    return None, None


def _status(text: str, kind: str) -> str:
    bought = kind == "off_market" and not _AGREED.search(text)
    return "completed" if bought or kind == "on_market" else "announced"


def _from(text: str) -> int:
    """Where the buy-back begins in its sentence."""
    found = CUE.search(text)
    return int(found.start()) if found else 0


def _extremes(text: str, *, hong_kong: bool) -> tuple[Decimal | None, Decimal | None]:
    """(lowest, highest) where the sentence names both words, or a range, before the amounts."""
    named = re.search(r"(?i)highest|最高", text), re.search(r"(?i)lowest|最低", text)
    if named[0] and named[1]:
        first = min(named[0].start(), named[1].start())
    else:
        ranged = _RANGE.search(text)
        if ranged is None:
            return None, None
        first = ranged.start()
    pair = [m.amount for m in amounts.money_in(text, hong_kong=hong_kong) if m.start > first][:2]
    return (min(pair), max(pair)) if len(pair) == 2 else (None, None)


def _currency(*hits: object) -> str | None:
    total, each, money = hits
    for hit in (total, each, *(money if isinstance(money, list) else [])):
        currency = getattr(hit, "currency", None)
        if isinstance(currency, str):
            return currency
    return None


def _expiry(text: str) -> date | None:
    found = _EXPIRES.search(text)
    hits = prose.dates(found[1]) if found else []
    return hits[0].value if hits else None


def _drop(sentence: prose.Sentence, code: str, why: str) -> Dropped:
    return Dropped(code=code, span=(sentence.start, sentence.end), why=why)
