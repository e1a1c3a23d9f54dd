"""An event's fields as three to six short lines, by the tables of ``workers.render.wording``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from watcher.model import Event, Value
from workers.channels import Fact
from workers.grammar.currency import sign
from workers.render.clean import clean, cut
from workers.render.wording import FACTS, TERMS

LEAST, MOST = 3, 6
VALUE_LIMIT = 240

_SLOT = re.compile(r"\{([a-z0-9_.]+)(?::([a-z_]+))?\}")
_SNAKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_UNTOLD = frozenset(
    {"person_key", "currency", "unit_kind", "unit_multiplier", "direction", "action"}
)
"""Fields that say how to read other fields."""


def facts_of(event: Event, most: int = MOST) -> tuple[Fact, ...]:
    """At most ``most`` facts: what changed, the type's own rows, then, while fewer than three,
    any field.
    """
    told = list(changed(event))
    for label, templates in FACTS.get(event.type, ()):
        value = next((v for t in templates if (v := _filled(t, event))), None)
        if value:
            told.append(Fact(label=label, value=value))
    if len(told) < min(LEAST, most):
        told += [f for f in _plain_facts(event) if f.label not in {t.label for t in told}]
    return tuple(told[:most])


def changed(event: Event) -> tuple[Fact, ...]:
    """``Changed: units 20,000 → 12,000; effective date 2026-08-01 → 2026-09-01``.

    What a correction or a next stage tells otherwise than before, in one line.
    """
    if event.relation not in {"corrects", "advances"}:
        return ()
    parts = (
        f"{words(change.field.replace('.', '_'))} {written(change.old)} → {written(change.new)}"
        for change in event.changes
    )
    text = cut(clean("; ".join(parts)), VALUE_LIMIT)
    return (Fact(label="Changed", value=text),) if text else ()


def words(text: str) -> str:
    """``non_executive_director`` -> ``non-executive director``; other text as it is."""
    if text in TERMS:
        return TERMS[text]
    if not _SNAKE.fullmatch(text):
        return text
    return text.replace("co_", "co-", 1 if text.startswith("co_") else 0).replace("_", " ")


def in_words(sentence: str) -> str:
    """A sentence whose names of the model (``net_loss``) lose their underscores."""
    return _SNAKE.sub(lambda name: words(name[0]), sentence)


def written(value: Value) -> str:
    """A value as people write it; empty for a missing one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return words(clean(value))
    return _together(value)


def _together(value: Sequence[Value] | Mapping[str, Value]) -> str:
    """A list as its items; an object as its name, else as its stated slots."""
    if not isinstance(value, Mapping):
        return ", ".join(filter(None, (written(item) for item in value)))
    for key in ("name", "scheme_name", "title", "text", "role"):
        if value.get(key):
            return written(value[key])
    slots = ((words(k), written(v)) for k, v in value.items() if k not in _UNTOLD)
    return "; ".join(f"{name} {text}" for name, text in slots if text)


def _filled(template: str, event: Event) -> str | None:
    """The template with its slots, or None where the filing does not state one of them."""
    parts: dict[str, str] = {}
    for slot in _SLOT.finditer(template):
        value = _at(slot[1], event)
        text = _FORMATS[slot[2]](value, event) if slot[2] else written(value)
        if not text:
            return None
        parts[slot[0]] = text
    return cut(_SLOT.sub(lambda slot: parts[slot[0]], template).strip(), VALUE_LIMIT)


def _at(path: str, event: Event) -> Value:
    head, _, rest = path.partition(".")
    if head == "derived":
        return next((d.value for d in event.derived if d.name == rest), None)
    if head == "event":
        return getattr(event, rest, None)
    value: Value = event.fields
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _plain_facts(event: Event) -> Iterator[Fact]:
    """What the event says of itself, for types that have no table."""
    dates = {"Effective": event.effective_date, "Date": event.event_date}
    yield Fact(label="Status", value=words(event.status))
    yield from (Fact(label=n, value=written(d)) for n, d in dates.items() if d is not None)
    told = _UNTOLD | _roots(event.type)
    for name, value in event.fields.items():
        text = "" if name in told else cut(written(value), VALUE_LIMIT)
        if text:
            yield Fact(label=words(name).capitalize(), value=text)


@cache
def _roots(event_type: str) -> frozenset[str]:
    """The fields that the rows of a type speak of already."""
    templates = (t for _, ts in FACTS.get(event_type, ()) for t in ts)
    return frozenset(slot[1].partition(".")[0] for t in templates for slot in _SLOT.finditer(t))


def _money(value: Value, _event: Event) -> str:
    """Thousands separated and at least two decimals; more only where they say something."""
    number = _number(value)
    if number is None:
        return written(value)
    exponent = number.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 0)
    return f"{number:,.{places}f}"


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _qualifier(value: Value, _event: Event) -> str:
    """``up to`` and ``approximately`` are said; ``exact`` goes without saying."""
    return "" if value == "exact" else written(value)


def _roles(*changes: str) -> Callable[[Value, Event], str]:
    def of_change(value: Value, _event: Event) -> str:
        rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        return ", ".join(
            _role(row) for row in rows if isinstance(row, Mapping) and row.get("change") in changes
        )

    return of_change


def _role(row: Mapping[str, Value]) -> str:
    """``nomination committee chair`` out of role and committee."""
    role = written(row.get("role"))
    committee = written(row.get("committee"))
    return f"{committee} {role}" if committee else role


def _figure(value: Value, event: Event) -> str:
    """``RMB 9,558,619 thousand (before: 7,785,180; +22.8 %)``."""
    if not isinstance(value, Mapping) or value.get("current") is None:
        return ""
    scale = {1000: " thousand", 1_000_000: " million"}.get(
        int(_number(event.fields.get("unit_multiplier")) or 1), ""
    )
    before = sign(event.fields.get("currency"))
    now = f"{before}{' ' if before.isalpha() else ''}{written(value['current'])}"
    told = _compared(value)
    return f"{now}{scale} ({told})" if told else now + scale


def _compared(value: Mapping[str, Value]) -> str:
    """``before: 7,785,180; +22.8 %``; a percentage of a negative figure would mislead."""
    now, prior = _number(value["current"]), _number(value.get("prior"))
    change = _number(value.get("change_pct_printed"))
    negative = any(number is not None and number < 0 for number in (now, prior))
    before = f"before: {written(value.get('prior'))}" if value.get("prior") is not None else ""
    percent = f"{change:+} %" if change is not None and not negative else ""
    return "; ".join(filter(None, (before, percent)))


def _loss(value: Value, event: Event) -> str:
    """``RMB 943,692 thousand (before: 1,979,042; narrower by 52.3 %)``; empty for a profit."""
    now, prior = _now_and_before(value)
    if not isinstance(value, Mapping) or now is None or now >= 0:
        return ""
    amount = _figure({"current": -now}, event)
    if prior is None:
        return amount
    if prior >= 0:
        return f"{amount} (before: a profit of {written(prior)})"
    if now == prior:
        return f"{amount} (before: the same)"
    change = _number(value.get("change_pct_printed"))
    by = f" by {written(abs(change))} %" if change else ""
    return f"{amount} (before: {written(-prior)}; {'wider' if now < prior else 'narrower'}{by})"


def _profit(value: Value, event: Event) -> str:
    """``RMB 5,180 thousand (before: a loss of 2,040)``; empty for a loss."""
    now, prior = _now_and_before(value)
    if now is None or now < 0:
        return ""
    if prior is None or prior >= 0:
        return _figure(value, event)
    return f"{_figure({'current': now}, event)} (before: a loss of {written(-prior)})"


def _now_and_before(value: Value) -> tuple[Decimal | None, Decimal | None]:
    if not isinstance(value, Mapping):
        return None, None
    return _number(value.get("current")), _number(value.get("prior"))


def _sign(value: Value, _event: Event) -> str:
    return sign(value)


def _per_share(value: Value, _event: Event) -> str:
    """``RMB0.35 per ordinary share``; a negative one is a loss."""
    amount = _number(value.get("value")) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or amount is None:
        return ""
    unit = written(value.get("per")).removesuffix("s")
    loss = "loss of " if amount < 0 else ""
    return f"{loss}{sign(value.get('currency'))}{written(abs(amount))}{unit and ' per ' + unit}"


def _discounts(value: Value, _event: Event) -> str:
    """``9.30 % to close``; a premium is negative."""
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    return ", ".join(
        f"{written(row['pct'])} % to {written(row.get('reference')) or 'the reference price'}"
        for row in rows
        if isinstance(row, Mapping) and row.get("pct") is not None
    )


_FORMATS: Mapping[str, Callable[[Value, Event], str]] = {
    "money": _money,
    "qualifier": _qualifier,
    "lost": _roles("lost"),
    "gained": _roles("gained"),
    "continuing": _roles("continuing"),
    "figure": _figure,
    "loss": _loss,
    "profit": _profit,
    "per_share": _per_share,
    "sign": _sign,
    "discounts": _discounts,
}
