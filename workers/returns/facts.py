"""A monthly return as event fields and derived figures; nothing here reads text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from watcher.model import Derived, Value
from workers.returns.balances import par_times_shares
from workers.returns.dates import day
from workers.returns.model import Issued, MonthlyReturn, Movement, SchemeRow, SchemeSection
from workers.returns.monthly import deadline_days

_NO_GRANT = re.compile(
    r"(?i)no\s+further\s+grants?\b.{0,240}?after\s*\[?\s*([A-Z][a-z]+\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+),?\s*(?:\d{1,3}\s+)?(\d{4})",
    re.DOTALL,
)
_ISSUED_KEY = re.compile(r"new_shares_issued")
_NAMES = {
    "A": "section_A_options",
    "B": "section_B_warrants",
    "C": "section_C_convertibles",
    "D": "section_D_other_agreements",
    "E": "section_E_other",
}


def main_class(ret: MonthlyReturn) -> Issued:
    """The class listed on the Exchange, else the first."""
    return next((c for c in ret.issued if c.share_class.listed), ret.issued[0])


def net_change(ret: MonthlyReturn) -> int:
    """Change of issued shares over all classes."""
    return sum(c.issued.change or 0 for c in ret.issued)


def moved(ret: MonthlyReturn) -> bool:
    """Whether any balance of any class differs between opening and closing."""
    issued_ = [m for c in ret.issued for m in (c.issued, c.treasury, c.total) if m is not None]
    return any(m.change for m in [*issued_, *(a.shares for a in ret.authorised)])


def fields(ret: MonthlyReturn) -> dict[str, Value]:
    """The fields of ``capital_movement/monthly_return`` (domain: FF301, parts I to IV)."""
    own = main_class(ret)
    by = {"name": ret.submitted_by, "title": ret.submitter_title}
    values: dict[str, Value] = {
        "return_form": "FF301",
        "return_form_printed": ret.form_printed,
        "month_ended": ret.month_ended,
        "submission_status": ret.status,
        "submitted_date": ret.submitted,
        "submitted_by": by,
        "stock_code": own.share_class.stock_code or _code(ret),
        "class": own.share_class.name,
        "type_of_shares": own.share_class.kind,
        "listed_on_exchange": own.share_class.listed,
        "authorised": _authorised(ret, own),
        **_balances(own),
    }
    others = [c for c in ret.issued if c is not own]
    if others:
        values["other_classes"] = [
            {"class": c.share_class.name, "type_of_shares": c.share_class.kind, **_balances(c)}
            for c in others
        ]
    for letter, name in _NAMES.items():
        values[name] = _section(next((s for s in ret.sections if s.letter == letter), None))
    values["section_IV_hdr"] = {None: None, False: "not_applicable", True: "applicable"}[
        ret.hdr_applicable
    ]
    values["net_increase_issued"] = own.issued.change
    values["net_increase_treasury"] = own.treasury.change if own.treasury else None
    return values | _totals(ret)


def _code(ret: MonthlyReturn) -> str | None:
    return next(
        (a.share_class.stock_code for a in ret.authorised if a.share_class.stock_code), None
    )


def _authorised(ret: MonthlyReturn, own: Issued) -> Value:
    entry = next(
        (a for a in ret.authorised if a.share_class.kind == own.share_class.kind),
        ret.authorised[0] if ret.authorised else None,
    )
    if entry is None or not entry.sound:
        return None
    return {
        "opening_shares": entry.shares.opening,
        "closing_shares": entry.shares.closing,
        "par_value": entry.par_value,
        "par_currency": entry.currency,
        "capital": entry.capital,
    }


def _balances(entry: Issued) -> dict[str, Value]:
    treasury, total = entry.treasury, entry.total
    return {
        "issued_excluding_treasury": _column(entry.issued),
        "treasury": _column(treasury) if treasury else None,
        "total_issued": {"opening": total.opening, "closing": total.closing} if total else None,
    }


def _column(column: Movement) -> dict[str, Value]:
    return {"opening": column.opening, "change": column.change, "closing": column.closing}


def _section(section: SchemeSection | None) -> Value:
    if section is None:
        return None
    if not section.applicable:
        return "not_applicable"
    if not section.rows:
        return [{"new_shares_issued": section.new_shares}]
    return [_row(section, row) for row in section.rows]


def _row(section: SchemeSection, row: SchemeRow) -> dict[str, Value]:
    key = "event" if section.letter == "E" else "scheme"
    values: dict[str, Value] = {key: row.name, "approval_date": row.approval_date, **row.values}
    if section.letter == "A":
        values["funds_raised"] = section.funds_raised
        values["funds_currency"] = section.funds_currency
    if section.letter in {"A", "D"}:
        values["remark"] = _remark(section, row)
    if section.letter == "E":
        values.pop("approval_date")
    return values


def _remark(section: SchemeSection, row: SchemeRow) -> str | None:
    """``no further grant after D``, for the scheme that the remark names (or the only one)."""
    if section.remark is None:
        return None
    m = _NO_GRANT.search(" ".join(section.remark.split()))
    named = [r for r in section.rows if r.name and r.name in section.remark]
    if m is None or (row not in named if named else len(section.rows) > 1):
        return None
    when = day(f"{m[1]}, {m[2]}") or day(f"{m[1]} {m[2]}")
    return f"no further grant after {when}" if when else None


def _totals(ret: MonthlyReturn) -> dict[str, Value]:
    """Options exercised, new shares and money over all schemes of section A."""
    options = next((s for s in ret.sections if s.letter == "A" and s.applicable and s.rows), None)
    if options is None:
        return {}
    exercised = [
        m for r in options.rows if isinstance(m := r.values.get("options_movement"), int) and m < 0
    ]
    return {
        "options_exercised": -sum(exercised) if exercised else 0,
        "new_shares_issued": new_shares(options),
        "funds_raised": options.funds_raised,
        "currency": options.funds_currency,
    }


def new_shares(section: SchemeSection) -> int | None:
    """Shares issued under a section in the month: the printed total, else the rows."""
    if section.new_shares is not None:
        return section.new_shares
    counts = [
        v
        for r in section.rows
        for k, v in r.values.items()
        if _ISSUED_KEY.match(k) and isinstance(v, int)
    ]
    return sum(counts) if counts else None


def derived(ret: MonthlyReturn, ads_ratio: int | None) -> tuple[Derived, ...]:
    """Figures computed from printed ones, with their arithmetic."""
    return tuple(_derived(ret, main_class(ret), ads_ratio))


def _derived(ret: MonthlyReturn, own: Issued, ads_ratio: int | None) -> Iterator[Derived]:
    opening, closing = own.issued.opening or 0, own.issued.closing or 0
    yield Derived(
        name="net_change",
        value=closing - opening,
        unit="share",
        arithmetic=f"{closing} - {opening}",
    )
    entry = next(
        (a for a in ret.authorised if a.sound and a.share_class.kind == own.share_class.kind), None
    )
    if entry is not None and entry.capital is not None:
        text = f"{entry.shares.closing} x {entry.par_value} = {entry.capital}"
        yield Derived(
            name="authorised_check",
            value=par_times_shares(entry) == entry.capital,
            unit="",
            arithmetic=text,
        )
    if own.treasury is not None and own.total is not None:
        text = f"{closing} + {own.treasury.closing} treasury = {own.total.closing}"
        yield Derived(name="total_check", value=own.sound, unit="", arithmetic=text)
    if entry is not None and entry.shares.closing is not None and len(ret.issued) == 1:
        shares = entry.shares.closing
        yield Derived(
            name="unissued_authorised",
            value=shares - closing,
            unit="share",
            arithmetic=f"{shares} - {closing}",
        )
    yield from _overhang(ret, closing)
    if ads_ratio:
        text = f"{closing} / {ads_ratio}"
        yield Derived(
            name="ads_equivalents", value=Decimal(closing) / ads_ratio, unit="ADS", arithmetic=text
        )
    if ret.month_ended and ret.submitted:
        yield _days(ret.month_ended, ret.submitted)


def _days(month_ended: date, submitted: date) -> Derived:
    return Derived(
        name="days_month_end_to_submission",
        value=deadline_days(month_ended, submitted),
        unit="day",
        arithmetic=f"{submitted} - {month_ended} (due by the fifth business day)",
    )


def _overhang(ret: MonthlyReturn, closing: int) -> Iterator[Derived]:
    """Shares that may still be issued under options, warrants, convertibles, awards."""
    rows = [r.values.get("new_shares_issuable_at_close") for s in ret.sections for r in s.rows]
    parts = [v for v in rows if isinstance(v, int)]
    if not parts or not closing:
        return
    total = sum(parts)
    terms = f"{' + '.join(map(str, parts))} = {total}"
    yield Derived(name="issuable_overhang_shares", value=total, unit="share", arithmetic=terms)
    yield _percent("issuable_overhang_pct_of_issued", total, closing, f"{total} / {closing} x 100")
    text = f"{total} / ({closing} + {total}) x 100"
    yield _percent("issuable_overhang_pct_fully_diluted", total, closing + total, text)


def _percent(name: str, part: int, whole: int, arithmetic: str) -> Derived:
    value = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return Derived(name=name, value=value, unit="percent", arithmetic=arithmetic)
