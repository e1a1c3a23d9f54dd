"""Lines for a terminal that several commands print: a filing, a delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from watcher.ops.logs import visible

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


def parsed(row: dict[str, Any]) -> str:
    """What `watcher parse` found in one input, as `watcher explain` prints it."""
    if "error" in row:
        return visible(f"{row['input']}  {row['error']['type']}: {row['error']['message']}")
    told = row["filing"]
    about = (told["form"] or told["source"], told["issuer"]["name_as_filed"], told["document_date"])
    lines = ["  ".join([row["input"], *(str(each or "-") for each in about)])]
    lines += [
        f"event      {'/'.join(filter(None, (e['type'], e['subtype'])))} {e['status']} "
        f"{e['severity']}: {e['headline']}"
        for e in row["events"]
    ]
    lines += [
        f"suppressed {s['would_be_type']}: {s['reason_code']}: {s['why']}"
        for s in row["suppressed"]
    ]
    lines += [f"doubt      {f['code']}: {f['detail']}" for f in row["quality_flags"]]
    if not row["events"]:
        lines.append("no event was found in this filing")
    return "\n".join(map(visible, lines))
