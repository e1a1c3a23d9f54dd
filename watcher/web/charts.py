"""Pictures for the pages: inline SVG, made here, readable without colour and without a script.

Pure. Every function gives markup with a title that says in words what is shown; classes
carry the colours, so that light and dark mode both fit and no inline style is needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from markupsafe import Markup, escape

WIDTH, HEIGHT = 520, 210
LEFT, RIGHT, TOP, BOTTOM = 60, 12, 18, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: a value of either sign on a day, and what a reader is told of it."""

    on: date
    value: Decimal
    label: str
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One person's time: from (None: before the record) until (None: still)."""

    name: str
    start: date | None
    end: date | None
    label: str


def histogram(title: str, buckets: Sequence[tuple[str, int]]) -> Markup:
    """Counts per bucket, in the order given."""
    most = max((count for _, count in buckets), default=0)
    if not most:
        return Markup()
    step = (WIDTH - LEFT - RIGHT) / len(buckets)
    parts = [_axis(most, 0)]
    for number, (name, count) in enumerate(buckets):
        left = LEFT + number * step
        top = _height(Decimal(count), Decimal(0), Decimal(most))
        parts.append(
            _rect("bar", left + 2, top, (step - 4, HEIGHT - BOTTOM - top), f"{name}: {count}")
        )
        parts.append(_text(left + step / 2, HEIGHT - BOTTOM + 16, name, "middle"))
        if count:
            parts.append(_text(left + step / 2, top - 4, str(count), "middle"))
    return _picture(title, parts)


def steps(title: str, points: Sequence[tuple[date, Decimal]]) -> Markup:
    """A figure that stays until the next point changes it, such as a share count."""
    ordered = sorted(points)
    if not ordered:
        return Markup()
    values = [value for _, value in ordered]
    low, high = _room(min(values), max(values))
    first, last = ordered[0][0], ordered[-1][0]
    path, dots = "", []
    for on, value in ordered:
        x, y = _across(on, first, last), _height(value, low, high)
        path += f"H{x:.1f}V{y:.1f}" if path else f"M{x:.1f} {y:.1f}"
        dots.append(_dot(x, y, f"{on:%Y-%m-%d}: {value:,}"))
    line = Markup('<path class="line" d="{}"/>').format(path)
    return _picture(title, [_axis(high, low), _days(first, last), line, *dots])


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Amounts by day around zero: above it what came in, below it what went out."""
    if not rows:
        return Markup()
    high = max(Decimal(0), *(row.value for row in rows))
    low = min(Decimal(0), *(row.value for row in rows))
    first, last = min(row.on for row in rows), max(row.on for row in rows)
    zero = _height(Decimal(0), low, high)
    parts = [_axis(high, low), _days(first, last), _line(LEFT, zero, WIDTH - RIGHT, zero, "zero")]
    for row in rows:
        x, y = _across(row.on, first, last), _height(row.value, low, high)
        kind = ("bar up" if row.value >= 0 else "bar down") + (" planned" if row.planned else "")
        parts.append(_rect(kind, x - 4, min(y, zero), (8, max(abs(zero - y), 1.5)), row.label))
    return _picture(title, parts)


def spans(title: str, rows: Sequence[Span], today: date) -> Markup:
    """One line per person, from appointment to departure."""
    if not rows:
        return Markup()
    known = [on for row in rows for on in (row.start, row.end) if on]
    first = min(known, default=today) - timedelta(days=30)
    last = max([*known, today])
    names, row_height = 165, 26
    height = TOP + row_height * len(rows) + BOTTOM
    parts = [_days(first, last, left=names, bottom=height)]
    for number, row in enumerate(rows):
        y = TOP + row_height * number
        left = _across(row.start or first, first, last, left=names)
        right = _across(row.end or last, first, last, left=names)
        parts.append(_text(names - 8, y + 15, _short(row.name, 24), "end"))
        parts.append(_rect("span", left, y + 5, (max(right - left, 3), 12), row.label))
        parts += [_dot(left, y + 11, row.label)] if row.start else []
        parts += [_cross(right, y + 11, row.label)] if row.end else []
    return _picture(title, parts, height)


def journey(title: str, stages: Sequence[tuple[str, str, float | None]]) -> Markup:
    """Stages of a filing left to right: name, time, seconds since the stage before."""
    if not stages:
        return Markup()
    step = WIDTH / len(stages)
    parts = [_line(step / 2, 40, WIDTH - step / 2, 40, "track")]
    for number, (name, when, seconds) in enumerate(stages):
        x = step * (number + 0.5)
        parts.append(_dot(x, 40, f"{name}: {when}"))
        parts += [_text(x, 22, name, "middle", "strong"), _text(x, 66, when, "middle")]
        if seconds is not None:
            parts.append(_text(x - step / 2, 34, lasted(seconds), "middle"))
    return _picture(title, parts, 84)


def lasted(seconds: float) -> str:
    """``0.4 s``, ``12 s``, ``3 min``, ``2 h 5 min``, ``4 d``; negative times keep their sign."""
    sign, left = ("-" if seconds < 0 else "", abs(seconds))
    if left < 10:
        return f"{sign}{left:.1f} s"
    if left < 120:
        return f"{sign}{left:.0f} s"
    minutes = round(left / 60)
    if minutes < 120:
        return f"{sign}{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{sign}{hours} h {rest} min" if rest else f"{sign}{hours} h"
    return f"{sign}{hours // 24} d"


def compact(value: Decimal) -> str:
    """``3.81bn``, ``210k``, ``12``: for an axis."""
    for size, unit in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if abs(value) >= size:
            return f"{(value / size).quantize(Decimal('0.01')).normalize():f}{unit}"
    return f"{value.normalize():f}"


def _room(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """An axis that is not all noise: some air above and below, and never no height."""
    air = (high - low) / 5 or abs(high) / 10 or Decimal(1)
    return low - air, high + air


def _across(on: date, first: date, last: date, *, left: float = LEFT) -> float:
    days = (last - first).days
    part = (on - first).days / days if days else 0.5
    return left + 8 + min(max(part, 0), 1) * (WIDTH - RIGHT - left - 16)


def _height(value: Decimal, low: Decimal, high: Decimal) -> float:
    part = float((value - low) / (high - low)) if high != low else 0.5
    return TOP + (1 - part) * (HEIGHT - TOP - BOTTOM)


def _axis(high: Decimal | int, low: Decimal | int) -> Markup:
    top, bottom = Decimal(high), Decimal(low)
    marks = [bottom, (top + bottom) / 2, top] if top - bottom > 1 else [bottom, top]
    parts = []
    for mark in dict.fromkeys(marks):
        y = _height(mark, bottom, top)
        parts.append(_line(LEFT, y, WIDTH - RIGHT, y, "grid"))
        parts.append(_text(LEFT - 6, y + 4, compact(mark), "end"))
    return Markup().join(parts)


def _days(first: date, last: date, *, left: float = LEFT, bottom: float = HEIGHT) -> Markup:
    shown = [first, first + (last - first) / 2, last] if last > first else [first]
    anchors = ("start", "middle", "end") if len(shown) > 1 else ("middle",)
    marks = [
        _text(_across(on, first, last, left=left), bottom - 12, f"{on:%d %b %Y}", anchor)
        for on, anchor in zip(shown, anchors, strict=True)
    ]
    return Markup().join(marks)


def _picture(title: str, parts: Sequence[Markup], height: float = HEIGHT) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>{}</svg>'
    ).format(WIDTH, math.ceil(height), title, title, Markup().join(parts))


def _rect(kind: str, x: float, y: float, size: tuple[float, float], label: str) -> Markup:
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2">'
        "<title>{}</title></rect>"
    ).format(kind, x, y, max(size[0], 0), max(size[1], 0), label)


def _dot(x: float, y: float, label: str) -> Markup:
    return Markup(
        '<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="4.5"><title>{}</title></circle>'
    ).format(x, y, label)


def _cross(x: float, y: float, label: str) -> Markup:
    return Markup(
        '<path class="cross" d="M{:.1f} {:.1f}l8 8m0 -8l-8 8"><title>{}</title></path>'
    ).format(x - 4, y - 4, label)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        kind, x1, y1, x2, y2
    )


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, escape(words)
    )


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
