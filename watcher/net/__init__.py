"""Every request of the program leaves through here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import redis

    from watcher.net.client import Client
    from watcher.settings import Settings


def build_client(settings: Settings, store: redis.Redis | None, *, alone: bool = True) -> Client:
    """A client under the budgets that all processes share through Redis.

    ``store`` is None where no Redis runs; then this process keeps to a share of the budget.
    ``alone`` is whether it does so too while Redis is away (there is one such process), or
    raises BudgetExhausted.
    """
    from watcher.net.client import Client, venues_of  # noqa: PLC0415 - httpx2 only where used
    from watcher.net.limiter import Limiter  # noqa: PLC0415 - same

    return Client(settings.net, venues_of(settings), Limiter(store, alone=alone))
