import json
import logging
from collections.abc import Iterator

import pytest
import stamina
from stamina.instrumentation import set_on_retry_hooks

from watcher.ops import logs
from watcher.settings import Log

SECRETS = {
    "https://hooks.slack.com/services/T000/B000/abcDEF123": "https://hooks.slack.com/services/***",
    "postgresql+psycopg://watcher:hunter2@db/watcher": "postgresql+psycopg://watcher:***@db/watcher",
    "redis://:hunter2@valkey:6379/0": "redis://:***@valkey:6379/0",
    "token xoxb-123-abc": "token xoxb-***",
    "whsec_c2VjcmV0": "whsec_***",
}


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    set_on_retry_hooks(None)


@pytest.mark.parametrize(("text", "clean"), list(SECRETS.items()))
def test_secrets_are_cut_out_wherever_they_stand(text: str, clean: str) -> None:
    assert logs.scrub(f"before {text} after") == f"before {clean} after"


def test_a_json_line_has_the_event_the_time_and_no_secret(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure(Log(level="INFO", format="json"))
    logs.get("test").info("filing read", filing_id="sec:1", url=next(iter(SECRETS)))
    line = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert (line["event"], line["filing_id"], line["level"]) == ("filing read", "sec:1", "info")
    assert line["url"].endswith("***")
    assert line["timestamp"].endswith("Z")


def test_libraries_speak_through_the_same_lines(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Log(level="INFO", format="json"))
    logging.getLogger("rq.worker").warning("horse died at redis://:hunter2@valkey")
    logging.getLogger("httpx2").info("chatter")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "horse died at redis://:***@valkey"


def test_a_retry_within_a_request_is_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Log(level="INFO", format="json"))
    calls: list[int] = []

    def down() -> None:
        calls.append(1)
        raise ConnectionError

    with pytest.raises(ConnectionError), stamina.set_testing(True, attempts=2):
        stamina.retry(on=ConnectionError, attempts=2)(down)()
    assert len(calls) == 2
    assert capsys.readouterr().err == ""


def test_a_step_that_overran_is_counted_and_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Log(level="INFO", format="json"))
    logging.getLogger("apscheduler.scheduler").warning("Execution of job skipped")
    logging.getLogger("apscheduler.executors.default").error("Job raised an exception")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "Job raised an exception"


def test_a_quiet_level_quiets_libraries_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Log(level="ERROR", format="json"))
    logging.getLogger("alembic").warning("skipped")
    assert capsys.readouterr().err == ""
