"""An alert in words: one layout for all channels.

Line 1 says severity, company and what happened with its number; then three to six facts,
one quoted sentence, doubts, what else the filing says, when, and where to read on.
Severity is always a word, never a colour alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import quote as percent

from watcher.model import (
    Alert,
    AlertKind,
    Event,
    Filing,
    FilingId,
    Issuer,
    QualityFlag,
    SourceName,
)
from workers.channels import Also, Fact, Link, Message
from workers.render.clean import clean, cut
from workers.render.clocks import clocks
from workers.render.facts import facts_of, in_words, words, written
from workers.render.headline import short_codes, what_happened
from workers.render.html import anchors, listed, page, table
from workers.render.payload import body
from workers.render.provenance import also_published, told_earlier
from workers.render.wording import DOUBTS, MINOR_DOUBTS, NOTES, STATUS_NOTES
from workers.severity import loudest_first

SUBJECT_LIMIT = 78
QUOTE_LIMIT, DOUBT_LIMIT = 480, 240
MOST_DOUBTS, MOST_ALSO = 5, 8
SENTENCE_WORDS, LARGE = 6, 5
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
UNSURE = 0.8
"""Below this confidence a message says how sure the reading is."""

VENUE: Mapping[SourceName, str] = {
    "edgar": "America/New_York",
    "hkexnews": "Asia/Hong_Kong",
    "hkex_di": "Asia/Hong_Kong",
    "canary": "UTC",
}
PREFIX: Mapping[AlertKind, str] = {
    "new": "",
    "correction": "CORRECTION | ",
    "progress": "UPDATE | ",
}
_SUBJECT = {"new": "", "correction": "correction: ", "progress": "update: "}


def render(
    alert: Alert,
    filing: Filing,
    issuer: Issuer | None,
    events: Sequence[Event],
    *,
    flags: Sequence[QualityFlag] = (),
    twins: Sequence[Filing] = (),
    told_before: Sequence[tuple[str, FilingId]] = (),
    public_url: str = "",
    zone: str = "",
) -> Message:
    """The message of an alert; only the alert's own events are told, the loudest first.

    ``twins`` are the other language version and the filing at the other venue;
    ``told_before`` has the types of events that are no news, with the filing that told them;
    ``zone`` is the reader's time zone (an IANA name), where it is known.
    """
    told = loudest_first([e for e in events if e.id in set(alert.event_ids)])
    first = told[0] if told else None
    links = links_of(filing, public_url)
    shell = Message(
        alert_id=alert.id,
        supersedes=alert.supersedes,
        kind=alert.kind,
        severity=alert.severity,
        subject=_subject(alert, filing, issuer, told),
        headline=headline_of(alert),
        facts=_cleaned(facts_of(first)) if first else (),
        quote=_quote(first) if first else None,
        doubts=_doubts(told, flags),
        also=_also(told[1:]),
        times=_times(filing, twins, told_earlier(told_before), zone),
        links=links,
        footer=f"Alert {alert.id} for subscription {alert.subscription}.",
        text="",
        html="",
        data=body(
            alert,
            filing,
            issuer,
            told,
            flags=flags,
            links={k.label: k.url for k in links},
            twins=twins,
        ),
        case=case_of(alert),
    )
    return _with_texts(shell)


def headline_of(alert: Alert) -> str:
    """``UPDATE | HIGH | North Harbour (NHC / 9871) - placing completed``."""
    return f"{PREFIX[alert.kind]}{alert.severity.upper()} | {clean(alert.headline)}"


def case_of(alert: Alert) -> str | None:
    """The name of the alert's story, fit for a mail header."""
    if alert.case_key is None:
        return None
    return f"case_{hashlib.sha256(alert.case_key.encode()).hexdigest()[:24]}"


def _with_texts(message: Message) -> Message:
    return replace(message, text=as_text(message), html=as_html(message))


def as_text(message: Message) -> str:
    """The plain text, ready for a terminal and for the text part of a mail."""
    lines = [message.headline, ""]
    lines += [f"{fact.label}: {fact.value}" for fact in message.facts]
    if message.quote:
        lines += ["", f"“{message.quote}”"]
    if message.doubts:
        lines += ["", "Check:", *(f"- {doubt}" for doubt in message.doubts)]
    if message.also:
        lines += ["", "Also in this filing:", *(f"- {also.line}" for also in message.also)]
    lines += ["", *(f"{time.label}: {time.value}" for time in message.times)]
    lines += [f"{link.label.capitalize()}: {link.url}" for link in message.links]
    return "\n".join([*lines, "", message.footer, ""])


def as_html(message: Message) -> str:
    """The same words as a mail's HTML part."""
    also = [item.line for item in message.also]
    return page(
        message.headline,
        table((*message.facts, *message.times)),
        f"<blockquote>{escape(message.quote)}</blockquote>" if message.quote else "",
        listed("Check", message.doubts),
        listed("Also in this filing", also),
        f"<p>{anchors(message.links)}</p>",
        footer=message.footer,
        title=message.subject,
    )


def _subject(alert: Alert, filing: Filing, issuer: Issuer | None, told: Sequence[Event]) -> str:
    """``[High] NHC/9871: chairman Ada Moor resigns``: under 80 characters."""
    codes = short_codes(filing, issuer)
    start = f"[{alert.severity.capitalize()}] {codes + ': ' if codes else ''}{_SUBJECT[alert.kind]}"
    what = what_happened(told, limit=max(SUBJECT_LIMIT - len(start), 20))
    return cut(clean(start + what), SUBJECT_LIMIT)


def _cleaned(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(Fact(label=clean(f.label), value=clean(f.value)) for f in facts)


def _quote(event: Event) -> str | None:
    """The quote that tells most: with figures that the facts show, then a whole sentence."""
    quotes = [clean(evidence.quote.replace("\t", " | ")) for evidence in event.evidence]
    shown = " ".join([event.headline, *(fact.value for fact in facts_of(event))])
    figures = _figures(shown) or _figures(" ".join(map(written, event.fields.values())))
    best = max(quotes, key=lambda quote: _telling(quote, figures), default=None)
    return cut(best, QUOTE_LIMIT) if best else None


def _telling(quote: str, figures: frozenset[str]) -> tuple[int, bool]:
    is_sentence = len(quote.split()) >= SENTENCE_WORDS and quote != quote.upper()
    return len(figures & _figures(quote)), is_sentence


def _figures(text: str) -> frozenset[str]:
    """The large numbers of a text without separators; small ones stand everywhere."""
    found = (match[0].replace(",", "").rstrip(".") for match in _NUMBER.finditer(text))
    return frozenset(_plain(number) for number in found if len(number.partition(".")[0]) >= LARGE)


def _plain(number: str) -> str:
    """Without zeros that say nothing: 924000.50 and 924,000.5 are one figure."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _doubts(told: Sequence[Event], flags: Sequence[QualityFlag]) -> tuple[str, ...]:
    """What a reader must not overlook: what it is not, how sure we are, what looks odd."""
    doubts: list[str] = []
    for number, event in enumerate(told):
        note = NOTES.get(f"{event.type}.{event.subtype}") or STATUS_NOTES.get(event.status)
        headline = clean(event.headline)
        about = f"{note.rstrip('.')} - {headline}" if note and number else note
        doubts += [cut(about, DOUBT_LIMIT)] if about else []
        if event.confidence < UNSURE:
            doubts.append(f"Read with confidence {event.confidence} - {headline}")
    counts = Counter(flag.code for flag in flags)
    firsts = {flag.code: flag for flag in reversed(flags) if flag.code not in MINOR_DOUBTS}
    doubts += [_doubt(flag, counts[flag.code] - 1) for flag in reversed(firsts.values())]
    return tuple(list(dict.fromkeys(doubts))[:MOST_DOUBTS])


def _doubt(flag: QualityFlag, others: int) -> str:
    what = DOUBTS.get(flag.code) or words(clean(flag.code).lower()).capitalize()
    detail = in_words(clean(flag.detail))
    between = " - " if ": " in detail else ": "
    text = cut(f"{what}{between}{detail}" if detail else what, DOUBT_LIMIT)
    return f"{text} ({others} more like it)" if others else text


def _also(rest: Sequence[Event]) -> tuple[Also, ...]:
    told = tuple(
        Also(headline=cut(clean(event.headline), 160), facts=_beside_headline(event))
        for event in rest[:MOST_ALSO]
    )
    left = len(rest) - len(told)
    return (*told, Also(headline=f"and {left} more")) if left else told


def _beside_headline(event: Event) -> tuple[Fact, ...]:
    """Two facts that the headline does not tell already."""
    told = _figures(event.headline)
    facts = [f for f in _cleaned(facts_of(event)) if f.label != "Who"]
    known = [
        f for f in facts
        if f.value in event.headline or (_figures(f.value) and _figures(f.value) <= told)
    ]  # fmt: skip
    return tuple(f for f in facts if f not in known)[:2]


def _times(
    filing: Filing, twins: Sequence[Filing], earlier: str | None, zone: str
) -> tuple[Fact, ...]:
    """UTC, the reader's clock and the venue's own; then who else told it."""
    venue, facts = VENUE[filing.source], []
    if filing.published_at:
        facts.append(Fact(label="Published", value=clocks(filing.published_at, zone, venue)))
    facts.append(Fact(label="Seen", value=clocks(filing.seen_at, zone)))
    if elsewhere := also_published(filing, twins):
        facts.append(Fact(label="Also published", value=elsewhere))
    if earlier:
        facts.append(Fact(label="Told before", value=earlier))
    form = filing.form if filing.form and not filing.title.startswith(filing.form) else None
    what = ", ".join(filter(None, (form, filing.title)))
    facts.append(Fact(label="Document", value=cut(clean(f"{filing.id} ({what})"), 240)))
    return tuple(facts)


def links_of(filing: Filing, public_url: str) -> tuple[Link, ...]:
    """The filing at its venue and our own page that explains the alert."""
    links = [Link(label="filing", url=filing.url)] if _is_web(filing.url) else []
    if _is_web(public_url):
        page = f"{public_url.rstrip('/')}/filings/{percent(filing.id, safe=':')}"
        links.append(Link(label="explain", url=page))
    return tuple(links)


def _is_web(url: str) -> bool:
    """A link a reader may click: http(s), printable, no space or quote to break out of."""
    return (
        url.startswith(("https://", "http://"))
        and not set(url) & set(" <>\"'\\|`")
        and (url.isprintable())
    )
