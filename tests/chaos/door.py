"""A host's own doors to what lies outside: loopback ports relayed to addresses of the hub.

    python -m tests.chaos.door 8100=10.77.0.1:41001 8101=10.77.0.1:41002

The program refuses plain HTTP to anything but loopback, in tests too.
"""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack

from tests.chaos.wire import Wire


def main(pairs: list[str]) -> None:
    """Relay until SIGTERM."""
    with ExitStack() as stack:
        for pair in pairs:
            port, _, outside = pair.partition("=")
            host, _, target = outside.partition(":")
            stack.enter_context(Wire((host, int(target)), port=int(port)))
        signal.sigwait({signal.SIGTERM, signal.SIGINT})


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    main(sys.argv[1:])
