"""A message as Slack's Block Kit, with a plain ``text`` for notifications and screen readers.

Limits as documented by Slack: a header has at most 150 characters, a section 3,000, a
message 50 blocks. Nothing in it is markup but what we put there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workers.channels import Item, Message
from workers.render.clean import cut

HEADER, SECTION, BLOCKS, TEXT = 150, 3000, 50, 1000
GROUPS = 40
MOST_SINCE = 8
"""Later stages that a first message lists; the newest ones."""


def payload(message: Message, since: Sequence[str] = ()) -> dict[str, Any]:
    """The message; ``since`` are the headlines of what followed, oldest first."""
    blocks = [
        {"type": "header", "text": _plain(_short(message.headline, HEADER))},
        *_section([f"*{_safe(message.headline)}*"] if len(message.headline) > HEADER else []),
        *_section(_listed("Since then", since[-MOST_SINCE:])),
        *_section(f"*{_safe(fact.label)}*: {_safe(fact.value)}" for fact in message.facts),
        *_section([f">{_safe(message.quote)}"] if message.quote else []),
        *_section(_listed("Check", message.doubts)),
        *_section(_listed("Also in this filing", (also.line for also in message.also))),
        *_digest(message),
        *_section(
            [" | ".join(f"<{_safe(link.url)}|{_safe(link.label)}>" for link in message.links)]
        ),
        {"type": "context", "elements": [_mrkdwn(_small_print(message))]},
    ]
    return {"text": _short(message.headline, TEXT), "blocks": blocks[:BLOCKS]}


def _digest(message: Message) -> list[dict[str, Any]]:
    """A section for each company of a digest, as many as a message may have blocks."""
    shown, left = message.groups[:GROUPS], message.groups[GROUPS:]
    sections = [
        block
        for group in shown
        for block in _section([f"*{_safe(group.title)}*", *map(_item, group.items)])
    ]
    more = sum(len(group.items) for group in left)
    return [*sections, *_section([f"and {more} alerts of {len(left)} companies"] if more else [])]


def _item(item: Item) -> str:
    links = "".join(f" <{_safe(link.url)}|{_safe(link.label)}>" for link in item.links)
    return f"• {_safe(item.line)}{links}"


def _small_print(message: Message) -> str:
    times = [f"{_safe(time.label)}: {_safe(time.value)}" for time in message.times]
    return _fitting([*times, _safe(message.footer)])


def _listed(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"• {_safe(item)}" for item in items]
    return [f"*{title}*", *lines] if lines else []


def _section(lines: Iterable[str]) -> list[dict[str, Any]]:
    """One section of all lines, or none of no lines."""
    text = _fitting([line for line in lines if line])
    return [{"type": "section", "text": _mrkdwn(text)}] if text else []


def _mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _fitting(lines: list[str]) -> str:
    """As many whole lines as fit, and how many do not: a cut could split an escape."""
    kept: list[str] = []
    for line in lines:
        if sum(len(k) + 1 for k in kept) + len(line) > SECTION - 20:
            return "\n".join([*kept, f"and {len(lines) - len(kept)} more"])
        kept.append(line)
    return "\n".join(kept)


def _safe(text: str) -> str:
    """Slack's three escapes; without them a title could mention a channel or forge a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _short(text: str, limit: int) -> str:
    """Escaped and then still within the limit; no escape is cut in two."""
    while len(_safe(text)) > limit:
        text = cut(text, min(limit, len(text) - 1))
    return _safe(text)
