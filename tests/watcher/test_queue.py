import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from rq import Queue
from rq.job import Job

from watcher.errors import ConfigError, QueueDown
from watcher.queue import JOBS, Doorbell, QueueName, connect, redis_url
from watcher.settings import load

SECONDS: dict[QueueName, int] = {"filings": 60, "deliveries": 45}


@pytest.fixture
def client(valkey_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(valkey_url) as opened:
        yield opened


def test_a_ring_carries_an_id_and_nothing_else(client: redis.Redis) -> None:
    Doorbell(client, SECONDS).ring("filings", ["sec:0000000001-26-000001", "hkex:12345678"])
    jobs = Queue("filings", connection=client, serializer="json").jobs
    assert [job.func_name for job in jobs] == [JOBS["filings"]] * 2
    assert [job.args for job in jobs] == [["sec:0000000001-26-000001"], ["hkex:12345678"]]
    assert {job.timeout for job in jobs} == {60}


def test_jobs_are_json_and_never_pickle(client: redis.Redis) -> None:
    Doorbell(client, SECONDS).ring("deliveries", ["dlv_1"])
    (job_id,) = Queue("deliveries", connection=client).job_ids
    raw = client.hget(Job.key_for(job_id), "data")
    assert isinstance(raw, bytes)
    raw = zlib.decompress(raw)
    assert json.loads(raw) == [JOBS["deliveries"], None, ["dlv_1"], {}]


def test_the_same_id_may_ring_twice(client: redis.Redis) -> None:
    bell = Doorbell(client, SECONDS)
    bell.ring("filings", ["sec:0000000001-26-000001"])
    bell.ring("filings", ["sec:0000000001-26-000001"])
    assert bell.waiting("filings") == 2


def test_nothing_to_ring_asks_nobody() -> None:
    nobody = redis.Redis(unix_socket_path="/nonexistent/socket")
    Doorbell(nobody, SECONDS).ring("filings", [])


def test_a_server_that_is_away_is_a_transient_error() -> None:
    bell = Doorbell(redis.Redis(unix_socket_path="/nonexistent/socket"), SECONDS)
    assert bell.answers() is False
    with pytest.raises(QueueDown, match="sweep rings again"):
        bell.ring("filings", ["sec:0000000001-26-000001"])
    with pytest.raises(QueueDown):
        bell.waiting("filings")


def test_a_server_out_of_memory_is_a_transient_error(client: redis.Redis) -> None:
    client.config_set("maxmemory", "1mb")
    client.config_set("maxmemory-policy", "noeviction")
    try:
        with pytest.raises(QueueDown, match="refuses"):
            Doorbell(client, SECONDS).ring("filings", [f"hkex:{n}" for n in range(5000)])
    finally:
        client.config_set("maxmemory", "0")


def test_without_a_url_it_is_the_embedded_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path))
    assert redis_url(load()).startswith("unix://")
    monkeypatch.setenv("WATCHER_REDIS__URL", "redis://valkey:6379/0")
    assert redis_url(load()) == "redis://valkey:6379/0"


def test_a_malformed_url_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHER_REDIS__URL", "http://valkey:6379")
    with pytest.raises(ConfigError, match="redis://, rediss:// or unix://"):
        connect(load())
