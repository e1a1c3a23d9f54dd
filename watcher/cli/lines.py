"""Lines for a terminal that several commands print: a filing, a delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.model import Delivery, Filing


def titled(filing: Filing) -> str:
    """The title, with the company before it where it does not say whose it is (HKEXnews)."""
    from workers.render.headline import named_by_venue, short_codes

    if not filing.parties and not filing.stock_codes:
        return filing.title
    name, codes = named_by_venue(filing)[0], short_codes(filing, None)
    if name.casefold() in filing.title.casefold():
        return filing.title
    return f"{name}{f' ({codes})' if codes and codes not in name else ''}: {filing.title}"


def kind(filing: Filing) -> str:
    """The form, or the headline codes; of several not the first, which only says announcement."""
    return filing.form or " ".join(filing.headline_codes[1:] or filing.headline_codes) or "-"


def due(found: Delivery) -> str:
    """When a delivery goes, ``when its channel is enabled`` while that is switched off."""
    from watcher.ledger.claims import PARKED

    parked = found.due_at >= PARKED
    return "when its channel is enabled" if parked else f"{found.due_at:%Y-%m-%d %H:%M:%S}Z"


def waits(found: Delivery) -> str:
    """``  due 2026-03-25 09:00:00Z`` of one that is still to go; nothing of others."""
    from watcher.model import DeliveryState

    return f"  due {due(found)}" if found.state is DeliveryState.PENDING else ""
