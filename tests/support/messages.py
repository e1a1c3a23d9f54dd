"""Messages of every kind as each channel gets them, from invented stories.

``python -m tests.support.messages`` renews the golden files; read the difference before
committing it, for it is what subscribers will see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.support.telling import NOW, a_filing, a_sale, an_alert, an_event, an_issuer
from watcher.model import (
    AlertId,
    Change,
    Endpoint,
    Event,
    Evidence,
    QualityFlag,
    Severity,
    hkex_filing_id,
)
from workers.channels import Message
from workers.render.blockkit import payload
from workers.render.digest import Told, render_digest
from workers.render.headline import alert_headline
from workers.render.message import headline_of, render
from workers.render.warning import BY_OURSELVES, render_warning, switched_off

GOLDEN = Path(__file__).parents[1] / "workers" / "render" / "golden"
SITE = "https://watch.example.com"
ZONE = "Europe/London"
CASE = "north-harbour|share_issuance|placing"


def notice() -> Message:
    """Form 144: a plan to sell, and what looks odd about it."""
    sale = a_sale(
        severity=Severity.MEDIUM, case_key="north-harbour|insider_sale|bo+marsh",
        fields={**a_sale().fields, "units_outstanding_reported": 250_000_000,
                "acquisitions": [{"nature_as_filed": "Option", "acquired_date": "2026-03-26",
                                  "payment_as_filed": "Cashless"}],
                "sold_past_3_months": {"nothing_to_report": True, "rows": []}},
    )  # fmt: skip
    flags = [
        QualityFlag(code="ISSUER_NAME_MISMATCH", detail="North Harbor"),
        QualityFlag(code="ACQUIRED_AFTER_NOTICE", detail="acquired 2026-03-26, notice 2026-03-25"),
    ]
    return told([sale], flags=flags, form="144", title="144 - North Harbour Holdings Limited")


def chairman() -> Message:
    """Three changes of a board in one message, not three."""
    up = an_event(
        2, headline="Cy Lane becomes chairman", subtype="role_change",
        fields={"person": {"name": "Cy Lane"},
                "roles": [{"role": "chairman_of_board", "change": "gained"}]},
    )  # fmt: skip
    joins = an_event(
        3, headline="Di Vale joins the board", subtype="appointment", severity=Severity.MEDIUM,
        fields={"person": {"name": "Di Vale", "age": 44}, "term": {"years": 3},
                "roles": [{"role": "non_executive_director", "change": "gained"}]},
    )  # fmt: skip
    return told([an_event(), up, joins])


def _placing(**changes: object) -> Event:
    quote = "the Company conditionally agreed to place 338,000,000 Placing Shares at HK$8.29 each"
    values: dict[str, object] = {
        "type": "share_issuance", "subtype": "placing", "status": "announced", "case_key": CASE,
        "headline": "placing of 338,000,000 shares at HK$8.29, HK$2.80bn",
        "fields": {"units": 338_000_000, "unit_kind": "share", "price": Decimal("8.29"),
                   "currency": "HKD", "gross_proceeds": Decimal(2802020000),
                   "net_proceeds": Decimal(2759989700), "agreement_date": date(2026, 3, 24),
                   "pct_existing_printed": Decimal("8.06"), "pct_enlarged_printed": Decimal("7.46"),
                   "discounts": [{"pct": Decimal("9.30"), "reference": "close"}],
                   "mandate": "general"},
        "evidence": (Evidence(document="main", start=9, end=9 + len(quote), quote=quote),),
    }  # fmt: skip
    return an_event(5, **{**values, **changes})


def placing() -> Message:
    """A placing is agreed: the first stage."""
    return told([_placing()], source="hkexnews", form=None, title="PLACING OF NEW SHARES")


def completion() -> Message:
    """The placing is completed: progress in its case."""
    done = _placing(
        status="completed", relation="advances", headline="placing of 338,000,000 shares completed",
        changes=(Change(field="status", old="announced", new="completed"),),
    )  # fmt: skip
    return told([done], kind="progress", supersedes=AlertId("alert_agreed"))


def correction() -> Message:
    """An amended notice: what was and what is."""
    amended = a_sale(
        relation="corrects",
        fields={**a_sale().fields, "units": 120_000, "aggregate_market_value": Decimal(528_000),
                "broker": {"name": "Pier Brokers Limited"}},
        evidence=(Evidence(document="main", start=5, end=30, quote="120000 | 528000.00 | NASDAQ"),),
        headline="affiliate Bo Marsh plans to sell 120,000 ADS",
        changes=(Change(field="units", old=210_000, new=120_000),
                 Change(field="broker.name", old="Quay Brokers Limited", new="Pier Brokers Limited")),
    )  # fmt: skip
    return told([amended], kind="correction", supersedes=AlertId("alert_first"), form="144/A")


def digest() -> Message:
    """A day's alerts of two companies."""
    other = an_issuer(key="quay", name="Quay Street Inc", tickers=("QUAY",), hkex_codes=())
    parts = [
        Told(alert=an_alert(event, id=AlertId(f"alert_{n:024}"), created_at=NOW + timedelta(minutes=n)),
             filing=a_filing(), issuer=issuer, events=[event])
        for n, (event, issuer) in enumerate(
            [(an_event(), an_issuer()), (a_sale(), other), (_placing(), an_issuer())]
        )
    ]  # fmt: skip
    return render_digest(parts, public_url=SITE, zone=ZONE)


def warning() -> Message:
    """A channel was switched off."""
    off = Endpoint(route="desk-hook", failures=41, why="timeout: no answer within 10 s")
    alert = an_alert(
        subscription=BY_OURSELVES, headline=switched_off(off), severity=Severity.HIGH,
    )  # fmt: skip
    return render_warning(alert, public_url=SITE)


def told(
    events: list[Event], *, flags: list[QualityFlag] | None = None, **changes: object
) -> Message:
    """The message of these events, the first the loudest."""
    own = {name: changes.pop(name) for name in ("kind", "supersedes") if name in changes}
    if changes.get("source") == "hkexnews":
        changes["id"] = hkex_filing_id("19900501")
        changes["url"] = "https://www1.hkexnews.hk/listedco/2026/0325/19900501.pdf"
    filing, issuer = a_filing(**changes), an_issuer()
    alert = an_alert(
        *events, headline=alert_headline(filing, issuer, events),
        case_key=events[0].case_key, **own,
    )  # fmt: skip
    return render(alert, filing, issuer, events, flags=flags or (), public_url=SITE, zone=ZONE)


STORIES = (notice, chairman, placing, completion, correction, digest, warning)


def files() -> Iterator[tuple[str, str]]:
    """The name and the content of every golden file."""
    for story in STORIES:
        message, name = story(), story.__name__
        yield f"{name}.txt", f"Subject: {message.subject}\n\n{message.text}"
        yield f"{name}.html", message.html + "\n"
        yield f"{name}.slack.json", _json(payload(message))
        yield f"{name}.webhook.json", _json(message.data)
    follow_up = headline_of(an_alert(_placing(), kind="progress", headline="placing completed"))
    yield "placing.updated.slack.json", _json(payload(placing(), since=[follow_up]))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, content in files():
        (GOLDEN / name).write_text(content, encoding="utf-8")
