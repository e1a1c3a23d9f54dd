"""Reads invented insider forms through the whole pipeline, with the shipped thresholds."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from watcher.issuers import Issuers
from watcher.model import AdsRatio, Event, Findings, Issuer
from workers.events import Told, insider_purchase, insider_sale
from workers.read import read

CONFIG = Path(__file__).parents[2] / "config"
HARBOUR = Issuer(
    key="harbour-cloud",
    name="Harbour Cloud Holdings Limited",
    cik="0001900001",
    tickers=("HBC",),
    file_numbers=("001-41234",),
    ads_ratios=(AdsRatio(shares=8),),
)


def found(
    body: str | bytes, *, form: str | None = None, issuers: Issuers | None = None
) -> Findings:
    """What the whole reading pipeline says of a document, with the shipped configuration."""
    types = (insider_sale.EVENT, insider_purchase.EVENT)
    tables = tomllib.loads(
        (CONFIG / "events.toml").read_text(encoding="utf-8"), parse_float=Decimal
    )
    thresholds = {
        t.name: {k: Decimal(v) for k, v in tables[t.name].items() if k != "module"} for t in types
    }
    raw = body.encode() if isinstance(body, str) else body
    watched = issuers if issuers is not None else Issuers.of((HARBOUR,))
    return read(raw, Told(source="edgar", form=form), watched, types=types, thresholds=thresholds)


def only(body: str | bytes, *, form: str | None = None) -> Event:
    """The one event of a document."""
    (event,) = found(body, form=form).events
    return event


def listed(event: Event, name: str = "rows") -> list[dict[str, Any]]:
    """A list field of an event, loosely typed for tests."""
    return cast("list[dict[str, Any]]", event.fields[name])


def reasons(findings: Findings) -> set[tuple[str, str]]:
    """Suppressed types with their reason codes."""
    return {(s.would_be_type, s.reason_code) for s in findings.suppressed}


def flags(findings: Findings) -> set[str]:
    """The codes of the doubts."""
    return {flag.code for flag in findings.flags}
