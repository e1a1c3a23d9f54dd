"""Why a filing alerted or did not: its events, its dropped cues, its doubts, its alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from watcher.cli.common import require_known
from watcher.cli.lines import kind, titled, waits
from watcher.errors import UnknownId
from watcher.model import FilingId, hkex_di_filing_id, hkex_filing_id, sec_filing_id
from watcher.ops.canary import is_canary
from watcher.ops.logs import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from watcher.ledger import Ledger
    from watcher.ledger.rows import FilingRow
    from watcher.model import Alert, Delivery, Event, EventId
    from workers.match import WhyNot


def filing_id_of(text: str) -> FilingId:
    """An id of the ledger, a bare accession number (dashes or not) or news id. Raises UnknownId."""
    if is_canary(text):
        return FilingId(text)
    makers = (("sec:", sec_filing_id), ("hkex:", hkex_filing_id), ("di:", hkex_di_filing_id))
    for prefix, make in makers:
        if text.startswith(prefix):
            return _made(make, _dashed(text.removeprefix(prefix)), text)
    number = _dashed(text)
    return _made(sec_filing_id if "-" in number else hkex_filing_id, number, text)


def _dashed(number: str) -> str:
    """Eighteen digits, as EDGAR writes an accession number in paths, with its dashes."""
    bare = len(number) == 18 and number.isascii() and number.isdigit()
    return f"{number[:10]}-{number[10:12]}-{number[12:]}" if bare else number


def _made(make: Any, number: str, given: str) -> FilingId:
    try:
        made: FilingId = make(number)
    except ValueError:
        raise UnknownId(
            f"{given!r} is neither an accession number (0001104659-23-063456) nor an HKEX news id (12022263)"
        ) from None
    return made


def explanation(ledger: Ledger, text: str, subscription: str | None) -> dict[str, Any]:
    """Everything that is known of one filing. Raises UnknownId."""
    filing_id = filing_id_of(text)
    row = ledger.filing(filing_id)
    if row is None:
        raise UnknownId(f"{filing_id} is not in the ledger: it was never seen in a feed")
    alerts = [a.alert for a in ledger.alerts(filing_id=filing_id)]
    if subscription is not None:
        alerts = [a for a in alerts if a.subscription == subscription]
    events = ledger.events(filing_id)
    refusals = _refusals(ledger, row, events, alerts, subscription)
    return {
        "filing": row,
        "events": events,
        "same_story_as": ledger.told_before(row.filing, events),
        "suppressed": ledger.suppressed(filing_id),
        "flags": ledger.flags(filing_id),
        "alerts": alerts,
        "deliveries": [d for a in alerts for d in ledger.deliveries(alert_id=a.id, limit=500)],
        "not_told": {each.subscription: each.detail for each in refusals},
        "refused_by": {each.subscription: each.reason for each in refusals},
    }


def _refusals(
    ledger: Ledger,
    row: FilingRow,
    events: Sequence[Event],
    alerts: Sequence[Alert],
    subscription: str | None,
) -> list[WhyNot]:
    """Per subscription that was not told, which matcher refused and why."""
    from watcher.issuers import load as load_issuers
    from watcher.settings import config_dir
    from watcher.subscriptions import load_subscriptions
    from workers.match import why_not

    folder = config_dir()
    issuers = load_issuers(folder / "issuers.toml")
    issuer = issuers.get(row.issuer_key) if row.issuer_key else None
    telling = load_subscriptions(folder / "subscriptions.toml", issuers=issuers.all)
    if subscription is not None and not alerts:
        names = (s.name for s in telling.subscriptions)
        require_known("subscription", subscription, names, "subscriptions.toml")
    told = {a.subscription for a in alerts}
    now = row.read_at or row.filing.seen_at
    refusals = why_not(
        row.filing,
        issuer,
        events,
        telling,
        now=now,
        notify=row.notify,
        heard=ledger.heard(row.filing, events, at=now),
        silences=ledger.silences(at=now),
    )
    return [
        each
        for each in refusals
        if each.subscription not in told and subscription in {None, each.subscription}
    ]


def _relation(event: Event, told: Mapping[EventId, FilingId]) -> str:
    return f"same story as {told[event.id]}" if event.id in told else event.relation


def _alert_lines(alert: Alert, deliveries: Sequence[Delivery]) -> Iterator[str]:
    if alert.silenced:
        yield f"silenced   {alert.id} not to {alert.subscription}: {alert.silenced}: {alert.headline}"
        return
    yield f"alert      {alert.id} to {alert.subscription}: {alert.headline}"
    own = [d for d in deliveries if d.alert_id == alert.id]
    yield from (f"delivery   {d.id} to {d.channel}: {d.state}{waits(d)}" for d in own)
    if not own:
        yield f"delivery   none: {alert.subscription} has no channel that is enabled"


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}Z" if at else "-"


def printed(told: dict[str, Any]) -> str:
    """The explanation as lines for a terminal."""
    row = told["filing"]
    filing = row.filing
    lines = [
        f"{filing.id}  {kind(filing)}  {titled(filing)}",
        f"published  {_moment(filing.published_at)}, seen {_moment(filing.seen_at)}",
        f"at         {filing.url}",
        f"state {row.state}"
        + (f" ({row.review_reason or row.error})" if row.review_reason or row.error else ""),
    ]
    lines += [
        f"event      {'/'.join(filter(None, (e.type, e.subtype)))} {e.status} {e.severity} "
        f"({_relation(e, told['same_story_as'])}): {e.headline}"
        for e in told["events"]
    ]
    lines += [f"suppressed {s.would_be_type}: {s.reason_code}: {s.why}" for s in told["suppressed"]]
    lines += [f"doubt      {f.code}: {f.detail}" for f in told["flags"]]
    lines += [line for a in told["alerts"] for line in _alert_lines(a, told["deliveries"])]
    by = told["refused_by"]
    lines += [
        f"no alert   {name}: {why}" + (f" ({by[name]})" if by[name] else "")
        for name, why in told["not_told"].items()
    ]
    if not told["events"]:
        lines.append("no event was found in this filing")
    return "\n".join(map(visible, lines))  # titles, names and quotes are of strangers
