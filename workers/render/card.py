"""Alerts -> the cards that the page shows: the words of every channel, kept with the commit."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.issuers import fold
from watcher.ledger.rows import AlertCard
from watcher.model import Alert, Event, Filing, Issuer, QualityFlag
from watcher.terms import terms_of
from workers.channels import Message
from workers.render.headline import company, named_by_venue
from workers.render.message import render


def cards_of(
    alerts: Sequence[Alert],
    filing: Filing,
    issuer: Issuer | None,
    events: Sequence[Event],
    flags: Sequence[QualityFlag],
) -> tuple[AlertCard, ...]:
    """One card per alert. Alerts of the same events say the same, so that is made once."""
    messages: dict[tuple[str, ...], Message] = {}
    kinds = {event.id: (event.type, *event.also_types) for event in events}
    name = fold(issuer.name if issuer else named_by_venue(filing)[0])
    made = []
    for alert in alerts:
        if alert.event_ids not in messages:
            messages[alert.event_ids] = render(alert, filing, issuer, events, flags=flags)
        said = messages[alert.event_ids]
        types = [kind for event in alert.event_ids for kind in kinds.get(event, ())]
        made.append(
            AlertCard(
                alert_id=alert.id,
                issuer=issuer.key if issuer else min(terms_of(filing, None), default=None),
                name=name,
                company=company(filing, issuer),
                types=tuple(dict.fromkeys(types)),
                facts=tuple((fact.label, fact.value) for fact in said.facts),
                quote=said.quote,
                doubts=said.doubts,
                also=tuple(also.line for also in said.also),
            )
        )
    return tuple(made)
