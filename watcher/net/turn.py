"""A request's turn in the budget, which does not outlive a connection that is long in coming."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

HELD_UP_SECONDS = 1.0
"""A look-up, dial and handshake that took longer were held up, as after a cut of the network:
then all that waited for it leave at once."""

_LEAVES = "http11.send_request_headers.started"
"""What httpcore2 says when the connection stands and the request is about to leave."""


class Turn:
    """Taken when it is made, and once more by a request that would leave long after it.

    The connection waits for the second turn: the first one was over before it stood.
    """

    def __init__(self, take: Callable[[], float]) -> None:
        self._take = take
        self._renew()

    def _renew(self) -> None:
        self._take()
        self._at = time.monotonic()

    def trace(self, step: str, _: Any) -> None:
        """The ``trace`` extension of httpx2. Raises BudgetExhausted, which ends the exchange."""
        if step == _LEAVES and time.monotonic() - self._at > HELD_UP_SECONDS:
            self._renew()
