"""A Form 144 as the fields of a proposed sale, and its derived figures.

Several classes of one notice stay apart: percentages and prices are per class, only
``units`` and the value are summed over the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from watcher.model import Issuer, Value
from workers.forms.form144 import (
    AcquiredRow,
    Notice,
    PastSale,
    ProposedRow,
    nature_class,
    payment_class,
)
from workers.forms.people import key_of, variants_of
from workers.forms.plans import adoption_dates, claims_plan
from workers.forms.securities import ads_ratio, folded, one_kind, unit_kind
from workers.forms.values import PLACEHOLDER_BEFORE, Number, money, rounded, text_of, total, whole

LISTED_RELATIONSHIPS = (
    "officer",
    "director",
    "10% stockholder",
    "10% shareholder",
    "10% owner",
    "member of immediate family",
)
"""The values that EDGAR offers; filers may write their own words instead."""

_JOINTS = re.compile(r"[,;/&]|\band\b", re.IGNORECASE)
_CHANGED = re.compile(r"\bfrom\s+([\d,]+)\D{1,40}?\bto\s+([\d,]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldClass:
    """The rows of one class title together."""

    title: str | None
    kind: str | None
    ratio: int | None
    units: Decimal | None
    value: Decimal | None
    outstanding: Decimal | None
    complete: bool

    @property
    def price(self) -> Decimal | None:
        """Value by units, exact; None unless every row has both."""
        if not self.complete or not self.units or self.value is None:
            return None
        return self.value / self.units


def sale_date(notice: Notice) -> date | None:
    """The first approximate sale date on the form."""
    return min((r.sale_date.value for r in notice.rows if r.sale_date.value), default=None)


def classes(notice: Notice, issuer: Issuer | None) -> list[SoldClass]:
    """The securities to be sold by class, in the order of the form."""
    groups: dict[str, list[ProposedRow]] = {}
    for row in notice.rows:
        groups.setdefault(folded(text_of(row.title)), []).append(row)
    on = sale_date(notice) or notice.notice_date.value
    return [_one_class(rows, issuer, on) for rows in groups.values()]


def plan_dates(notice: Notice) -> list[date]:
    """Plan adoption dates from the form's own field, else from the remarks; each once."""
    printed = [d.value for d in notice.plan_dates if d.value]
    remarks = text_of(notice.remarks)
    return list(dict.fromkeys(printed)) or adoption_dates([remarks] if remarks else [])


def days_plan_to_sale(adopted: Sequence[date], sold: date | None) -> int | None:
    """Days from the latest real adoption date to the sale; None without both."""
    real = [d for d in adopted if d >= PLACEHOLDER_BEFORE]
    return (sold - max(real)).days if real and sold else None


def notice_fields(notice: Notice, issuer: Issuer | None) -> dict[str, Value]:
    """The fields of the event; missing is None."""
    sold = classes(notice, issuer)
    one = sold[0] if len(sold) == 1 else None
    adopted = plan_dates(notice)
    remarks = text_of(notice.remarks)
    fields: dict[str, Value] = {
        "person": _person(notice, issuer),
        "relationships": [cell.text for cell in notice.relationships],
        "is_director": _listed(notice, "director"),
        "is_officer": _listed(notice, "officer"),
        "is_ten_percent_holder": _listed(notice, "10% stockholder", "10% shareholder", "10% owner"),
        "security_title": "; ".join(c.title for c in sold if c.title) or None,
        "unit_kind": one_kind({c.kind for c in sold}),
        "ads_ratio": one.ratio if one else None,
        "units": _whole(total(row.units for row in notice.rows)),
        "aggregate_market_value": total(row.value for row in notice.rows),
        "currency": "USD",
        "units_outstanding_reported": _whole(one.outstanding) if one else None,
        "approx_sale_date": sale_date(notice),
        "event_date_qualifier": "approximate",
        "notice_date": notice.notice_date.value,
        "exchange": text_of(notice.rows[0].exchange),
        "broker": _broker(notice.rows[0]),
        "acquisitions": [_acquisition(row) for row in notice.acquisitions],
        "sold_past_3_months": {
            "nothing_to_report": notice.nothing_to_report,
            "rows": [_past_sale(row) for row in notice.past_sales],
        },
        "plan_10b5_1": {
            "claimed": bool(adopted) or claims_plan([remarks] if remarks else []),
            "adoption_dates": adopted,
        },
        "days_plan_to_sale": days_plan_to_sale(adopted, sale_date(notice)),
        "remarks": remarks,
        "signature": text_of(notice.signature),
        "executed": None,
        "rows": [_row(row) for row in notice.rows],
        "row_prices": [_row_price(row) for row in notice.rows],
        "classes": [_class_fields(c) for c in sold],
    }
    return {**fields, **_supersedes(notice, fields["units"])}


def relationship_words(printed: str) -> list[str]:
    """The relationships in one printed value: filers also list them with commas or ``and``."""
    return [word.strip().lower() for word in _JOINTS.split(printed) if word.strip()]


def price_of(row: ProposedRow) -> Decimal | None:
    """Value by units of one row, exact; None unless the row has both."""
    if not row.units.value or row.value.value is None:
        return None
    return row.value.value / row.units.value


def _one_class(rows: list[ProposedRow], issuer: Issuer | None, on: date | None) -> SoldClass:
    title = text_of(rows[0].title)
    return SoldClass(
        title=title,
        kind=unit_kind(title),
        ratio=ads_ratio(title, issuer, on),
        units=total(row.units for row in rows),
        value=total(row.value for row in rows),
        outstanding=max((r.outstanding.value for r in rows if r.outstanding.value), default=None),
        complete=all(row.units.value is not None and row.value.value is not None for row in rows),
    )


def _person(notice: Notice, issuer: Issuer | None) -> dict[str, Value]:
    name = text_of(notice.person) or text_of(notice.signature) or ""
    company = text_of(notice.issuer_cik) or (issuer.cik if issuer else None)
    filer = text_of(notice.filer_cik)
    own = (
        filer.zfill(10)
        if filer and (company is None or filer.lstrip("0") != company.lstrip("0"))
        else None
    )
    variants: list[Value] = [*variants_of(name, text_of(notice.signature))]
    return {
        "name": name or None,
        "name_variants": variants,
        "person_key": key_of(name) or None,
        "cik": own,
    }


def _listed(notice: Notice, *values: str) -> bool | None:
    """True where the form lists it; what is not listed is unknown, not false."""
    listed = {word for cell in notice.relationships for word in relationship_words(cell.text)}
    return True if listed.intersection(values) else None


def _broker(row: ProposedRow) -> dict[str, Value] | None:
    return {"name": row.broker.text, "address": row.broker_address} if row.broker else None


def _acquisition(row: AcquiredRow) -> dict[str, Value]:
    nature, payment = text_of(row.nature), text_of(row.payment)
    return {
        "security_title": text_of(row.title),
        "acquired_date": row.acquired.value,
        "nature_as_filed": nature,
        "nature_class": nature_class(nature),
        "acquired_from": text_of(row.acquired_from),
        "is_gift": row.gift,
        "donor_acquired_date": row.donor_acquired.value,
        "units": _whole(row.units.value),
        "payment_date": row.paid.value,
        "payment_as_filed": payment,
        "payment_class": payment_class(payment),
    }


def _past_sale(row: PastSale) -> dict[str, Value]:
    return {
        "seller": text_of(row.seller),
        "security_title": text_of(row.title),
        "date": row.sold.value,
        "units": _whole(row.units.value),
        "gross": row.gross.value,
    }


def _row(row: ProposedRow) -> dict[str, Value]:
    odd = {k: n.cell.text for k, n in _odd(row).items() if n.cell}
    return {
        "security_title": text_of(row.title),
        "unit_kind": unit_kind(text_of(row.title)),
        "units": _whole(row.units.value),
        "aggregate_market_value": row.value.value,
        "price": _row_price(row),
        "units_outstanding_reported": _whole(row.outstanding.value),
        "approx_sale_date": row.sale_date.value,
        "exchange": text_of(row.exchange),
        "broker": _broker(row),
        **({"as_filed": odd} if odd else {}),
    }


def _odd(row: ProposedRow) -> Mapping[str, Number]:
    named = {
        "units": row.units,
        "aggregate_market_value": row.value,
        "units_outstanding_reported": row.outstanding,
    }
    return {name: printed for name, printed in named.items() if printed.oddity}


def _row_price(row: ProposedRow) -> Decimal | None:
    price = price_of(row)
    return None if price is None else money(price)


def _class_fields(sold: SoldClass) -> dict[str, Value]:
    return {
        "security_title": sold.title,
        "unit_kind": sold.kind,
        "ads_ratio": sold.ratio,
        "units": _whole(sold.units),
        "aggregate_market_value": sold.value,
        "units_outstanding_reported": _whole(sold.outstanding),
        "price": None if sold.price is None else rounded(sold.price),
    }


def _supersedes(notice: Notice, units: Value) -> dict[str, Value]:
    """What a 144/A replaces; the change of units only where the remarks print both figures."""
    if not notice.amends:
        return {}
    changed = _CHANGED.search(text_of(notice.remarks) or "")
    before, after = (int(n.replace(",", "") or 0) for n in changed.groups()) if changed else (0, 0)
    return {
        "supersedes_accession": text_of(notice.previous_accession),
        "units_delta": after - before if changed and after == units else None,
    }


def _whole(value: Decimal | None) -> int | Decimal | None:
    return None if value is None else whole(value)
