"""What an operator may do: send again, read again. Each write once per Idempotency-Key."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from watcher.errors import ConfigError, WatcherError
from watcher.ledger import Ledger
from watcher.ledger.lists import Answer
from watcher.model import AlertId, DeliveryId, FilingId, Silence
from watcher.ops.clock import utc_now
from watcher.silencing import Known, Muted, check, silence_of
from watcher.web import lists
from watcher.web.access import Who, require
from watcher.web.api.common import BEARER, PLAIN, PREFIX, Id, ledger_of, missing, problems
from watcher.web.api.made import silence_out
from watcher.web.api.shapes import RemovedOut, RereadOut, ResentOut, SilenceOut

router = APIRouter(
    prefix=PREFIX,
    tags=["operate"],
    dependencies=[BEARER],
    responses=problems(401, 403, 409, 415, 422, 429, 503),
)

NEWEST = 1000
"""Deliveries of each state in which a channel that left the configuration is looked for."""

Operator = Annotated[Who, Depends(require("operate"))]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,200}$",
        description="Any text of yours: a write repeated with it within a day is not done "
        "again and gets its first answer.",
    ),
]


def _in_utc(when: datetime) -> datetime:
    try:
        return when.astimezone(UTC)
    except OverflowError:
        msg = "before the year 1 or after 9999 in UTC"
        raise ValueError(msg) from None


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class Resend(BaseModel):
    """Which alerts to send again: one, or all that were made in a span of time."""

    model_config = ConfigDict(extra="forbid")

    alert_id: str | None = Field(default=None, pattern=PLAIN)
    since: Moment | None = None
    until: Moment | None = None
    channel: str | None = Field(default=None, pattern=PLAIN, description="Only this channel.")
    dry_run: bool = False

    @model_validator(mode="after")
    def _one_choice(self) -> Resend:
        if (self.alert_id is None) == (self.since is None):
            msg = "give alert_id, or since (with until if you like)"
            raise ValueError(msg)
        return self


@router.post("/resend", response_model=ResentOut, responses=problems(404))
def resend(request: Request, who: Operator, body: Resend, key: Key = None) -> Any:
    """Make deliveries due again under their old ids: receivers drop what they know."""

    def act() -> dict[str, Any]:
        if body.channel is not None:
            _require_channel(body.channel, ledger_of(request))
        ids = ledger_of(request).resend(
            alert_id=AlertId(body.alert_id) if body.alert_id else None,
            since=body.since, until=body.until, channel=body.channel,
            now=utc_now(), dry_run=body.dry_run,
        )  # fmt: skip
        return {"deliveries": ids, "dry_run": body.dry_run}

    subject = body.alert_id or f"alerts since {body.since}"
    return _once(request, who, key, ("resend", subject), act, body=body.model_dump_json())


def _require_channel(name: str, ledger: Ledger) -> None:
    """HTTPException 422 unless the configuration, or the ledger of a time before it, has it."""
    used = {row.channel for row in ledger.deliveries(limit=NEWEST)}
    if name in used | {route.partition("/")[0] for route in used} | set(lists.told().channels):
        return
    raise HTTPException(422, f"channel: no channel {name!r} in subscriptions.toml")


@router.post("/deliveries/{delivery_id}/retry", response_model=ResentOut, responses=problems(404))
def retry(request: Request, who: Operator, delivery_id: Id, key: Key = None) -> Any:
    """Make one delivery due again, dead or delivered; 409 while it is being sent."""

    def act() -> dict[str, Any]:
        ledger = ledger_of(request)
        found = ledger.delivery(DeliveryId(delivery_id))
        if found is None:
            raise missing("delivery", delivery_id)
        ids = ledger.resend(alert_id=found.alert_id, channel=found.channel, now=utc_now())
        if not ids:
            raise HTTPException(
                409, f"{delivery_id} is being sent right now; ask again in a minute"
            )
        return {"deliveries": ids, "dry_run": False}

    return _once(request, who, key, ("retry", delivery_id), act)


@router.post("/filings/{filing_id}/reread", response_model=RereadOut, responses=problems(404))
def reread(request: Request, who: Operator, filing_id: Id, key: Key = None) -> Any:
    """Read a filing again from its first attempt; nobody is told again what was told."""

    def act() -> dict[str, Any]:
        ledger_of(request).retry_filing(FilingId(filing_id), now=utc_now())
        return {"filing_id": filing_id}

    return _once(request, who, key, ("reread", filing_id), act)


class NewSilence(BaseModel):
    """What to mute until when: what fits every part that is given is recorded and not sent."""

    model_config = ConfigDict(extra="forbid")

    until: Moment = Field(description="To come, and within ten years.")
    reason: str = Field(pattern=PLAIN)
    person: str | None = Field(default=None, pattern=PLAIN)
    issuer: str | None = Field(default=None, pattern=PLAIN)
    type: str | None = Field(
        default=None, pattern=PLAIN, description="A type or type.subtype, with * and ?."
    )
    subscription: str | None = Field(
        default=None, pattern=PLAIN, description="Only for this one; null: for all."
    )


@router.post("/silences", response_model=SilenceOut)
def silence(request: Request, who: Operator, body: NewSilence, key: Key = None) -> Any:
    """Mute a person, an issuer or a type until a time; the same again moves its end."""

    def act() -> dict[str, Any]:
        made = _silence(body)
        ledger_of(request).add_silence(made)
        return silence_out(made)

    return _once(request, who, key, ("silence", body.reason), act, body=body.model_dump_json())


def _silence(body: NewSilence) -> Silence:
    """What is asked for. Raises HTTPException 422 where it could never mute anything."""
    muted = Muted(
        person=body.person, issuer=body.issuer, type=body.type, subscription=body.subscription
    )
    told = lists.told().subscriptions if body.subscription is not None else ()
    known = Known(
        types=lists.event_types(),
        subscriptions={each.name for each in told},
        issuers=lists.issuer_terms() if body.issuer is not None else (),
    )
    try:
        check(muted, known)
        return silence_of(muted, until=body.until, now=utc_now(), reason=body.reason)
    except ConfigError as error:
        raise HTTPException(422, str(error)) from None


@router.delete("/silences/{silence_id}", response_model=RemovedOut, responses=problems(404))
def unsilence(request: Request, who: Operator, silence_id: Id, key: Key = None) -> Any:
    """End a silence now."""

    def act() -> dict[str, Any]:
        if not ledger_of(request).remove_silence(silence_id):
            raise missing("silence", silence_id)
        return {"removed": silence_id}

    return _once(request, who, key, ("unsilence", silence_id), act)


def _once(
    request: Request,
    who: Who,
    key: str | None,
    what: tuple[str, str],
    act: Callable[[], dict[str, Any]],
    *,
    body: str = "",
) -> Any:
    """Do it, keep it in the audit, and answer a repetition as the first time.

    Raises HTTPException 409 while the first is at work, 422 for a key of another request.
    """
    ledger, said = ledger_of(request), f"{request.method} {request.url.path} {body}"
    if key is not None:
        before = ledger.claim_answer(key, who=who.name, request=said, now=utc_now())
        if before is not None:
            return _again(before, said)
    try:
        answer = act()
        action, subject = what
        ledger.note_audit(who=who.name, action=f"api {action}", subject=subject, now=utc_now())
    except (HTTPException, WatcherError):
        if key is not None:
            ledger.forget_answer(key)
        raise
    if key is not None:
        ledger.keep_answer(key, status=200, body=json.dumps(answer))
    return answer


def _again(before: Answer, said: str) -> JSONResponse:
    if before.request != said:
        raise HTTPException(422, "Idempotency-Key: another request was made under this key")
    if before.status is None or before.body is None:
        raise HTTPException(409, "the first request under this key is still at work; ask again")
    return JSONResponse(
        json.loads(before.body), before.status, headers={"Idempotency-Replayed": "true"}
    )
