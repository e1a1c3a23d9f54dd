"""Takes a message and keeps nothing: where a canary's way ends."""

from __future__ import annotations

from watcher.model import Outcome, Sent
from watcher.settings import Block
from workers.channels import Channel, Message, Tools


class Config(Block):
    """Nothing to set."""


def send(message: Message, config: Config, tools: Tools) -> Outcome:
    """Always sent; what is measured is the way here."""
    del message, config, tools
    return Sent()


CHANNEL = Channel(
    name="canary", config=Config, send=send, doc="Takes every message and keeps nothing."
)
