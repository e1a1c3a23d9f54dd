"""What a correction or a next stage tells otherwise: field by field, old and new. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from watcher.jsonable import jsonable
from watcher.model import Change, Event, Value

MOST = 20
LONG = 400
"""A list or object longer than this as JSON is no change that a reader can compare."""

_OWN = ("status", "event_date", "effective_date")
_STAGE = frozenset(
    {
        "units", "ordinary_shares", "price", "value", "gross_proceeds", "net_proceeds", "currency",
        "effective_condition", "meeting_date", "consideration", "scheme_limit_shares",
        "amount_per_share", "record_date", "pay_date", "new_date", "incoming",
    }
)  # fmt: skip
"""Fields in which a later stage may contradict or complete an earlier one."""
_ABOUT_THE_PAPER = frozenset(
    {
        "supersedes", "supersedes_accession", "submission_status", "submitted_date", "submitted_by",
        "notice_date", "signature", "remarks", "return_form", "return_form_printed",
        "effective_date_text", "part", "qualifier", "announcement_date", "person_key",
        "latin_key",
    }
)  # fmt: skip


def corrected(old: Event, new: Event) -> tuple[Change, ...]:
    """Every field that a correction states otherwise; what it leaves out was not withdrawn."""
    own = [c for c in _own(old, new) if c.field != "status"]
    return tuple([*own, *_fields(old.fields, new.fields)][:MOST])


def advanced(old: Event, new: Event) -> tuple[Change, ...]:
    """The status, and the figures and days that both stages state and state differently."""
    fields = (c for c in _fields(old.fields, new.fields) if c.field in _STAGE)
    return tuple([*_own(old, new), *fields][:MOST])


def _own(old: Event, new: Event) -> Iterator[Change]:
    for name in _OWN:
        before, now = getattr(old, name), getattr(new, name)
        if None not in (before, now) and before != now:
            yield Change(field=name, old=before, new=now)


def _fields(old: Mapping[str, Value], new: Mapping[str, Value], path: str = "") -> Iterator[Change]:
    for name, now in new.items():
        before = old.get(name)
        where = f"{path}{name}"
        if name in _ABOUT_THE_PAPER or before is None or now is None:
            continue
        if isinstance(before, Mapping) and isinstance(now, Mapping):
            yield from _fields(before, now, f"{where}.")
        elif jsonable(before) != jsonable(now) and _short(before) and _short(now):
            yield Change(field=where, old=before, new=now)


def _short(value: Value) -> bool:
    return len(str(jsonable(value))) <= LONG
