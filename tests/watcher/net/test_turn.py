"""A request leaves on a turn that is not long over: one that was held up takes another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.http import HttpServer
from tests.watcher.net.conftest import NET, answering
from watcher.errors import BudgetExhausted
from watcher.net import turn
from watcher.net.client import Client, Venue
from watcher.net.limiter import Limiter


class Counting(Limiter):
    """Counts the turns that are taken, and gives no more than ``most``."""

    def __init__(self, most: int = 100) -> None:
        super().__init__(None)
        self.taken, self._most = 0, most

    def acquire(self, budget: str, *, rate: float, longest: float) -> float:
        if self.taken == self._most:
            raise BudgetExhausted("taken", after=timedelta(seconds=1))
        self.taken += 1
        return super().acquire(budget, rate=rate, longest=longest)


def asking(server: HttpServer, limiter: Limiter) -> Client:
    answering(server, body=b"x")
    return Client(NET, [Venue(name="edgar", rate=1e4, bases=(server.url + "/",))], limiter)


def test_a_request_that_leaves_at_once_takes_one_turn(http_server: HttpServer) -> None:
    limiter = Counting()
    with asking(http_server, limiter) as client:
        for _ in range(3):
            client.get(f"{http_server.url}/a")
    assert limiter.taken == len(http_server.requests) == 3


def test_a_request_that_was_held_up_takes_another_turn_before_it_leaves(
    http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "HELD_UP_SECONDS", 0.0)
    limiter = Counting()
    with asking(http_server, limiter) as client:
        client.get(f"{http_server.url}/a")
    assert (limiter.taken, len(http_server.requests)) == (2, 1)


def test_a_request_without_another_turn_does_not_leave(
    http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "HELD_UP_SECONDS", 0.0)
    limiter = Counting(most=1)
    with asking(http_server, limiter) as client:
        with pytest.raises(BudgetExhausted):
            client.get(f"{http_server.url}/a")
        assert http_server.requests == []
        monkeypatch.undo()
        limiter.taken = 0
        client.get(f"{http_server.url}/b")
    assert http_server.paths() == ["/b"]
