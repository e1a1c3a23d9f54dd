"""Slack, by an incoming webhook or by a bot's token.

A hook takes messages and no more. A bot keeps one thread for each story: what follows is a
reply, and the first message is updated in place with a list of it. The update goes first,
for doing it twice changes nothing; a reply would be said twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator

from watcher.model import Outcome, Reason, Rejected, Retry, Sent
from watcher.net.reply import Reply
from watcher.settings import Block
from workers.answers import Ruling, failure, post, sent
from workers.channels import Channel, Message, Pace, Thread, Tools, account
from workers.render.blockkit import payload
from workers.secrecy import redacted

_HOOK: Mapping[int, Ruling] = {
    200: ("retry", Reason.SERVER_ERROR),  # a proxy's page in place of Slack's "ok"
    403: ("reject", Reason.AUTH),  # action_prohibited, invalid_token
    404: ("reject", Reason.GONE),  # no_service, channel_not_found: the hook was removed
    410: ("reject", Reason.GONE),  # channel_is_archived
}

_ERRORS: Mapping[str, Ruling] = {
    **dict.fromkeys(("channel_not_found", "is_archived"), ("reject", Reason.GONE)),
    **dict.fromkeys(
        ("invalid_blocks", "invalid_blocks_format", "msg_too_long", "no_text", "too_many_attachments"),
        ("reject", Reason.CLIENT_ERROR),
    ),
    **dict.fromkeys(("ratelimited", "rate_limited", "message_limit_exceeded"), ("retry", Reason.RATE_LIMITED)),
    **dict.fromkeys(
        ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired",
         "missing_scope", "not_in_channel", "restricted_action", "no_permission",
         "ekm_access_denied", "access_denied", "org_login_required"),
        ("retry", Reason.AUTH),
    ),
}  # fmt: skip
"""What an error of the Web API means. Rights can be given on Slack's side without us; an error
that is not listed is tried again."""

_NO_UPDATE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""The first message is no longer there to be updated; the reply goes its way."""


class Config(Block):
    """``url`` is a hook at one of ``hosts``; or ``token`` and ``channel`` are a bot's."""

    url: SecretStr = SecretStr("")
    url_file: str = ""
    hosts: tuple[str, ...] = ("hooks.slack.com", "hooks.slack-gov.com")
    token: SecretStr = SecretStr("")
    token_file: str = ""
    channel: str = Field(default="", pattern=r"^[#\w-]{0,80}$")
    api_url: str = Field(default="https://slack.com/api", pattern=r"^https?://[!-~]+$")
    per_second: float = Field(default=1, gt=0, le=50)
    timeout_seconds: float = Field(default=10, gt=0, le=15)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        hook, token = self.url.get_secret_value(), self.token.get_secret_value()
        if bool(hook) == bool(token):
            raise ValueError("give url (a hook), or token and channel (a bot)")
        if bool(token) != bool(self.channel):
            raise ValueError("channel belongs to token, and token needs channel")
        if hook and urlsplit(hook).hostname not in self.hosts:
            raise ValueError(f"url is not a hook at {' or '.join(self.hosts)}")
        return self


def pace(config: Config) -> Pace:
    """Slack takes about one message a second for each hook, and for each channel of a bot."""
    whole = (config.url.get_secret_value(), config.token.get_secret_value(), config.channel)
    return Pace(account=f"slack:{account(*whole)}", per_second=config.per_second)


def send(message: Message, config: Config, tools: Tools) -> Outcome:
    """Sent when Slack says that it has the message."""
    if config.url.get_secret_value():
        return _by_hook(message, config, tools)
    if tools.thread is None:
        return _outcome(_call("chat.postMessage", payload(message), config, tools), config, tools)
    return _in_thread(message, tools.thread, config, tools)


def _by_hook(message: Message, config: Config, tools: Tools) -> Outcome:
    """200 with ``ok`` is Sent; a removed hook is Rejected as gone."""
    reply = _post(config.url.get_secret_value(), payload(message), config, tools)
    if not isinstance(reply, Reply):
        return reply
    if reply.status == 200 and reply.body.strip() == b"ok":
        return sent(reply)
    return failure(reply, config, tools.now, _HOOK)


def _in_thread(message: Message, thread: Thread, config: Config, tools: Tools) -> Outcome:
    """The first message told how the story went on, and then the reply with all of it."""
    place, _, stamp = thread.receipt.rpartition(":")
    updated = payload(thread.first, since=(*thread.since, message.headline))
    answer = _call("chat.update", {**updated, "channel": place, "ts": stamp}, config, tools)
    outcome = _outcome(answer, config, tools)
    if not isinstance(outcome, Sent) and _error(answer) not in _NO_UPDATE:
        return outcome
    own = {**payload(message), "channel": place}
    answer = _call("chat.postMessage", {**own, "thread_ts": stamp}, config, tools)
    if _error(answer) == "thread_not_found":
        answer = _call("chat.postMessage", own, config, tools)
    return _outcome(answer, config, tools)


def _call(method: str, body: Mapping[str, Any], config: Config, tools: Tools) -> Reply | Outcome:
    """One call of the Web API; ``channel`` is the configured one where the body has none."""
    whole = {"channel": config.channel, "unfurl_links": False, **body}
    secret = {"authorization": f"Bearer {config.token.get_secret_value()}"}
    return _post(f"{config.api_url.rstrip('/')}/{method}", whole, config, tools, secret)


def _post(
    url: str,
    body: Mapping[str, Any],
    config: Config,
    tools: Tools,
    headers: Mapping[str, str] | None = None,
) -> Reply | Outcome:
    return post(
        tools, url, {"content-type": "application/json; charset=utf-8", **(headers or {})},
        json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        config=config, timeout_seconds=config.timeout_seconds,
    )  # fmt: skip


def _outcome(answer: Reply | Outcome, config: Config, tools: Tools) -> Outcome:
    """The Web API answers 200 to nearly everything; ``ok`` and ``error`` say what it means."""
    if not isinstance(answer, Reply):
        return answer
    said = _said(answer)
    if answer.status == 200 and said.get("ok") is True:
        receipt = f"{said.get('channel') or config.channel}:{said.get('ts')}"
        return Sent(status=200, receipt=receipt if said.get("ts") else None)
    error = _error(answer)
    if answer.status != 200 or not error:
        return failure(answer, config, tools.now, {200: ("retry", Reason.SERVER_ERROR)})
    verb, reason = _ERRORS.get(error, ("retry", Reason.SERVER_ERROR))
    detail = redacted(f"Slack says: {error}", config)
    if verb == "reject":
        return Rejected(reason=reason, status=answer.status, detail=detail)
    return Retry(reason=reason, status=answer.status, detail=detail)


def _error(answer: Reply | Outcome) -> str:
    error = _said(answer).get("error") if isinstance(answer, Reply) else None
    return error if isinstance(error, str) else ""


def _said(answer: Reply) -> Mapping[str, Any]:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


CHANNEL = Channel(
    name="slack",
    config=Config,
    send=send,
    threads=True,
    pace=pace,
    doc="A Block Kit message by an incoming webhook, or by a bot with a thread for each story.",
)
