"""Dealings of insiders that the issuer announces (HKEX 17200, voluntary announcements)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Label
from workers.deals import amounts, prose
from workers.forms.dealing import Dealing
from workers.grammar.names import find_names

_SALE = r"\b(?:sold|disposed\s+of|disposal\s+of|reduced\s+(?:his|her|its|their)\s+(?:share)?holding)\b|出售|減持|沽出|沽售|售出|减持"
_BUY = r"\b(?:acquired|purchased|bought|increased\s+(?:his|her|its|their)\s+(?:share)?holding)\b|購入|增持|買入|购入|购买|買進"
CUE = re2.compile(f"(?i){_SALE}|{_BUY}")
_SOLD = re.compile(f"(?i){_SALE}")
_BOUGHT = re.compile(f"(?i){_BUY}")
TOLD = r"(?:was|were|been|is)\s+(?:informed|notified)\s+(?:by|that)\b|has\s+(?:informed|notified)\s+the\s+(?:company|board)|wishes\s+to\s+inform|通知本公司|知會本公司|接獲|獲悉|獲[^，。]{0,60}(?:告知|通知|知會)"
_TOLD = re.compile(f"(?i){TOLD}")
_INSIDER = re.compile(
    r"(?i)\b(?:executive\s+|non-executive\s+|independent\s+)*directors?\b|\bchair(?:man|woman|person)\b|\bchief\s+(?:executive|financial)\s+officer\b|\b(?:controlling|substantial)\s+shareholders?\b|(?:獨立|非)?執?行?董事(?![會会])|主席|行政總裁|(?:控股|主要)股東"
)
_HERE = re.compile(
    r"(?i)\bon[- ](?:the\s+)?market\b|\bopen\s+market\b|on\s+the\s+(?:stock\s+)?exchange|場內|市場上|公開市場|聯交所|交易所"
)
_OFF = re.compile(r"(?i)\boff[- ]market\b|場外|block\s+trade|大宗交易")
_OTHER = re.compile(
    r"(?i)\bplacing\b|\bplacees?\b|\bsubscri|\bnew\s+shares\b|\btrustees?\b|share\s+award|\bre-?purchas|\boptions?\b|\bvendor\b|配售|認購|受託人|購回|回購|購股權|\bplan(?:s|ned)?\s+to\b|\bintends?\b|有意|計劃增持|擬增持"
)
_TODAY = re.compile(r"(?i)\btoday\b|今日|本日")
_AVERAGE = re.compile(r"(?i)\baverage\b|平均")
_PCT = re.compile(
    r"(?i)(?:representing|equivalent\s+to)\s+(?:approximately\s+)?(\d{1,2}(?:\.\d{1,4})?)\s?%|佔[^，。]{0,30}?約?\s?(\d{1,2}(?:\.\d{1,4})?)\s?%"
)
_AFTER = re.compile(
    r"(?i)(?:increased|decreased|reduced)\s+(?:from\s+[\d,]+\s+shares\s+)?to\s+([\d,]{4,18})\s+shares|(?:增至|減至|增加至|減少至)\s*([\d,]{4,18})\s*股"
)


def read(labels: Iterable[Label], document: date | None, *, announced: bool) -> Iterator[Dealing]:
    """Dealings told by a named insider or under the headline of a change in shareholding
    (``announced``); the first one of each direction, for the rest is told again.
    """
    known: set[bool] = set()
    for sentence in prose.sentences(labels, CUE):
        text = sentence.text
        if not (announced or _TOLD.search(text)) or _OTHER.search(text):
            continue
        dealing = _dealing(sentence, document)
        if dealing is not None and dealing.sold is not None and dealing.sold not in known:
            known.add(dealing.sold)
            yield dealing


def _dealing(sentence: prose.Sentence, document: date | None) -> Dealing | None:
    text = sentence.text
    sold, bought = _SOLD.search(text), _BOUGHT.search(text)
    verb = min((m for m in (sold, bought) if m), key=lambda m: m.start(), default=None)
    if verb is None or not _INSIDER.search(text) or prose.negated(text):
        return None
    number = amounts.shares_in(text[verb.start() :])
    day = prose.recent_day(text, document) or (document if _TODAY.search(text) else None)
    each = amounts.price_each(text, hong_kong=True)
    placed = _HERE.search(text) or _OFF.search(text)
    if number is None or day is None or not (placed or each):
        return None
    after = _AFTER.search(sentence.block.text)
    percent = _PCT.search(text)
    return Dealing(
        sold=verb is sold,
        spans=((sentence.start, sentence.end),),
        name=_person(text),
        relationships=tuple(dict.fromkeys(m[0] for m in _INSIDER.finditer(text))),
        units=number[0],
        price=each.amount if each else None,
        price_kind=("average" if _AVERAGE.search(text) else "single") if each else None,
        currency=each.currency if each else None,
        day=day,
        on_exchange=True if _HERE.search(text) else False if _OFF.search(text) else None,
        owned_after=int((after[1] or after[2]).replace(",", "")) if after else None,
        pct_of_issued=Decimal(percent[1] or percent[2]) if percent else None,
        confidence=Decimal("0.92"),
    )


def _person(text: str) -> str | None:
    """The first person named, without an honorific. Offices are blanked, for a Chinese
    surname stands right behind them.
    """
    names = find_names(_INSIDER.sub(lambda m: " " * len(m[0]), text))
    return re.sub(r"(?:先生|女士|博士|教授)$", "", names[0].text).strip() if names else None
