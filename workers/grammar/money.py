"""Amounts of money as filings print them: ``HK$34.2 million``, ``RMB3,699.8``, 人民幣3.5億元."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import re2

from workers.grammar.numbers import HAN_NUMBER, parse_han

_BEFORE = {
    "HK$": "HKD",
    "HKD": "HKD",
    "US$": "USD",
    "USD": "USD",
    "U.S.$": "USD",
    "RMB": "CNY",
    "CNY": "CNY",
    "A$": "AUD",
    "AUD": "AUD",
    "S$": "SGD",
    "SGD": "SGD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD": "CAD",
    "CAD$": "CAD",
    "CDN$": "CAD",
    "NZ$": "NZD",
    "R$": "BRL",
    "SEK": "SEK",
    "NOK": "NOK",
    "DKK": "DKK",
    "PLN": "PLN",
    "ZAR": "ZAR",
    "INR": "INR",
    "KRW": "KRW",
    "ILS": "ILS",
    "MXN": "MXN",
    "NT$": "TWD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "JPY": "JPY",
    "CHF": "CHF",
    "MOP": "MOP",
    "港幣": "HKD",
    "港币": "HKD",
    "人民幣": "CNY",
    "人民币": "CNY",
    "美金": "USD",
    "¥": "CNY",
    "$": "USD",
}
_BEHIND = {
    "港元": "HKD",
    "港幣": "HKD",
    "港币": "HKD",
    "美元": "USD",
    "美金": "USD",
    "歐元": "EUR",
    "欧元": "EUR",
    "英鎊": "GBP",
    "英镑": "GBP",
    "日圓": "JPY",
    "日元": "JPY",
    "新加坡元": "SGD",
    "澳元": "AUD",
    "港仙": "HKD",
    "美仙": "USD",
    "HK cents": "HKD",
    "Hong Kong dollars": "HKD",
    "U.S. dollars": "USD",
    "US dollars": "USD",
}
_WORDS = {
    "thousand": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "千": 10**3,
    "萬": 10**4,
    "万": 10**4,
    "百萬": 10**6,
    "百万": 10**6,
    "千萬": 10**7,
    "千万": 10**7,
    "億": 10**8,
    "亿": 10**8,
    "十億": 10**9,
    "十亿": 10**9,
}
_CENTS = frozenset({"港仙", "美仙", "HK cents"})


def _either(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(
        w.replace("$", r"\$").replace(".", r"\.") for w in sorted(words, key=len, reverse=True)
    )


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = rf"[{HAN_NUMBER}]{{1,16}}"
_MONEY = re2.compile(
    rf"(?:(?P<cur>(?:{_either(_BEFORE)}))\s?(?P<num>{_NUMBER})(?:[\s-]?(?P<word>(?i:{_either(_WORDS)})\b|{_either(_WORDS)}))?(?:元|圓)?)"
    rf"|(?:(?P<num2>{_NUMBER})\s?(?P<word2>{_either(_WORDS)})?\s?(?P<cur2>{_either(_BEHIND)}))"
    rf"|(?:(?P<han>{_HAN})(?P<cur3>港元|美元|港幣))"
    rf"|(?:(?P<cur4>人民幣|人民币|港幣|港币)(?P<han2>{_HAN})[元圓]?)"
)


@dataclass(frozen=True, slots=True)
class MoneyHit:
    """An amount in an ISO 4217 currency, multiplier words worked in."""

    currency: str
    amount: Decimal
    start: int
    end: int


def find_money(
    text: str, start: int = 0, end: int | None = None, *, dollar: str | None = "USD"
) -> list[MoneyHit]:
    """Every amount within a range. ``dollar`` is what a bare ``$`` means (USD on SEC forms);
    None leaves bare dollars out.
    """
    return list(_money(text, start, len(text) if end is None else end, dollar))


def parse_money(text: str | None, *, dollar: str | None = "USD") -> MoneyHit | None:
    """The one amount that a short text is, or None."""
    hits = find_money((text or "").strip(), dollar=dollar)
    return hits[0] if len(hits) == 1 else None


def _money(text: str, start: int, end: int, dollar: str | None) -> Iterator[MoneyHit]:
    for found in _MONEY.finditer(text[start:end]):
        g = found.groupdict()
        sign = g["cur"] or g["cur2"] or g["cur3"] or g["cur4"] or ""
        currency = dollar if sign == "$" else _BEFORE.get(sign) or _BEHIND.get(sign)
        amount = _amount(g, sign)
        if currency is not None and amount is not None:
            yield MoneyHit(
                currency=currency,
                amount=amount,
                start=start + found.start(),
                end=start + found.end(),
            )


def whole(amount: Decimal) -> Decimal:
    """A product without the decimals that its factors left: 31.5 million is 31,500,000."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


def _amount(g: dict[str, str | None], sign: str) -> Decimal | None:
    figures, word = g["num"] or g["num2"], g["word"] or g["word2"]
    if figures:
        amount = Decimal(figures.replace(",", ""))
        if word:
            amount = whole(amount * _WORDS[word.lower()])
        return amount / 100 if sign in _CENTS else amount
    han = parse_han(g["han"] or g["han2"] or "")
    return None if han is None else Decimal(han)
