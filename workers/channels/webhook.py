"""Signed JSON to any https endpoint, by the Standard Webhooks specification 1.0.0.

``webhook-id`` is the alert's id, the same at every attempt and resend, so a receiver can
drop what it already has. The signature covers id, time and the exact bytes sent.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from standardwebhooks import Webhook

from watcher.errors import RefusedAddress
from watcher.model import Outcome
from watcher.net.guard import check_url, is_loopback
from watcher.net.reply import Reply
from watcher.settings import Block
from workers.answers import failure, post, sent
from workers.channels import Channel, Message, Tools
from workers.render.payload import encoded

MIN_KEY, MAX_KEY = 24, 64
"""Bytes of a signing key, by the specification."""


class Config(Block):
    """``secret`` is ``whsec_`` and base64; several, separated by spaces, while one is rotated."""

    url: SecretStr = Field(min_length=1)
    url_file: str = ""
    secret: SecretStr = Field(min_length=1)
    secret_file: str = ""
    timeout_seconds: float = Field(default=10, gt=0, le=30)

    @field_validator("url")
    @classmethod
    def _may_be_asked(cls, url: SecretStr) -> SecretStr:
        """Whether it is reached is seen when something is sent; here its form is."""
        text = url.get_secret_value()
        try:
            check_url(text, allow_private=_is_here(urlsplit(text).hostname or ""))
        except RefusedAddress as error:
            raise ValueError(str(error)) from None  # the cause would show the path
        return url

    @field_validator("secret")
    @classmethod
    def _is_key(cls, secret: SecretStr) -> SecretStr:
        for part in secret.get_secret_value().split():
            if not MIN_KEY <= len(_key(part)) <= MAX_KEY:
                raise ValueError("write whsec_ and 24 to 64 random bytes in base64")
        return secret


def _is_here(host: str) -> bool:
    """Where plain ``http`` and any port may be allowed, by ``[net] allow_private``."""
    try:
        return host == "localhost" or is_loopback(ipaddress.ip_address(host))
    except ValueError:
        return False


def _key(secret: str) -> bytes:
    """The bytes of one ``whsec_`` secret; none where it is not base64."""
    text = secret.removeprefix("whsec_")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def signature(message: Message, config: Config, tools: Tools, body: bytes) -> dict[str, str]:
    """The three headers; one signature for every secret."""
    signed = [
        Webhook(_key(secret)).sign(message.alert_id, tools.now, body.decode())
        for secret in config.secret.get_secret_value().split()
    ]
    return {
        "webhook-id": message.alert_id,
        "webhook-timestamp": str(int(tools.now.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def send(message: Message, config: Config, tools: Tools) -> Outcome:
    """2xx is Sent, 410 is Rejected as gone; see ``workers.answers`` for the others."""
    body = encoded(message.data)
    headers = {"content-type": "application/json", **signature(message, config, tools, body)}
    reply = post(
        tools, config.url.get_secret_value(), headers, body,
        config=config, timeout_seconds=config.timeout_seconds,
    )  # fmt: skip
    if not isinstance(reply, Reply):
        return reply
    return sent(reply) if 200 <= reply.status < 300 else failure(reply, config, tools.now)


CHANNEL = Channel(
    name="webhook",
    config=Config,
    send=send,
    doc="A signed POST of the alert as JSON.",
)
