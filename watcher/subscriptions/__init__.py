"""Who hears what, and when: ``config/subscriptions.toml``, read and checked strictly.

A wrong file is refused as a whole, with file, line and reason of every fault. A channel's
own options are checked by its module (``workers.channels.open_channel``); here they are
carried, never printed. ``WATCHER_CHANNELS__<NAME>__<OPTION>`` overrides an option of a
channel, so that secrets and addresses can stay out of the file.
"""

from __future__ import annotations

from watcher.subscriptions.load import (
    ALSO_TYPES,
    ENV_PREFIX,
    Fault,
    load_subscriptions,
    refused,
    strange_types,
)
from watcher.subscriptions.telling import ChannelBlock, Telling

__all__ = [
    "ALSO_TYPES",
    "ENV_PREFIX",
    "ChannelBlock",
    "Fault",
    "Telling",
    "load_subscriptions",
    "refused",
    "strange_types",
]
