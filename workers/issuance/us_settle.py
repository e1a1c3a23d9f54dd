"""The legs of one report: repetitions become one leg, totals none, options their own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from workers.issuance.model import Leg
from workers.issuance.named import PRE_FUNDED

_OFFERED = frozenset({"public_offering", "ipo"})
_OF_MONEY = frozenset({"at_the_market", "convertible_issue"})
"""Issues that are told by their amount."""

_ROUNDED = Decimal("1.05")
"""Proceeds within this much of units x price are the same, rounded."""


def settle(found: list[Leg]) -> list[Leg]:
    """One leg for each security and number; a completed telling wins; totals are no legs."""
    kept: list[Leg] = []
    for leg in found:
        i = next((n for n, k in enumerate(kept) if _same(k, leg)), None)
        if i is None:
            kept.append(leg)
        else:
            kept[i] = _merge(kept[i], leg)
    told = [k for k in kept if k.units or k.gross or k.convertible]
    sold = _without_ceilings(_without_values(_without_underlying(told or kept[:1])))
    return _own_proceeds(_priced_alike(_without_totals(_options_apart(sold))))


def _without_underlying(kept: list[Leg]) -> list[Leg]:
    """The shares that ADSs of the same report stand for are no second leg."""
    under = {k.units * k.shares_per_ads for k in kept if k.units and k.shares_per_ads}
    return [
        k
        for k in kept
        if k.unit_kind != "ordinary_share" or k.subtype == "warrant_issue" or k.units not in under
    ]


def _without_values(kept: list[Leg]) -> list[Leg]:
    """``$20 million of its common stock, selling 1,290,000 shares at $15.50``: one leg, the shares."""
    paid = [k.units * k.price for k in kept if k.units and k.price]
    return [
        k
        for k in kept
        if k.units
        or k.gross is None
        or k.subtype in _OF_MONEY
        or all(abs(total - k.gross) * 100 > k.gross for total in paid)
    ]


def _without_ceilings(kept: list[Leg]) -> list[Leg]:
    """What was offered ``up to`` a number gives way to the smaller number that was sold."""
    sold = [k for k in kept if k.status == "completed" and k.qualifier == "exact" and k.units]
    return [
        k
        for k in kept
        if k.qualifier != "up_to"
        or not k.units
        or k.unit_kind == "warrant"
        or all(s.unit_kind != k.unit_kind or (s.units or 0) >= k.units for s in sold)
    ]


def _priced_alike(kept: list[Leg]) -> list[Leg]:
    """Option shares cost what the firm shares of the same offering cost."""
    firm = next((k for k in kept if k.subtype in _OFFERED and k.price is not None), None)
    return [
        replace(k, price=firm.price, currency=firm.currency)
        if firm is not None and k.subtype == "over_allotment" and k.price is None
        else k
        for k in kept
    ]


def _own_proceeds(kept: list[Leg]) -> list[Leg]:
    """The proceeds of shares and pre-funded warrants together are those of neither alone."""
    if not any(k.security == PRE_FUNDED for k in kept):
        return kept
    return [
        replace(k, gross=None, gross_printed=False, net=None) if _more_than_own(k) else k
        for k in kept
    ]


def _more_than_own(leg: Leg) -> bool:
    """Whether printed proceeds are not those of the units of a leg at its price."""
    if leg.convertible or not leg.units or leg.unit_kind == "preferred_share":
        return False
    if leg.unit_kind == "warrant" and leg.security != PRE_FUNDED:
        return False
    if leg.price is None:
        return leg.gross is not None or leg.net is not None
    paid = leg.units * leg.price * _ROUNDED
    return (leg.gross is not None and leg.gross > paid) or (leg.net is not None and leg.net > paid)


def _options_apart(kept: list[Leg]) -> list[Leg]:
    """A number that is the firm units and their whole option tells that the option was taken."""
    pair = next(
        (
            (firm, total)
            for firm in kept
            for total in kept
            if firm.units
            and firm.option_units
            and total.units == firm.units + firm.option_units
            and all(k.units != firm.option_units for k in kept)
        ),
        None,
    )
    if pair is None:
        return kept
    firm, total = pair
    option = replace(
        total,
        subtype="over_allotment",
        units=firm.option_units,
        price=total.price or firm.price,
        gross=None,
        net=None,
    )
    told = replace(firm, status=total.status) if total.status == "completed" else firm
    return [option if k is total else told if k is firm else k for k in kept]


def _without_totals(kept: list[Leg]) -> list[Leg]:
    """Legs whose number is the sum of others are no legs; a completed total completes them."""
    shares = [k for k in kept if k.units and k.unit_kind != "warrant"][:12]
    gone: list[Leg] = []
    done: list[Leg] = []
    for parts in (*combinations(shares, 2), *combinations(shares, 3)):
        total = sum(k.units or 0 for k in parts)
        totals = [k for k in shares if k.units == total and k not in parts]
        gone += totals
        if any(k.status == "completed" for k in totals):
            done += parts
    return [replace(k, status="completed") if k in done else k for k in kept if k not in gone]


def _same(a: Leg, b: Leg) -> bool:
    if (a.unit_kind == "warrant") != (b.unit_kind == "warrant"):
        return False
    if a.units is not None and b.units is not None:
        return a.units == b.units and not _of_two_series(a, b)
    if a.convertible and b.convertible:
        return True
    return a.units is None and b.units is None and a.gross == b.gross


def _of_two_series(a: Leg, b: Leg) -> bool:
    """As many Series A warrants as Series B warrants: two legs."""
    named = all((x.security or "").startswith(("Series", "Class")) for x in (a, b))
    return a.unit_kind == "warrant" and named and a.security != b.security


def _merge(a: Leg, b: Leg) -> Leg:
    """The first telling, filled and advanced by the second."""
    done = next((x for x in (a, b) if x.status == "completed"), None)
    bigger = b.convertible if a.convertible and b.convertible and done is b else a.convertible
    return replace(
        a,
        status="completed" if done else a.status,
        spans=(*a.spans, *b.spans),
        price=a.price or b.price,
        gross=(b.gross if done is b and a.convertible else a.gross) or b.gross,
        net=a.net or b.net,
        agreement_date=a.agreement_date or b.agreement_date,
        completion_date=a.completion_date or b.completion_date,
        option_units=a.option_units or b.option_units,
        expected_closing_date=None if done else a.expected_closing_date or b.expected_closing_date,
        convertible=bigger,
    )
