"""Grants of options and awards: units, instrument, price, grantees, share of issued shares.

Source: HKEX Listing Rules 17.06A to 17.06C. A grant is a promise; no share is issued.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from watcher.model import Derived
from workers.grammar.dates import find_dates
from workers.grammar.money import find_money

_INSTRUMENTS = (
    ("restricted share units", r"restricted (?:share|stock) units?|RSUs?\b|受限制股份單位"),
    ("performance share units", r"performance (?:share|stock) units?|PSUs?\b"),
    ("restricted shares", r"restricted (?:shares?|stocks?)(?! unit)|限制性股票|受限制股份(?!單位)"),
    ("award shares", r"award(?:ed)? shares?|share awards?|awards?\b|獎勵股份|股份獎勵"),
    ("share options", r"(?:share |stock )?options?|購股權|股份期權"),
)
_NUMBER = r"(?<![\d.,])(?P<n>\d{1,3}(?:,\s?\d{3})+|\d{3,})"
_NUMBER_ZH = r"(?P<n3>\d{1,3}(?:,\d{3})+|\d{3,}|\d+(?:\.\d+)?[萬億])"
_KIND = (
    r"(?:[A-Z]?[\w-]+ ){0,4}?(?:options?|RSUs?|PSUs?|units?|awards?|award(?:ed)? shares?|shares?)\b"
)
_GRANTED = re.compile(
    rf"(?:grant(?:ed|ing)?|offer(?:ed)?|award(?:ed)?)(?: of)?(?:[^.\n]|\.\d){{0,90}}?{_NUMBER} (?P<k>{_KIND})"
    rf"|{_NUMBER.replace('<n>', '<n2>')} (?P<k2>{_KIND})(?:[^.\n]|\.\d){{0,260}}?(?:was|were|have been|has been) (?:conditionally )?granted"
    rf"|{_NUMBER.replace('<n>', '<n6>')} (?:new |ordinary )?shares underlying the (?P<k6>options?|RSUs?|PSUs?|(?:restricted |performance )?(?:share |stock )?units?|awards?)\b[^.]{{0,60}}? granted"
    rf"|授[出予][^。]{{0,100}}?{_NUMBER_ZH}[份股個](?P<k3>購股權|受限制股份單位|股份期權|獎勵股份|股份獎勵|獎勵)"
    rf"|授[出予](?:合共|共|總數)?[^。]{{0,30}}?{_NUMBER_ZH.replace('<n3>', '<n4>')}份?(?P<k4>購股權|受限制股份單位|股份期權|獎勵股份|獎勵|股)"
    rf"|(?:授出|獲授)(?:之|的)?(?P<k5>購股權|獎勵股份|獎勵)(?:之|的)?(?:總?數[目量]?)[：:\s]*{_NUMBER_ZH.replace('<n3>', '<n5>')}",
    re.IGNORECASE,
)
_SCALES = {"萬": 10**4, "億": 10**8}
_PRICE = re.compile(
    r"exercise price|subscription price|purchase price|grant price|行使價|認購價|購買價|授予價",
    re.IGNORECASE,
)
_DAY = re.compile(r"date of grant|grant date|授出日期|授予日", re.IGNORECASE)
_PCT = re.compile(
    r"(?:represent(?:ing|s|ed)?|equivalent to|equal to|相當於|佔)[^.。%]{0,100}?(?P<p>\d{1,2}(?:\.\d+)?)\s?%[^.。]{0,80}?(?:issued|share capital|outstanding|已發行)",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"(?:(?:total )?number of (?:issued )?shares(?: in issue| of the Company in issue)?(?: of the Company)?(?: \([^)]{0,60}\))? (?:was|is|were|being)|(?:the Company )?(?:has|had) (?:a total of )?|已發行股份(?:總數)?(?:[^。\d]{0,20})為)"
    r" ?(?P<n>\d{1,3}(?:,\d{3})+)(?: (?:issued )?(?:ordinary )?shares(?: in issue)?| ?股)?",
    re.IGNORECASE,
)
_IN_ISSUE = re.compile(r"issued|in issue|已發行", re.IGNORECASE)
_NONE = re.compile(
    r"\bnone of\b[^.]{0,200}?\bdirectors?\b|no(?:ne)? of the grantees[^.]{0,120}director|承授人[^。]{0,30}(?:概非|均非|並非)[^。]{0,60}董事|概無[^。]{0,40}董事",
    re.IGNORECASE,
)
_TO_DIRECTORS = re.compile(
    rf"{_NUMBER} [^.\d]{{0,80}}?(?:granted )?to (?:[\w ]{{0,30}}?)(?:executive |non-executive |independent |the )*(?:directors?|chief executive)\b|(?:directors?|chief executive)[^.]{{0,100}}?(?:was|were) granted {_NUMBER.replace('<n>', '<n2>')}",
    re.IGNORECASE,
)
_GRANTEES = re.compile(
    r"(?:granted|grant)[^.]{0,160}? to (?P<who>(?:\d{1,6} |certain |eligible |selected |an? |the )?(?:[\w-]+ ){0,3}?(?:employees?|participants?|directors?|grantees?|individuals?|persons?|consultants?|officers?)(?: participants?| of the Group)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One grant as announced. ``exercise_price`` is per share; None for awards without one."""

    units: int
    instrument: str
    on: date | None
    exercise_price: Decimal | None
    currency: str | None
    pct_of_issued: Decimal | None
    to_directors: int | None
    grantees: str | None
    start: int
    end: int


def grant(text: str) -> Grant | None:
    """The grant that a passage announces, or None where no number of units is given."""
    found = _GRANTED.search(text)
    if not found:
        return None
    units = next(found[k] for k in ("n", "n2", "n3", "n4", "n5", "n6") if found[k])
    kind = next(found[k] for k in ("k", "k2", "k3", "k4", "k5", "k6") if found[k])
    price = _price(text)
    pct = _PCT.search(text)
    who = _GRANTEES.search(text)
    return Grant(
        units=_units(units),
        instrument=_instrument(kind) or _instrument(text) or "share awards",
        on=_on(text, found.start()),
        exercise_price=price[0] if price else None,
        currency=price[1] if price else None,
        pct_of_issued=Decimal(pct["p"]) if pct else None,
        to_directors=_to_directors(text),
        grantees=" ".join(who["who"].split()) if who else None,
        start=found.start(),
        end=found.end(),
    )


def part_of_issued(given: Grant | None, document: str) -> Derived | None:
    """The grant in percent of the shares in issue, where the document states their number and
    prints no percentage of its own.
    """
    counts = (m for m in _ISSUED.finditer(document) if _IN_ISSUE.search(m.group()))
    stated = next(counts, None)
    if given is None or given.pct_of_issued is not None or stated is None:
        return None
    shares = int(stated["n"].replace(",", ""))
    percent = (Decimal(given.units) * 100 / shares).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return Derived(
        name="pct_of_issued",
        value=percent,
        unit="percent",
        arithmetic=f"{given.units} / {shares} x 100 = {percent} (3 dp, half-up)",
    )


def _units(printed: str) -> int:
    """``17,500,000``, ``800萬`` as a whole number."""
    plain = re.sub(r"[,\s]", "", printed)
    scale = _SCALES.get(plain[-1])
    return int(Decimal(plain[:-1]) * scale) if scale else int(plain)


def _instrument(words: str) -> str | None:
    return next((n for n, p in _INSTRUMENTS if re.search(p, words, re.IGNORECASE)), None)


def _price(text: str) -> tuple[Decimal, str] | None:
    """The first amount behind the words for an exercise price, a nil consideration apart."""
    for found in _PRICE.finditer(text):
        hits = find_money(text, found.end(), min(len(text), found.end() + 160), dollar=None)
        if hits:
            return hits[0].amount, hits[0].currency
    return None


def _on(text: str, at: int) -> date | None:
    """The date of grant by its own line, else the last date before the words of granting."""
    for found in _DAY.finditer(text):
        hits = find_dates(text, found.end(), found.end() + 40)
        if hits:
            return hits[0].value
    before = find_dates(text, max(0, at - 120), at + 120)
    return before[0].value if before else None


def _to_directors(text: str) -> int | None:
    if _NONE.search(text):
        return 0
    found = _TO_DIRECTORS.search(text)
    return int((found["n"] or found["n2"]).replace(",", "").replace(" ", "")) if found else None
