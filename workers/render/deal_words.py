"""Words of facts for deals, dividends and stakes; see ``workers.render.wording``."""

from __future__ import annotations

from collections.abc import Mapping

DEAL_FACTS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "m_and_a": (
        ("Target", ("{target}",)),
        (
            "Price",
            ("{consideration:amount}", "{currency:sign}{price_per_share} per share"),
        ),
        ("Part", ("{percent} %",)),
        ("With", ("{counterparties}",)),
        ("Class", ("{size_class}",)),
        ("Dates", ("agreed {agreement_date}", "completed {completion_date}")),
        ("Conditions", ("{conditions}",)),
    ),
    "connected_transaction": (
        ("With", ("{counterparties}",)),
        ("Relation", ("{relation}",)),
        ("Sum", ("{consideration:amount}",)),
        ("Agreed", ("{agreement_date}",)),
    ),
    "stake_change": (
        ("Holder", ("{holder}",)),
        ("Holds", ("{shares} shares, {percent} % of the class", "{percent} % of the class")),
        ("Class", ("{security_title}",)),
        ("As of", ("{event.event_date}",)),
    ),
    "activist_stake": (
        ("Holder", ("{holder}",)),
        ("Holds", ("{shares} shares, {percent} % of the class", "{percent} % of the class")),
        ("Purpose", ("{purpose}",)),
        ("As of", ("{event.event_date}",)),
    ),
}
