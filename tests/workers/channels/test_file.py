from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest

from tests.workers.channels.contract import Bench, ChannelContract, a_message
from watcher.model import Reason, Retry, Sent
from workers.channels.file import append


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    path = tmp_path / "deep" / "alerts.jsonl"

    def in_the_way() -> None:
        path.unlink(missing_ok=True)
        path.mkdir(parents=True, exist_ok=True)

    def lines() -> list[str]:
        return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []

    return Bench(
        module="workers.channels.file",
        options={"path": str(path)},
        received=lines,
        failures={"a folder in the way": (in_the_way, (Retry, Reason.CONFIG))},
    )


class TestFile(ChannelContract):
    def forbidden(self) -> tuple[str, ...]:
        """JSON: control characters are escaped, quotes stay what they are."""
        return ("\x1b", "\x00", "\nBcc:")


def test_a_line_is_the_webhook_body(bench: Bench) -> None:
    message = a_message()
    assert bench.send(message) == Sent()
    (line,) = bench.received()
    assert json.loads(line) == message.data


def test_lines_are_added_and_the_file_is_private(bench: Bench) -> None:
    bench.send(a_message())
    bench.send(a_message())
    assert len(bench.received()) == 2
    path = Path(str(bench.options["path"]))
    assert path.stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "alerts.jsonl"
    append(path, b'{"whole": 1}\n')
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            append(path, b'{"second": "longer than the rest of the disk"}\n')
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == b'{"whole": 1}\n'
