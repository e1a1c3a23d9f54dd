"""How loud results are, and their one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from watcher.model import Severity, Value
from workers.events import Draft, Thresholds
from workers.grammar.currency import sign

_SCALES = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"), (Decimal(10**3), "k"))


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Medium; high with a modified opinion, a going-concern doubt, a turn to loss, or a loss
    that widened by more than ``loss_widening_pct``.
    """
    if draft.fields.get("modified_opinion") or draft.fields.get("going_concern_doubt"):
        return Severity.HIGH
    now, before = _net(draft)
    if now is not None and before is not None and now < 0:
        widened = before < 0 and (now - before) / before * 100 > thresholds.get(
            "loss_widening_pct", Decimal(50)
        )
        if before > 0 or widened:
            return Severity.HIGH
    return Severity.MEDIUM


def _net(draft: Draft) -> tuple[Decimal | None, Decimal | None]:
    """The net result and its comparative, in the printed unit."""
    values = _first_figure(
        draft, ("net_loss", "net_profit", "net_loss_attributable", "net_profit_attributable")
    )
    current, prior = (values.get("current"), values.get("prior")) if values else (None, None)
    return _decimal(current), _decimal(prior)


def _decimal(value: Value) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _first_figure(draft: Draft, names: Iterable[str]) -> Mapping[str, Value] | None:
    found = draft.fields.get("figures")
    if not isinstance(found, Mapping):
        return None
    for name in names:
        values = found.get(name)
        if isinstance(values, Mapping):
            return values
    return None


def headline(draft: Draft) -> str:
    """``annual results 2025: revenue RMB9.56bn (+22.8%), net loss RMB0.94bn``."""
    end = draft.fields.get("period_end")
    when = f" to {end}" if draft.subtype != "annual" and end else f" {str(end)[:4]}" if end else ""
    told = [
        words
        for names, title in (
            (("revenue",), "revenue"),
            (("net_loss", "net_loss_attributable"), "net loss"),
            (("net_profit", "net_profit_attributable"), "net profit"),
        )
        for words in [_told(draft, names, title)]
        if words
    ]
    title = f"{draft.subtype or 'periodic'} results{when}"
    return f"{title}: {', '.join(told)}" if told else f"{title} published"


def _told(draft: Draft, names: Sequence[str], title: str) -> str | None:
    values = _first_figure(draft, names)
    current = _decimal(values.get("current")) if values else None
    if values is None or current is None:
        return None
    multiplier = draft.fields.get("unit_multiplier")
    amount = abs(current) * (multiplier if isinstance(multiplier, int) else 1)
    symbol = sign(draft.fields.get("currency"))
    words = f"{title} {symbol}{_short(amount)}"
    prior = _decimal(values.get("prior"))
    if title == "revenue" and prior:
        change = ((current - prior) / prior * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        words += f" ({change:+}%)"
    return words


def _short(amount: Decimal) -> str:
    """The largest unit that leaves a digit in front, two decimals."""
    for size, letters in _SCALES:
        if amount >= size * Decimal("0.5"):
            return f"{amount / size:.2f}{letters}"
    return f"{amount:.0f}"
