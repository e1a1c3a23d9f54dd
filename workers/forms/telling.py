"""Headline words and the dedup subject that insider sales and purchases share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from watcher.model import Value
from workers.events import Draft
from workers.forms.people import holds_top_office
from workers.forms.securities import unit_word
from workers.grammar.romanised import latin_key

LONGEST = 60
"""Characters of a name or of an office in a headline."""
_OFFICER = "Officer: "
_ELSEWHERE = re.compile(r"(?i)\bsee\b|remarks|below|\bother\b|[\u3400-\u9fff]")
"""``Officer: See Remarks``: the title stands elsewhere; a Chinese one is among the facts."""
_FIRMS = frozenset({"CO", "CORP", "FUND", "INC", "LLC", "LLP", "LP", "L.P", "LTD", "TRUST"})
_SIGNS = {"USD": "US$", "HKD": "HK$", "CNY": "RMB", "RMB": "RMB"}
_STEPS = ((Decimal(1_000_000_000), "bn"), (Decimal(100_000), "m"))


def amount(value: Decimal, currency: str) -> str:
    """``US$0.60m``, ``US$1.20bn``, ``US$8,500``."""
    sign = _sign(currency)
    for least, unit in _STEPS:
        if value >= least:
            return f"{sign}{value / (least if unit == 'bn' else 1_000_000):,.2f}{unit}"
    return f"{sign}{value:,.0f}"


def who(draft: Draft) -> str:
    """``Shen Yulin (Director)``, ``Quay Fund II and 2 more (10% Owner)``; else ``insider``."""
    owners = [*_list(draft.fields.get("persons"))] or [draft.fields.get("person")]
    named = [o for o in owners if isinstance(o, Mapping) and o.get("name")]
    if not named:
        return "insider"
    more = f" and {len(named) - 1} more" if len(named) > 1 else ""
    held = _list(named[0].get("relationships")) or _list(draft.fields.get("relationships"))
    office = _office([one for one in held if isinstance(one, str)])
    return f"{_plain(str(named[0]['name']))}{more}{f' ({office})' if office else ''}"


def _office(held: list[str]) -> str:
    """The title of an officer before a seat; what the form calls neither stays away."""
    titles = [one.removeprefix(_OFFICER) for one in held if one.startswith(_OFFICER)]
    told = [one for one in (*titles, *held) if one and not _ELSEWHERE.search(one)]
    return told[0][:LONGEST] if told else ""


def _plain(name: str) -> str:
    """A person's name that is printed in capitals in ordinary letters; a firm's as it is."""
    words = name.split()
    firm = any(word.strip(".,") in _FIRMS for word in words)
    shown = name if firm or not name.isupper() else name.title()
    return shown[:LONGEST].strip()


def traded(draft: Draft) -> str:
    """``120,500 ADS``; unlike kinds of unit are listed, never added up."""
    classes = [c for c in _list(draft.fields.get("classes")) if isinstance(c, Mapping)]
    if draft.fields.get("unit_kind") == "mixed" and classes:
        return " and ".join(_counted(c.get("units"), c.get("unit_kind")) for c in classes)
    return _counted(draft.fields.get("units"), draft.fields.get("unit_kind"))


def each(draft: Draft) -> str:
    """`` at US$25.10``, or nothing where no price is known."""
    price, currency = draft.fields.get("price"), draft.fields.get("currency")
    return f" at {_sign(str(currency))}{price}" if isinstance(price, Decimal) else ""


def about(draft: Draft) -> str:
    """The value traded or proposed in words."""
    value = worth(draft.fields)
    return "value unknown" if value is None else amount(value, str(draft.fields.get("currency")))


def _counted(units: Value, kind: Value) -> str:
    word = unit_word(kind if isinstance(kind, str) else None)
    known = isinstance(units, (int, Decimal))
    return f"{units:,} {word}" if known else f"an unreadable number of {word}"


def _sign(currency: str) -> str:
    return _SIGNS.get(currency, f"{currency} ")


def subject(draft: Draft, action: str) -> str:
    """Action, people, day and quantity: the same whichever venue told it."""
    units, kind = draft.fields.get("units"), draft.fields.get("unit_kind")
    day = draft.event_date.isoformat() if draft.event_date else "undated"
    return f"{action}|{_people(draft.fields)}|{day}|{units}-{kind}"


def top_office(fields: Mapping[str, Value]) -> bool:
    """Whether any owner, or a relationship as filed, is a chief executive, finance chief
    or chair.
    """
    named = [v for v in _list(fields.get("relationships")) if isinstance(v, str)]
    for owner in _list(fields.get("persons")):
        if isinstance(owner, Mapping):
            named += [v for v in _list(owner.get("relationships")) if isinstance(v, str)]
    return holds_top_office(*named)


def worth(fields: Mapping[str, Value]) -> Decimal | None:
    """The value traded or proposed, in the event's currency."""
    for name in ("value", "aggregate_market_value"):
        value = fields.get(name)
        if isinstance(value, Decimal):
            return value
    return None


def _people(fields: Mapping[str, Value]) -> str:
    named = [*_list(fields.get("persons"))] or [fields.get("person")]
    keys = [p.get("person_key") for p in named if isinstance(p, Mapping)]
    return "&".join(sorted({latin_key(k) or k for k in keys if isinstance(k, str)})) or "unknown"


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, (list, tuple)) else []
