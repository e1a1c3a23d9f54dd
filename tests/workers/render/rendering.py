"""An alert as a message, with the page's public address."""

from __future__ import annotations

from typing import Any

from tests.support.telling import a_filing, an_alert, an_issuer
from watcher.model import Event, Filing
from workers.channels import Message
from workers.render.headline import alert_headline
from workers.render.message import render

PUBLIC = "https://watch.example.com"


def told(*events: Event, filing: Filing | None = None, **changes: Any) -> Message:
    """What one subscription is told of these events."""
    flags, twins = changes.pop("flags", ()), changes.pop("twins", ())
    filing = filing or a_filing()
    headline = alert_headline(filing, an_issuer(), events)
    alert = an_alert(*events, **{"headline": headline, **changes})
    return render(alert, filing, an_issuer(), events, flags=flags, twins=twins, public_url=PUBLIC)
