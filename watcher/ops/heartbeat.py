"""The dead man's switch: an address outside is pinged while all is well.

Whoever watches that address notices silence, whatever broke: this machine, its network,
the scheduler, or the alarms themselves.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from watcher.errors import Unreachable
from watcher.net.post import GuardedPost
from watcher.ops import logs
from watcher.ops.health import health

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.queue import Doorbell
    from watcher.settings import Settings

TIMEOUT = timedelta(seconds=10)

_log = logs.get("heartbeat")


def beat(ledger: Ledger, doorbell: Doorbell, settings: Settings) -> bool:
    """Ping when every check of the health is good; whether it was.

    Raises Unreachable when the address does not take the ping, RefusedAddress for one that
    may not be reached; neither names the address, whose path is a secret.
    """
    wrong = [check for check in health(ledger, doorbell, settings) if not check.ok]
    if wrong:
        _log.warning("no heartbeat", wrong=", ".join(f"{c.name}: {c.detail}" for c in wrong))
        return False
    url = settings.health.heartbeat_url.get_secret_value()
    reply = GuardedPost(settings.net)(url, {}, b"", timeout=TIMEOUT)
    if not 200 <= reply.status < 300:
        raise Unreachable(f"the heartbeat address answered {reply.status}")
    return True
