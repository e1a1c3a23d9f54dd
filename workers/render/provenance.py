"""Where else a story stands: the other language, the other venue, and which came first. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from watcher.jsonable import Json, iso
from watcher.model import Filing, FilingId, SourceName
from workers.render.clean import clean, cut

VENUES: Mapping[SourceName, tuple[str, str]] = {
    "edgar": ("SEC", "SEC"),
    "hkexnews": ("HKEXnews", "HKEX"),
    "hkex_di": ("HKEX disclosure of interests", "HKEX DI"),
    "canary": ("canary", "canary"),
}
"""The venue's name before a document and before ``first``."""
KINDS: Mapping[str, str] = {
    "m_and_a": "deal",
    "articles_amendment": "amendment of the articles",
    "capital_movement": "change in capital",
    "share_repurchase": "buy-back",
}
"""Types whose name is no word of people; the others lose their underscores only."""
LEAD_TOLD = timedelta(minutes=2)
"""HKEXnews tells minutes only: a shorter lead would be false precision."""
LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "Chinese"}


def twins_json(twins: Sequence[Filing]) -> list[Json]:
    """``data.twins`` of the webhook body."""
    return [
        {
            "source": twin.source,
            "id": twin.id,
            "form": twin.form,
            "title": cut(twin.title, 200),
            "language": twin.language,
            "url": twin.url,
            "published_at": iso(twin.published_at) if twin.published_at else None,
        }
        for twin in twins
    ]


def told_earlier(told_before: Sequence[tuple[str, FilingId]]) -> str | None:
    """``2 board changes (hkex:19900101)``: what of the filing is no news, and who told it first.

    ``told_before`` pairs the type of each such event with the filing that told it.
    """
    told: dict[FilingId, Counter[str]] = {}
    for event_type, first in told_before:
        told.setdefault(first, Counter())[event_type] += 1
    parts = [
        f"{', '.join(_counted(kind, count) for kind, count in kinds.items())} ({first})"
        for first, kinds in told.items()
    ]
    return cut("; ".join(parts), 240) or None


def _counted(event_type: str, count: int) -> str:
    """``board change``, ``2 board changes``, ``results``."""
    one = KINDS.get(event_type, event_type.replace("_", " "))
    if count == 1 or one.endswith("s"):
        return one
    return f"{count} {one.removesuffix('y')}ies" if one.endswith("y") else f"{count} {one}s"


def also_published(filing: Filing, twins: Sequence[Filing]) -> str | None:
    """``HKEXnews (Chinese), SEC 6-K in part; SEC first, by 2 h``; None where nobody else told it.

    The other venue told a part: had it told all, this filing would not be announced.
    """
    where = ", ".join(dict.fromkeys(_where(filing, twin) for twin in twins))
    earlier = [(_lead(filing, t), t) for t in twins if t.source != filing.source]
    lead, first = max(earlier, key=lambda pair: pair[0], default=(timedelta(0), None))
    if first is None or lead <= LEAD_TOLD:
        return where or None
    return f"{where}; {VENUES[first.source][1]} first, by {_span(lead)}"


def _where(filing: Filing, twin: Filing) -> str:
    language = LANGUAGES.get(twin.language or "") if twin.source == "hkexnews" else None
    words = (
        VENUES[twin.source][0],
        clean(twin.form or ""),
        f"({language})" if language else "",
        "in part" if twin.source != filing.source else "",
    )
    return " ".join(filter(None, words))


def _lead(filing: Filing, twin: Filing) -> timedelta:
    """How long before the filing its twin was published; zero where a venue gives no time."""
    if filing.published_at is None or twin.published_at is None:
        return timedelta(0)
    return filing.published_at - twin.published_at


def _span(lead: timedelta) -> str:
    minutes = int(lead / timedelta(minutes=1))
    if minutes < 60:
        return f"{minutes} min"
    hours = round(lead / timedelta(hours=1))
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"
