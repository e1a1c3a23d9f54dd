"""What a receiver's HTTP answer means for a delivery; shared by the channels that post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Literal, TypeAlias

from pydantic import BaseModel

from watcher.errors import RefusedAddress, TimedOut, Unreachable
from watcher.model import Outcome, Reason, Rejected, Retry, Sent
from watcher.net.answers import retry_after
from watcher.net.reply import Reply
from workers.channels import Tools
from workers.secrecy import redacted

Ruling: TypeAlias = tuple[Literal["retry", "reject"], Reason]

FAILED: Mapping[int, Ruling] = {
    400: ("reject", Reason.CLIENT_ERROR),
    401: ("retry", Reason.AUTH),  # a rotated secret is repaired without us
    403: ("retry", Reason.AUTH),
    404: ("retry", Reason.CLIENT_ERROR),  # seen in every deployment of a receiver
    408: ("retry", Reason.TIMEOUT),
    409: ("retry", Reason.CLIENT_ERROR),
    410: ("reject", Reason.GONE),
    425: ("retry", Reason.RATE_LIMITED),
    429: ("retry", Reason.RATE_LIMITED),
}
"""Statuses with a meaning of their own; see ``ruling`` for the rest."""


def ruling(status: int, own: Mapping[int, Ruling]) -> Ruling:
    """Retry or reject for a status that is no success.

    Server errors and what HTTP does not define are tried again; redirects are not
    followed and other client errors would fail in the same way, so both are refused.
    """
    if found := own.get(status, FAILED.get(status)):
        return found
    if 300 <= status < 500:
        return "reject", Reason.CLIENT_ERROR
    return "retry", Reason.SERVER_ERROR


def failure(
    reply: Reply, config: BaseModel, now: datetime, own: Mapping[int, Ruling] | None = None
) -> Outcome:
    """The outcome of an answer that is no success; ``own`` rulings win over the common ones."""
    verb, reason = ruling(reply.status, own or {})
    detail = redacted(described(reply), config)
    if verb == "reject":
        return Rejected(reason=reason, status=reply.status, detail=detail)
    seconds = retry_after(reply.headers.get("retry-after"), now)
    after = None if seconds is None else timedelta(seconds=seconds)
    return Retry(reason=reason, after=after, status=reply.status, detail=detail)


def described(reply: Reply) -> str:
    """``HTTP 404 Not Found: no_service``."""
    known = reply.status in HTTPStatus.__members__.values()
    name = f" {HTTPStatus(reply.status).phrase}" if known else ""
    body = reply.body[:1000].decode("utf-8", "replace").strip()
    return f"HTTP {reply.status}{name}: {body}" if body else f"HTTP {reply.status}{name}"


def post(
    tools: Tools,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    config: BaseModel,
    timeout_seconds: float,
) -> Reply | Outcome:
    """The answer, or the outcome where none came."""
    try:
        return tools.post(url, headers, body, timeout=timedelta(seconds=timeout_seconds))
    except RefusedAddress as error:
        return Rejected(reason=Reason.REFUSED_ADDRESS, detail=redacted(str(error), config))
    except TimedOut as error:
        return Retry(reason=Reason.TIMEOUT, detail=redacted(str(error), config))
    except Unreachable as error:
        return Retry(reason=Reason.CONNECTION, detail=redacted(str(error), config))


def sent(reply: Reply) -> Sent:
    """The receiver has it; its words do not matter."""
    return Sent(status=reply.status)
