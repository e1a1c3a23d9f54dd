"""Any of the services that Apprise knows, by its URL: an extra, with Apprise's limits.

Apprise says only whether it worked: no status, no Retry-After; it opens its own
connections, past our address guard. Install with ``pip install '.[apprise]'`` in the checkout.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any

from pydantic import Field, SecretStr

from watcher.model import Outcome, Reason, Rejected, Retry, Sent, Severity
from watcher.settings import Block
from workers.channels import Channel, Message, Tools
from workers.secrecy import redacted

INSTALL = "Apprise is not installed: pip install '.[apprise]' in the checkout"

_KIND = {
    Severity.INFO: "info", Severity.LOW: "info", Severity.MEDIUM: "warning",
    Severity.HIGH: "warning", Severity.CRITICAL: "failure",
}  # fmt: skip


class Config(Block):
    """``url`` as Apprise writes it (``ntfy://topic``, ``tgram://token/chat``): a secret."""

    url: SecretStr = Field(min_length=1)
    url_file: str = ""


def send(message: Message, config: Config, tools: Tools) -> Outcome:
    """Sent or, without a reason given, tried again."""
    del tools
    try:
        apprise: Any = import_module("apprise")
    except ImportError:
        return Rejected(reason=Reason.CONFIG, detail=INSTALL)
    # Its log lines hold URLs with tokens.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    service = apprise.Apprise()
    if not service.add(config.url.get_secret_value()):
        return Rejected(reason=Reason.CONFIG, detail="url is not one that Apprise knows")
    try:
        done = service.notify(
            title=message.subject, body=message.text, notify_type=_KIND[message.severity],
            body_format="text",
        )  # fmt: skip
    except TypeError as error:  # how Apprise says that there is nothing it could send
        return Rejected(reason=Reason.CLIENT_ERROR, detail=redacted(str(error), config))
    return Sent() if done else Retry(reason=Reason.SERVER_ERROR, detail="Apprise says: failed")


CHANNEL = Channel(
    name="apprise", config=Config, send=send, doc="Any service of Apprise, by its URL (an extra)."
)
