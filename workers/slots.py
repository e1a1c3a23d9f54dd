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
        *("line", "element", "confidence", "person_key", "unit_multiplier", "ads_ratio"),
        "independent_directors_after",
    }
)
"""Fields about the document, from the watch list, or counted from a list of names."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_HAN = re.compile(f"[{HAN_NUMBER}]+")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELT = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
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
    found: dict[tuple[int, int], Evidence] = {}
    for slot in lost:
        if len(found) < MOST and not any(
            _Printed([e.quote]).has(slot.value) for e in found.values()
        ):
            place = _place(slot.value, event.evidence, text)
            if place is not None:
                found.setdefault((place.start, place.end), place)
    return replace(event, evidence=(*event.evidence, *found.values())) if found else event


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
    for order in _ORDERS:
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
    matches = _pattern(value).finditer(text.text, low, high)
    hits = [m.span() for m in matches if _says(text.text, m, value)]

    def distance(span: tuple[int, int]) -> int:
        return min(abs(span[0] - e.start) for e in quoted)

    for start, end in sorted(hits, key=distance)[:MOST]:
        place = _line(text, start, end)
        if _Printed([place.quote]).has(value):
            return place
    return None


def _says(text: str, met: re.Match[str], value: int | Decimal | date | str) -> bool:
    """Whether the year that was met is the day's, or the Chinese numeral the figure."""
    if isinstance(value, date):
        return value in _days(text[max(0, met.start() - DAY) : met.end() + DAY])
    words = met.group()
    if isinstance(value, str) or words[0] not in HAN_NUMBER:
        return True
    number = parse_han(words)
    return number is not None and _has_figure(frozenset({Decimal(number)}), value)


def _pattern(value: int | Decimal | date | str) -> re.Pattern[str]:
    """What any style of printing the value has in it."""
    if isinstance(value, date):
        han = "".join(
            "[〇零○]" if d == "0" else "〇一二三四五六七八九"[int(d)] for d in str(value.year)
        )
        return re.compile(rf"{value.year}|{han}")
    if isinstance(value, str):
        words = [re.escape(word) for word in _ODD.split(value) if word]
        return re.compile(r"[\W_]{1,4}".join(words) or "$^", re.IGNORECASE)
    figure = abs(Decimal(value))
    styles = {f"{scaled:f}" for scale in SCALES if (scaled := _short(figure / scale)) is not None}
    grouped = {f"{Decimal(style):,f}" for style in styles}
    plain = "|".join(sorted(map(re.escape, styles | grouped), key=len, reverse=True))
    small = _WORDS[int(figure)] if figure == int(figure) and figure < len(_WORDS) else "$^"
    return re.compile(rf"(?<![\d.,])(?:{plain})0*(?!\d)|(?i:\b{small}\b)|[{HAN_NUMBER}]+")


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
