"""The worker's own connection."""

import threading

import pytest
import redis

from tests.support.folders import short_folder
from watcher.valkey import EmbeddedValkey
from workers.run import _patient


def test_a_worker_waits_for_a_server_that_is_being_restarted() -> None:
    with short_folder("patient") as folder:
        server = EmbeddedValkey(folder / "valkey")
        answers: list[bool] = []
        hasty = redis.Redis.from_url(server.url)
        with pytest.raises(redis.ConnectionError):
            hasty.ping()
        client = _patient(redis.Redis.from_url(server.url))
        asking = threading.Thread(target=lambda: answers.append(bool(client.ping())))
        asking.start()
        server.start()
        try:
            asking.join(timeout=30)
            assert answers == [True]
        finally:
            client.close()
            hasty.close()
            server.stop()
