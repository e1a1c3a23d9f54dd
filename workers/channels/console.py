"""Alerts on standard output: the first channel that works on a fresh machine."""

from __future__ import annotations

import sys
from typing import Literal

from watcher.model import Outcome, Reason, Retry, Sent
from watcher.settings import Block
from workers.channels import Channel, Message, Tools
from workers.render.payload import encoded


class Config(Block):
    """``format`` is ``text`` for people or ``json`` for pipes, one object a line."""

    format: Literal["text", "json"] = "text"


def send(message: Message, config: Config, tools: Tools) -> Outcome:
    """Sent once it is flushed; a closed pipe is tried again by whoever runs next."""
    del tools
    text = message.text if config.format == "text" else encoded(message.data).decode()
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except OSError as error:
        return Retry(reason=Reason.CONNECTION, detail=f"standard output: {error.strerror}")
    return Sent()


CHANNEL = Channel(
    name="console", config=Config, send=send, doc="Text or JSON lines on standard output."
)
