"""An event's fields as three to six short lines, by the tables of ``workers.render.wording``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from watcher.model import Event, Value
from workers.channels import Fact
from workers.grammar.currency import sign
from workers.render.amounts import amount, exact, number_of, short
from workers.render.clean import clean, cut
from workers.render.wording import FACTS, TERMS

LEAST, MOST = 3, 6
VALUE_LIMIT = 240

_SLOT = re.compile(r"\{([a-z0-9_.]+)(?::([a-z_]+))?\}")
_SNAKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_UNTOLD = frozenset(
    {"person_key", "latin_key", "currency", "unit_kind", "unit_multiplier", "direction", "action"}
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

    What a correction or a next stage tells otherwise than before, without rows of lists.
    """
    if event.relation not in {"corrects", "advances"}:
        return ()
    parts = (
        f"{words(change.field.replace('.', '_'))} {written(change.old)} → {written(change.new)}"
        for change in event.changes
        if not _rows(change.new)
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
    number = number_of(value)
    return written(value) if number is None else exact(number)


def _amount(value: Value, event: Event) -> str:
    """A sum in the event's own currency."""
    number, before = number_of(value), sign(event.fields.get("currency"))
    return written(value) if number is None else amount(number, before)


def _qualifier(value: Value, _event: Event) -> str:
    """``up to`` and ``approximately`` are said; ``exact`` goes without saying."""
    return "" if value == "exact" else written(value)


def _roles(*changes: str) -> Callable[[Value, Event], str]:
    def of_change(value: Value, _event: Event) -> str:
        return ", ".join(_role(row) for row in _rows(value) if row.get("change") in changes)

    return of_change


def _role(row: Mapping[str, Value]) -> str:
    """``nomination committee chair`` out of role and committee, ``interim chief executive``."""
    words = (written(row.get("committee")), written(row.get("role")))
    return " ".join(filter(None, ("interim" if row.get("interim") else "", *words)))


def _figure(value: Value, event: Event) -> str:
    """``RMB9.56bn, exactly 9,558,619 thousand (before: 7,785,180; +22.8 %)``."""
    if not isinstance(value, Mapping) or value.get("current") is None:
        return ""
    multiplier = int(number_of(event.fields.get("unit_multiplier")) or 1)
    scale = {1000: " thousand", 1_000_000: " million"}.get(multiplier, "")
    before, figure = sign(event.fields.get("currency")), written(value["current"])
    whole = number_of(value["current"])
    brief = short(whole * multiplier) if scale and whole is not None else None
    space = " " if before.isalpha() else ""
    now = f"{before}{brief}, exactly {figure}" if brief else f"{before}{space}{figure}"
    told = _compared(value)
    return f"{now}{scale} ({told})" if told else now + scale


def _compared(value: Mapping[str, Value]) -> str:
    """``before: 7,785,180; +22.8 %``; a percentage of a negative figure would mislead."""
    now, prior = number_of(value["current"]), number_of(value.get("prior"))
    change = number_of(value.get("change_pct_printed"))
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
    change = number_of(value.get("change_pct_printed"))
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
    return number_of(value.get("current")), number_of(value.get("prior"))


def _sign(value: Value, _event: Event) -> str:
    return sign(value)


def _per_share(value: Value, _event: Event) -> str:
    """``RMB0.35 per ordinary share``; a negative one is a loss."""
    amount = number_of(value.get("value")) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or amount is None:
        return ""
    unit = written(value.get("per")).removesuffix("s")
    loss = "loss of " if amount < 0 else ""
    return f"{loss}{sign(value.get('currency'))}{written(abs(amount))}{unit and ' per ' + unit}"


def _discounts(value: Value, _event: Event) -> str:
    """``9.30 % to close``; a premium is negative."""
    return ", ".join(
        f"{written(row['pct'])} % to {written(row.get('reference')) or 'the reference price'}"
        for row in _rows(value)
        if row.get("pct") is not None
    )


def _acquired(value: Value, _event: Event) -> str:
    """``Option 2026-03-26, Cashless``: how the seller came by it, in the form's own words."""
    told = dict.fromkeys(
        ", ".join(
            filter(None, (
                f"{written(row.get('nature_as_filed'))} {written(row.get('acquired_date'))}".strip(),
                written(row.get("payment_as_filed")),
            ))
        )
        for row in _rows(value)
    )  # fmt: skip
    return "; ".join(filter(None, told))


def _sold(value: Value, _event: Event) -> str:
    """``nothing reported``, or how many units were sold in how many rows."""
    if not isinstance(value, Mapping):
        return ""
    if value.get("nothing_to_report"):
        return "nothing reported"
    units = [number_of(row.get("units")) for row in _rows(value.get("rows"))]
    sold = [number for number in units if number is not None]
    return f"{sum(sold):,} in {len(sold)} sales" if sold and len(sold) == len(units) else ""


def _rows(value: Value) -> list[Mapping[str, Value]]:
    """The objects of a list; none where it is no list."""
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    return [row for row in rows if isinstance(row, Mapping)]


_FORMATS: Mapping[str, Callable[[Value, Event], str]] = {
    "money": _money,
    "amount": _amount,
    "qualifier": _qualifier,
    "lost": _roles("lost"),
    "gained": _roles("gained"),
    "continuing": _roles("continuing"),
    "figure": _figure,
    "loss": _loss,
    "profit": _profit,
    "per_share": _per_share,
    "sign": _sign,
    "acquired": _acquired,
    "sold": _sold,
    "discounts": _discounts,
}
