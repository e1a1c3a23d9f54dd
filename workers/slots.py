"""Every figure, date and name of an event is printed in its evidence, or computed. Pure.

``placed`` finds the words for what an event says outside its quotes and quotes them too, the
nearest first; ``unplaced`` names what stays without words: nothing, for a good reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from watcher.model import Event, Evidence, Value
from workers.grammar.dates import find_dates
from workers.grammar.numbers import HAN_NUMBER, parse_han
from workers.grammar.sentences import sentence_around
from workers.text.model import FilingText

MOST = 40
"""Quotes that are added to one event."""
LONGEST_LINE = 600
SMALL = 100
"""A whole number below it is found near the evidence only: an age of 59 stands in many places."""
NEAR = 40_000
DAY = 20
"""A month and a day stand this close to their year."""

SCALES = tuple(map(Decimal, ("1", "1e3", "1e4", "1e6", "1e8", "1e9", "0.01")))
"""Thousands and millions of a table head or a word, 萬 and 億, cents."""
NAMES = frozenset({"name", "holder", "target", "scheme_name", "security_title", "issuer_name"})
"""Fields that repeat printed words."""
APART = frozenset(
    {
        *("line", "element", "confidence", "person_key", "latin_key"),
        *("unit_multiplier", "ads_ratio"),
        "independent_directors_after",
    }
)
"""Fields about the document, from the watch list, or counted from a list of names."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_HAN = re.compile(f"[{HAN_NUMBER}]+")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELT = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_AFTER = re.compile(r"0*[1-9]|,\d")
"""The figure goes on; noughts behind a decimal are the same figure."""
_ODD = re.compile(r"[\W_]+")
_ORDERS = (None, "mdy", "dmy")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that an event says, by its path in the fields."""

    path: str
    value: int | Decimal | date | str


def slots(event: Event) -> Iterator[Slot]:
    """Every figure, date and name of an event; yes and no and our own words left out."""
    yield from _leaves(event.fields, "")
    for name in ("event_date", "effective_date"):
        value = getattr(event, name)
        if value is not None:
            yield Slot(name, value)


def unplaced(event: Event) -> list[Slot]:
    """What is neither printed in the evidence nor derived with its arithmetic."""
    printed = _Printed([e.quote for e in event.evidence])
    computed = [d.value for d in event.derived]
    return [s for s in slots(event) if not (_among(s.value, computed) or printed.has(s.value))]


def placed(event: Event, text: FilingText) -> Event:
    """The event with the places of what its quotes do not say, where the document says it."""
    lost = unplaced(event) if event.evidence else []
    found: list[tuple[Evidence, _Printed]] = []
    for slot in lost:
        if len(found) < MOST and not any(printed.has(slot.value) for _, printed in found):
            place = _place(slot.value, event.evidence, text)
            if place is not None:
                found.append((place, _Printed([place.quote])))
    return replace(event, evidence=(*event.evidence, *(e for e, _ in found))) if found else event


class _Printed:
    """What some quotes print, for questions."""

    def __init__(self, quotes: Sequence[str]) -> None:
        whole = "\n".join(quotes)
        self._quotes = quotes
        self._figures = _figures(whole)
        self._folded = _ODD.sub("", whole).lower()
        self._days: set[date] | None = None

    def has(self, value: int | Decimal | date | str) -> bool:
        """Whether it is printed, in whatever style."""
        if isinstance(value, date):
            if self._days is None:
                self._days = {day for quote in self._quotes for day in _days(quote)}
            return value in self._days
        if isinstance(value, str):
            parts = value.split("; ")  # the titles of several classes
            return all(_ODD.sub("", part).lower() in self._folded for part in parts)
        return _has_figure(self._figures, value)


def _leaves(value: Value, path: str) -> Iterator[Slot]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in APART:
                yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _leaves(inner, path)
    elif isinstance(value, (date, Decimal, int)):
        if not isinstance(value, bool) and value:
            yield Slot(path, value)
    elif isinstance(value, str) and value and path.rpartition(".")[2] in NAMES:
        yield Slot(path, value)


def _figures(text: str) -> frozenset[Decimal]:
    printed = {Decimal(bare) for m in _FIGURE.findall(text) if (bare := m.replace(",", ""))}
    printed |= {Decimal(n) for m in _HAN.findall(text) if (n := parse_han(m)) is not None}
    return frozenset(printed | {Decimal(_WORDS.index(m.lower())) for m in _SPELT.findall(text)})


def _has_figure(printed: frozenset[Decimal], value: int | Decimal) -> bool:
    figure = abs(Decimal(value))
    return any(figure / scale in printed for scale in SCALES)


def _days(text: str) -> Iterator[date]:
    for order in _ORDERS if "/" in text else _ORDERS[:1]:
        yield from (hit.value for hit in find_dates(text, order=order))  # type: ignore[arg-type]


def _among(value: int | Decimal | date | str, computed: Sequence[Value]) -> bool:
    if isinstance(value, (date, str)):
        return value in computed
    figures = (c for c in computed if isinstance(c, (int, Decimal)) and not isinstance(c, bool))
    return any(abs(Decimal(figure)) == abs(Decimal(value)) for figure in figures)


def _place(
    value: int | Decimal | date | str, quoted: Sequence[Evidence], text: FilingText
) -> Evidence | None:
    """The line that prints a value, the nearest to the quotes first."""
    reach = NEAR if isinstance(value, int) and value < SMALL else len(text.text)
    low = max(0, min(e.start for e in quoted) - reach)
    high = min(len(text.text), max(e.end for e in quoted) + reach)
    hits = list(_met(value, text, low, high))

    def distance(span: tuple[int, int]) -> int:
        return min(abs(span[0] - e.start) for e in quoted)

    for start, end in sorted(hits, key=distance)[:MOST]:
        place = _line(text, start, end)
        if _Printed([place.quote]).has(value):
            return place
    return None


def _met(
    value: int | Decimal | date | str, text: FilingText, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Where any style of printing the value stands, in no order."""
    whole, chinese = text.text, text.language == "zh"
    if isinstance(value, date):
        han = "".join("〇一二三四五六七八九"[int(d)] for d in str(value.year))
        years = (str(value.year), han, han.replace("〇", "零"))[: 3 if chinese else 1]
        for start, end in (span for year in years for span in _each(year, whole, low, high)):
            near = whole[max(0, start - DAY) : end + DAY]
            if (chinese or str(value.day) in near) and value in _days(near):
                yield start, end
    elif isinstance(value, str):
        words = [re.escape(word) for word in _ODD.split(value) if word]
        pattern = re.compile(r"[\W_]{1,4}".join(words), re.IGNORECASE)
        yield from (m.span() for m in pattern.finditer(whole, low, high) if words)
    else:
        for style in _styles(value):
            for start, end in _each(style, whole, low, high):
                if not (_ends_figure(whole, start) or _AFTER.match(whole, end)):
                    yield start, end
        if chinese:
            yield from _numerals(value, whole, low, high)


def _each(words: str, text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    at = text.find(words, low, high)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1, high)


def _ends_figure(text: str, at: int) -> bool:
    """Whether a figure is still running before a place."""
    return at > 0 and (text[at - 1].isdigit() or (text[at - 1] in ".," and text[at - 2].isdigit()))


def _numerals(value: int | Decimal, text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    figure = abs(Decimal(value))
    scaled = {figure / scale for scale in SCALES}
    for met in _HAN.finditer(text, low, high):
        if parse_han(met.group()) in scaled:
            yield met.span()


def _styles(value: int | Decimal) -> Iterator[str]:
    """``4200000``, ``4,200,000``, ``4.2`` of millions, ``four``."""
    figure = abs(Decimal(value))
    scaled = (_short(figure / scale) for scale in SCALES)
    for style in dict.fromkeys(s for s in scaled if s is not None):
        yield f"{style:f}"
        if style >= 1000:
            yield f"{style:,f}"
        if style < 1:
            yield f"{style:f}".removeprefix("0")
    if figure == int(figure) and figure < len(_WORDS):
        yield from (_WORDS[int(figure)], _WORDS[int(figure)].capitalize())


def _short(figure: Decimal) -> Decimal | None:
    """A scaled figure as prose would print it; None for one with a long tail."""
    exact = figure.normalize()
    tail = exact.as_tuple().exponent
    return exact if isinstance(tail, int) and tail >= -6 else None


def _line(text: FilingText, start: int, end: int) -> Evidence:
    """The sentence or row around a place."""
    block = text.block_at(start)
    if block is None or end > block.end:
        return text.evidence(start, end)
    if len(block.text) <= LONGEST_LINE:
        return text.evidence(block.start, block.end)
    first, last = sentence_around(block.text, start - block.start, end - block.start)
    return text.evidence(block.start + first, block.start + last)
