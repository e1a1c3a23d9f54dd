from __future__ import annotations

import json
import os
import sys
from typing import TextIO

import pytest

from tests.workers.channels.contract import Bench, ChannelContract, a_message
from watcher.model import Reason, Retry
from workers.channels import console

END = "\nAlert "


@pytest.fixture
def bench(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Bench:
    arrived: list[str] = []

    def received() -> list[str]:
        out = capfdbinary.readouterr().out.decode()
        arrived.extend([out] if out else [])
        return list(arrived)

    def closed_pipe() -> None:
        monkeypatch.setattr(sys, "stdout", _pipe_without_reader())

    return Bench(
        module="workers.channels.console",
        options={},
        received=received,
        failures={"closed pipe": (closed_pipe, (Retry, Reason.CONNECTION))},
    )


def _pipe_without_reader() -> TextIO:
    read, write = os.pipe()
    os.close(read)
    return os.fdopen(write, "w", buffering=1, closefd=False)


class TestConsole(ChannelContract):
    def forbidden(self) -> tuple[str, ...]:
        """A terminal shows tags as text; control and direction characters it obeys."""
        return ("\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\u200b", "\nBcc:")


def test_text_is_what_people_read(bench: Bench) -> None:
    bench.send(a_message())
    (shown,) = bench.received()
    assert shown == a_message().text + "\n"


def test_json_is_one_object_a_line(bench: Bench) -> None:
    bench.send(a_message(), format="json")
    (shown,) = bench.received()
    assert json.loads(shown) == a_message().data
    assert shown.count("\n") == 1


def test_a_name_that_no_terminal_can_encode_does_not_stop_an_alert(bench: Bench) -> None:
    assert console.CHANNEL.name == "console"
    bench.send(a_message("lone surrogate \ud83d here"))
    assert "lone surrogate here" in bench.received()[0]
