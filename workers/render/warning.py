"""A warning of our own, which no filing tells: a receiver was switched off. Pure."""

from __future__ import annotations

from watcher.jsonable import Json, iso
from watcher.model import Alert, Endpoint
from workers.channels import Link, Message
from workers.render.clean import clean, cut
from workers.render.html import anchors, page
from workers.render.message import SUBJECT_LIMIT

BY_OURSELVES = "watcher:channels"
"""The subscription of warnings; no table of subscriptions.toml can have this name."""

TYPE = "watcher.warning"
HEADLINE = 400


def switched_off(endpoint: Endpoint) -> str:
    """What happened, why, and what to do."""
    name = endpoint.route.partition("/")[0]
    return cut(
        clean(
            f"channel {endpoint.route} is switched off after {endpoint.failures} failed attempts "
            f"({endpoint.why}). Its alerts wait and none is lost: mend it, then "
            f"`watcher channels enable {name}` sends them"
        ),
        HEADLINE,
    )


def is_warning(alert: Alert) -> bool:
    """Whether an alert is one of ours about a channel."""
    return alert.subscription == BY_OURSELVES


def render_warning(alert: Alert, *, public_url: str = "") -> Message:
    """The message of a warning: one sentence, and the page of deliveries."""
    headline = f"{alert.severity.upper()} | {clean(alert.headline)}"
    place = f"{public_url.rstrip('/')}/deliveries" if public_url else ""
    links = (Link(label="deliveries", url=place),) if place.startswith(("https:", "http:")) else ()
    footer = f"Alert {alert.id} of the watcher itself."
    where = [f"{link.label.capitalize()}: {link.url}" for link in links]
    data: dict[str, Json] = {
        "type": TYPE,
        "timestamp": iso(alert.created_at),
        "data": {
            "alert_id": alert.id,
            "subscription": alert.subscription,
            "severity": alert.severity.value,
            "headline": alert.headline,
            "links": {link.label: link.url for link in links},
        },
    }
    return Message(
        alert_id=alert.id, supersedes=None, kind="new", severity=alert.severity,
        subject=cut(clean(f"[{alert.severity.capitalize()}] {alert.headline}"), SUBJECT_LIMIT),
        headline=headline, facts=(), quote=None, doubts=(), also=(), times=(), links=links,
        footer=footer, text="\n".join([headline, "", *where, footer, ""]),
        html=page(headline, f"<p>{anchors(links)}</p>", footer=footer),
        data=data,
    )  # fmt: skip
