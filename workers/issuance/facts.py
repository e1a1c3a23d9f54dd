"""A leg as event fields and derived figures; nothing here reads text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from watcher.model import Derived, Severity, Value
from workers.grammar.money import whole
from workers.issuance.model import Leg

_CLOSED = frozenset({"lapsed", "terminated"})
_NOT_SHARES = frozenset({"warrant", "convertible", "preferred_share", "unit"})
_SLIP = 1_000
"""A printed total this many times units x price is a slip of the pen (``$5,100,000 million``)."""
_TOLERANCE = Decimal("0.01")
"""A printed total within one percent of units x price is the same total, rounded."""


def gross_of(leg: Leg) -> Decimal | None:
    """Gross proceeds: units x price where both are stated, else as printed."""
    if not (leg.units and leg.price) or _convertible(leg):
        return leg.gross
    computed = whole(leg.units * leg.price)
    if leg.gross is None:
        return computed
    near = abs(computed - leg.gross) <= leg.gross * _TOLERANCE
    return computed if near or leg.gross > computed * _SLIP else leg.gross


def _convertible(leg: Leg) -> bool:
    return leg.subtype == "convertible_issue"


def fields(leg: Leg, ads_ratio: int | None) -> dict[str, Value]:
    """The fields of ``share_issuance``; what the text does not state is None."""
    gross = gross_of(leg)
    ceiling = leg.qualifier == "up_to" and leg.status != "completed"
    close = next((d for d in leg.discounts if d.reference == "close"), None)
    values: dict[str, Value] = {
        "units": leg.units,
        "qualifier": leg.qualifier if leg.units is not None else None,
        "unit_kind": leg.unit_kind,
        "security": leg.security,
        "ordinary_shares": ordinary_shares(leg, ads_ratio),
        "price": leg.price,
        "currency": leg.currency,
        "gross_proceeds": None if ceiling else gross,
        "gross_proceeds_max": gross if ceiling else None,
        "net_proceeds": leg.net,
        "net_qualifier": leg.net_qualifier,
        "net_price": leg.net_price,
        "underwriting_discount": leg.underwriting_discount,
        "agreement_date": leg.agreement_date,
        "announcement_date": leg.announcement_date,
        "part": leg.part,
        "pricing_date": leg.pricing_date,
        "exercise_date": leg.exercise_date,
        "completion_date": leg.completion_date,
        "expected_closing_date": leg.expected_closing_date,
        "over_allotment_units": leg.option_units,
        "listing_date": leg.listing_date,
        "long_stop_date": leg.long_stop_date,
        "record_date": leg.record_date,
        "exercise_price": leg.exercise_price,
        "mandate": leg.mandate,
        "allottees": leg.allottees,
        "connected": leg.connected,
        "underwritten": leg.underwritten,
        "pct_existing_printed": leg.pct_existing,
        "pct_enlarged_printed": leg.pct_enlarged,
        "discount_pct_printed": close.pct if close else None,
        "reference_price": close.reference_price if close else leg.market_price,
        "discounts": [
            {"reference": d.reference, "reference_price": d.reference_price, "pct": d.pct}
            for d in leg.discounts
        ],
        "conditions": list(leg.conditions) or None,
        "opening_balance": leg.opening_balance,
        "closing_balance": leg.closing_balance,
    }
    return values | _special(leg)


def _special(leg: Leg) -> dict[str, Value]:
    """The fields that only some issues have."""
    values: dict[str, Value] = {}
    if leg.revised_units is not None or leg.revised_price is not None:
        values["revised_date"] = leg.revised_date
        values["revised_from"] = {"units": leg.revised_units, "price": leg.revised_price}
    if leg.ratio is not None:
        values["ratio"] = {"new": leg.ratio[0], "held": leg.ratio[1]}
    if leg.convertible is not None:
        c = leg.convertible
        values["convertible"] = {
            "principal": c.principal,
            "principal_currency": c.principal_currency,
            "coupon": c.coupon,
            "conversion_price": c.conversion_price,
            "max_shares": c.max_shares,
            "maturity": c.maturity,
        }
    if leg.status in _CLOSED:
        values["shares_issued"] = 0
    return values


def ordinary_shares(leg: Leg, ads_ratio: int | None) -> int | None:
    """The units as ordinary shares; ADSs need the issuer's ratio, warrants, preferred shares
    and units of several securities are none.
    """
    if leg.units is None or leg.unit_kind in _NOT_SHARES:
        return None
    if leg.unit_kind == "ads":
        ratio = leg.shares_per_ads or ads_ratio
        return leg.units * ratio if ratio else None
    return leg.units


def derived(leg: Leg, ads_ratio: int | None) -> tuple[Derived, ...]:
    """Figures computed from printed ones, with their arithmetic."""
    return (*_money(leg), *_each(leg, ads_ratio), *_shares(leg, ads_ratio), *_discounts(leg))


def _each(leg: Leg, ads_ratio: int | None) -> Iterator[Derived]:
    """What one unit and one share cost, and how long the deal took."""
    unit = leg.currency or ""
    paid = leg.gross if leg.gross_printed and not _convertible(leg) else None
    if leg.units and paid and leg.price is None:
        text = f"{paid} / {leg.units}"
        value = _round(paid / leg.units, 4)
        yield Derived(name="price_per_unit", value=value, unit=f"{unit}/unit", arithmetic=text)
    if leg.units is None and leg.price and paid and not paid % leg.price:
        text = f"{paid} / {leg.price}"
        yield Derived(name="units", value=int(paid / leg.price), unit="unit", arithmetic=text)
    ratio = leg.shares_per_ads or ads_ratio
    if leg.unit_kind == "ads" and leg.price and ratio:
        text = f"{leg.price} / {ratio}"
        value = _round(leg.price / ratio, 4)
        yield Derived(name="price_per_share", value=value, unit=f"{unit}/share", arithmetic=text)
    if leg.agreement_date and leg.completion_date and leg.agreement_date < leg.completion_date:
        yield Derived(
            name="days_to_completion",
            value=(leg.completion_date - leg.agreement_date).days,
            unit="day",
            arithmetic=f"{leg.completion_date} - {leg.agreement_date}",
        )


def _money(leg: Leg) -> Iterator[Derived]:
    gross, currency = gross_of(leg), leg.currency or ""
    if leg.units and leg.price and (gross == leg.units * leg.price or not _convertible(leg)):
        text = f"{leg.units} x {leg.price}"
        yield Derived(
            name="gross_proceeds", value=leg.units * leg.price, unit=currency, arithmetic=text
        )
    if gross and leg.net and gross > leg.net:
        cost = gross - leg.net
        yield Derived(name="costs", value=cost, unit=currency, arithmetic=f"{gross} - {leg.net}")
        yield _percent("costs_pct", cost, gross, f"({gross} - {leg.net}) / {gross} x 100")
    if leg.net and leg.units and leg.net_price is None and not _convertible(leg):
        value = _round(leg.net / leg.units, 4)
        yield Derived(
            name="net_price",
            value=value,
            unit=f"{currency}/unit",
            arithmetic=f"{leg.net} / {leg.units}",
        )
    c = leg.convertible
    same = c is not None and c.principal_currency in {None, leg.currency}
    if c is not None and same and c.principal and c.conversion_price:
        text = f"{c.principal} / {c.conversion_price}"
        shares = int(c.principal / c.conversion_price)
        yield Derived(name="conversion_shares", value=shares, unit="share", arithmetic=text)


def _shares(leg: Leg, ads_ratio: int | None) -> Iterator[Derived]:
    shares = ordinary_shares(leg, ads_ratio)
    if shares is None:
        return
    if leg.unit_kind == "ads":
        yield Derived(
            name="ordinary_shares",
            value=shares,
            unit="share",
            arithmetic=f"{leg.units} x {shares // (leg.units or 1)}",
        )
    if leg.opening_balance:
        before = leg.opening_balance
        yield _percent(
            "pct_existing", Decimal(shares), Decimal(before), f"{shares} / {before} x 100"
        )
        text = f"{shares} / ({before} + {shares}) x 100"
        yield _percent("pct_enlarged", Decimal(shares), Decimal(before + shares), text)
    elif leg.pct_existing:
        before = int(_round(shares * 100 / leg.pct_existing, 0))
        text = f"{shares} / {leg.pct_existing}%"
        yield Derived(name="issued_before_implied", value=before, unit="share", arithmetic=text)
        text = f"{shares} / ({before} + {shares}) x 100"
        yield _percent("pct_enlarged", Decimal(shares), Decimal(before + shares), text)


def _discounts(leg: Leg) -> Iterator[Derived]:
    if leg.price is None:
        return
    for d in leg.discounts:
        if d.reference_price:
            text = f"({d.reference_price} - {leg.price}) / {d.reference_price} x 100"
            yield _percent(
                f"discount_{d.reference}", d.reference_price - leg.price, d.reference_price, text
            )
    if leg.market_price and not leg.discounts and leg.unit_kind != "warrant":
        text = f"({leg.market_price} - {leg.price}) / {leg.market_price} x 100"
        yield _percent("discount_close", leg.market_price - leg.price, leg.market_price, text)


def _percent(name: str, part: Decimal, whole: Decimal, arithmetic: str) -> Derived:
    return Derived(
        name=name, value=_round(part * 100 / whole, 4), unit="percent", arithmetic=arithmetic
    )


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def mismatches(leg: Leg) -> list[str]:
    """Printed percentages that differ from the computed ones by more than 0.05 points."""
    found = []
    computed = {d.name: d.value for d in derived(leg, None)}
    pairs = (
        [(leg.pct_enlarged, computed.get("pct_enlarged"), "enlarged")] if leg.pct_existing else []
    )
    if leg.opening_balance:
        pairs.append((leg.pct_existing, computed.get("pct_existing"), "existing"))
    pairs += [(d.pct, computed.get(f"discount_{d.reference}"), d.reference) for d in leg.discounts]
    for printed, value, name in pairs:
        if (
            printed is not None
            and isinstance(value, Decimal)
            and abs(printed - value) > Decimal("0.05")
        ):
            found.append(f"{name}: printed {printed}%, computed {value}%")
    return found


def grade(
    values: dict[str, Value], status: str, subtype: str | None, limits: dict[str, Decimal]
) -> Severity:
    """Severity by percent of existing shares, discount and allottee.

    A programme under which nothing is sold yet is told like a registration: for the record.
    """
    if subtype == "ads_deposit" or (subtype == "at_the_market" and values.get("units") is None):
        return Severity.INFO
    pct = values.get("pct_existing_printed")
    level = Severity.MEDIUM
    if isinstance(pct, Decimal):
        level = Severity.LOW
        for key, step in (
            ("medium_pct", Severity.MEDIUM),
            ("high_pct", Severity.HIGH),
            ("critical_pct", Severity.CRITICAL),
        ):
            level = step if pct >= limits[key] else level
    cut = values.get("discount_pct_printed")
    if isinstance(cut, Decimal):
        for key, step in (
            ("high_discount_pct", Severity.HIGH),
            ("critical_discount_pct", Severity.CRITICAL),
        ):
            level = max(level, step, key=lambda s: s.rank) if cut >= limits[key] else level
    if values.get("connected"):
        level = max(level, Severity.HIGH, key=lambda s: s.rank)
    if status == "completed" and values.get("agreement_date"):
        level = level.step(-1)
    return max(level, Severity.LOW, key=lambda s: s.rank)
