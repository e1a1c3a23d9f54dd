"""What an answer's status, headers and first bytes mean. Pure; the client acts on it.

Sources: SEC EDGAR answers a missing archive file with 403 and an S3 ``AccessDenied``
document (it is no ban), a ban with an HTML page; HKEXnews answers a ban with status 200
and an empty body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

HEAD = 4096
"""Bytes of a body that are looked at to recognise a refusal."""

_BLOCK_PAGE = re.compile(
    rb"<title>[^<]{0,80}(?:Undeclared Automated Tool|Request Rate Threshold Exceeded"
    rb"|Access Denied|Attention Required)",
    re.IGNORECASE,
)
_MISSING_FILE = re.compile(rb"<Error>\s{0,9}<Code>(?:AccessDenied|NoSuchKey|NoSuchBucket)</Code>")
_HTML = re.compile(rb"\s{0,99}(?:<!DOCTYPE\s{1,9}html|<html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The venue will not serve us for now. ``after``: seconds it asked us to wait."""

    why: str
    after: float | None


@dataclass(frozen=True, slots=True)
class Missing:
    """The venue has no such document."""

    why: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The venue failed, or sent something else than was asked for."""

    why: str
    after: float | None = None


Verdict = Refusal | Missing | Fault | None
"""None: the answer is what was asked for."""


def judge(
    status: int,
    headers: Mapping[str, str],
    head: bytes,
    *,
    accept: tuple[str, ...],
    blank_is_block: bool,
    now: datetime,
) -> Verdict:
    """What an answer means. ``headers`` by lower-case name, ``head`` its first HEAD bytes.

    ``accept``: media types that the caller can read; empty = any.
    """
    after = retry_after(headers.get("retry-after"), now)
    if _BLOCK_PAGE.search(head):
        return Refusal(f"a block page came (HTTP {status})", after)
    if status in {404, 410} or (status == 403 and _MISSING_FILE.search(head)):
        return Missing(f"HTTP {status}")
    if status in {403, 429}:
        return Refusal(f"HTTP {status}", after)
    if status != 200:
        return Fault(f"HTTP {status}", after)
    if not head:
        why = "an empty body came in place of data"
        return Refusal(why, after) if blank_is_block else Fault(why)
    return _wrong_type(headers.get("content-type", ""), head, accept)


def _wrong_type(content_type: str, head: bytes, accept: tuple[str, ...]) -> Fault | None:
    media_type = content_type.partition(";")[0].strip().lower()
    if not accept:
        return None
    if _HTML.match(head) and "text/html" not in accept:
        return Fault("an HTML page came in place of data")
    if media_type not in accept:
        return Fault(f"content type {media_type or 'missing'!r} in place of {accept[0]}")
    return None


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds of a Retry-After header (a number or an HTTP date); None if there is none."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        when = parsedate_to_datetime(value)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, (when - now).total_seconds())
    except (ValueError, OverflowError):  # no date, or one beyond all calendars
        return None
