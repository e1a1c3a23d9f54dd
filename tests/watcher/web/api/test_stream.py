"""The stream: nothing is lost by reconnecting, nobody waits for a slow reader."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.support.web import Reader, running_web
from tests.watcher.web.api.conftest import tell
from watcher.errors import LedgerBusy
from watcher.ledger import Ledger
from watcher.ledger.rows import AlertRow
from watcher.settings import Settings
from watcher.web import build_app, tail
from watcher.web.api.stream import tail_of
from watcher.web.tail import Tail

PATIENCE = 60
MANY = 300


@pytest.fixture
def port(settings: Settings, ledger: Ledger) -> Iterator[int]:
    with running_web(build_app(settings)) as opened:
        yield opened


def number(row: AlertRow) -> int:
    return row.seq


async def joined(heard: Tail[int], count: int) -> None:
    while heard.listeners < count:  # noqa: ASYNC110 - the tail tells nobody who joins
        await asyncio.sleep(0.005)


def test_a_new_alert_is_pushed_with_its_number_as_id(port: int, ledger: Ledger) -> None:
    async def listen() -> tuple[int, str]:
        async with Reader(port) as reader:
            alert = await asyncio.to_thread(tell, ledger)
            async for seq, data in reader.alerts():
                assert (data["id"], data["seq"]) == (alert.id, seq)
                return seq, data["headline"]
        raise AssertionError

    heard = asyncio.run(asyncio.wait_for(listen(), PATIENCE))
    assert heard == (1, "Ada Berg leaves the board")


def test_a_reader_that_comes_back_misses_nothing(port: int, ledger: Ledger) -> None:
    async def listen() -> list[int]:
        heard: list[int] = []
        for round_ in range(4):  # each connection is cut after a few alerts
            async with Reader(port, after=heard[-1] if heard else 0) as reader:
                for each in range(5):
                    await asyncio.to_thread(tell, ledger, round_ * 5 + each + 1)
                heard += await reader.take(3 if round_ < 3 else 11)
        return heard

    assert asyncio.run(asyncio.wait_for(listen(), PATIENCE)) == list(range(1, 21))


def test_three_hundred_readers_all_hear_everything_in_order(port: int, ledger: Ledger) -> None:
    async def listen() -> list[list[int]]:
        async with AsyncExitStack() as stack:
            readers = [await stack.enter_async_context(Reader(port, after=0)) for _ in range(MANY)]
            for each in range(5):
                await asyncio.to_thread(tell, ledger, each + 1)
            return await asyncio.gather(*(reader.take(5) for reader in readers))

    heard = asyncio.run(asyncio.wait_for(listen(), PATIENCE * 1.5))
    assert heard == [[1, 2, 3, 4, 5]] * MANY


def test_a_reader_that_falls_behind_is_dropped_and_the_others_hear_on(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "MOST_BEHIND", 3)

    async def listen() -> tuple[list[int], list[int], list[int]]:
        heard = Tail(ledger, number, every=0.005)
        slow, quick = heard.follow(0), heard.follow(0)
        tell(ledger, 1)
        first = [await anext(slow), await anext(quick)]
        rest = []
        slow_wait = asyncio.ensure_future(anext(slow))
        quick_wait = asyncio.ensure_future(anext(quick))
        await joined(heard, 2)
        tell(ledger, 2)
        await slow_wait  # and from now on it takes nothing
        rest.append(await quick_wait)
        for each in range(3, 9):
            await asyncio.to_thread(tell, ledger, each)
            rest.append(await anext(quick))
        left = [seq async for seq in slow]
        await heard.close()
        return first, rest, left

    first, rest, left = asyncio.run(asyncio.wait_for(listen(), PATIENCE))
    assert first == [1, 1]
    assert rest == list(range(2, 9))
    assert len(left) < 6


def test_the_look_goes_on_when_the_ledger_is_away_for_a_while(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "AWAY_SECONDS", 0.01)
    asked = 0

    async def listen() -> int:
        heard = Tail(ledger, number, every=0.005)
        stream = heard.follow(None)
        waiting = asyncio.ensure_future(anext(stream))
        await joined(heard, 1)
        real = ledger.alerts

        def away(**wanted: Any) -> list[AlertRow]:
            nonlocal asked
            asked += 1
            if asked < 4:
                raise LedgerBusy("locked")
            return real(**wanted)

        monkeypatch.setattr(ledger, "alerts", away)
        await asyncio.to_thread(tell, ledger)
        seq = await waiting
        await heard.close()
        return seq

    assert asyncio.run(asyncio.wait_for(listen(), PATIENCE)) == 1
    assert asked >= 4


def test_the_tail_rests_while_nobody_listens(port: int, ledger: Ledger) -> None:
    async def listen() -> list[int]:
        async with Reader(port):
            pass
        tell(ledger, 1)
        async with Reader(port, after=0) as reader:
            return await reader.take(1)

    assert asyncio.run(asyncio.wait_for(listen(), PATIENCE)) == [1]


def test_too_many_streams_are_refused_with_a_clear_word(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watcher.web.api.stream.MOST_LISTENERS", 0)
    answer = client.get("/api/v1/stream")
    assert (answer.status_code, "come back later" in answer.text) == (503, True)
    assert tail_of(client.app).listeners == 0  # type: ignore[arg-type]


def test_a_wrong_last_event_id_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/stream", headers={"last-event-id": "x"}).status_code == 422
