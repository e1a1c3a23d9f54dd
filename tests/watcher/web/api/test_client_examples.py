"""The client and the receiver in docs/client do what they say, against the real things."""

import base64
import importlib.util
import threading
import time
import urllib.error
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import HTTPServer
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
from standardwebhooks import Webhook

from tests.support.web import running_web
from tests.watcher.web.api.conftest import SECRET, tell
from watcher.ledger import Ledger
from watcher.model import Alert
from watcher.settings import Settings
from watcher.web import build_app

FOLDER = Path(__file__).parents[4] / "docs/client"
KEY = "whsec_" + base64.b64encode(b"k" * 32).decode()
BODY = b'{"type": "filing.alert", "data": {"headline": "Ada Berg leaves the board"}}'


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def url(settings: Settings, ledger: Ledger) -> Iterator[str]:
    with running_web(build_app(settings)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def client(url: str) -> Any:
    return example("filing_watcher").FilingWatcher(url, SECRET)


def test_the_client_walks_a_list_to_its_end(client: Any, ledger: Ledger) -> None:
    told = {tell(ledger, number).id for number in range(1, 8)}
    assert {alert["id"] for alert in client.pages("alerts", limit=3)} == told
    assert len(list(client.pages("alerts", limit=3, order="oldest"))) == 7


def test_the_client_hears_alerts_from_where_it_was(client: Any, ledger: Ledger) -> None:
    for number in range(1, 6):
        tell(ledger, number)
    first = list(islice(client.alerts(after=0), 2))
    rest = list(islice(client.alerts(after=first[-1]["seq"]), 3))
    assert [alert["seq"] for alert in first + rest] == [1, 2, 3, 4, 5]


def test_the_client_writes_and_says_what_was_refused(client: Any, dead: str, url: str) -> None:
    assert client.post(f"deliveries/{dead}/retry")["deliveries"] == [dead]
    nobody = example("filing_watcher").FilingWatcher(url)
    with pytest.raises(urllib.error.HTTPError) as refused:
        nobody.post(f"deliveries/{dead}/retry")
    assert refused.value.code == 401
    refused.value.close()


def test_a_repeated_write_is_one_write(
    client: Any, told: Alert, monkeypatch: pytest.MonkeyPatch, ledger: Ledger
) -> None:
    real, calls = client._json, []

    def lost(*given: Any) -> Any:
        calls.append(given)
        answer = real(*given)
        if len(calls) == 1:
            raise TimeoutError
        return answer

    monkeypatch.setattr(client, "_json", lost)
    client.post("resend", {"alert_id": told.id})
    assert calls[0] == calls[1]
    assert len(ledger.audits()) == 1


def test_an_address_without_its_scheme_is_refused_and_not_waited_for() -> None:
    with pytest.raises(ValueError, match="http://"):
        example("filing_watcher").FilingWatcher("127.0.0.1:8000")


def test_a_receiver_without_its_secret_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FILING_WATCHER_SECRET", raising=False)
    with pytest.raises(SystemExit, match="FILING_WATCHER_SECRET"):
        example("webhook_receiver").main()


def signed(name: str = "alert_1", at: float | None = None, body: bytes = BODY) -> dict[str, str]:
    when = datetime.fromtimestamp(time.time() if at is None else at, UTC)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(when.timestamp())),
        "webhook-signature": Webhook(KEY).sign(name, when, body.decode()),
    }


def test_a_genuine_message_is_known_by_its_signature() -> None:
    assert example("webhook_receiver").verify(KEY, signed(), BODY) == "alert_1"


def test_one_of_several_signatures_suffices_while_a_key_is_rotated() -> None:
    headers = signed()
    headers["webhook-signature"] = "v1,AAAA v2,BBBB " + headers["webhook-signature"]
    assert example("webhook_receiver").verify(KEY, headers, BODY) == "alert_1"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, BODY),
        (signed(), BODY + b" "),
        (signed() | {"webhook-id": "alert_2"}, BODY),
        (signed(at=time.time() - 3600), BODY),
        (signed(at=time.time() + 3600), BODY),
        (signed(at=time.time() - 3600) | {"webhook-timestamp": str(int(time.time()))}, BODY),
        (signed() | {"webhook-signature": ""}, BODY),
        (signed() | {"webhook-signature": "v1,ä"}, BODY),
        (signed() | {"webhook-timestamp": "soon"}, BODY),
    ],
)
def test_what_is_forged_old_or_broken_is_refused(headers: dict[str, str], body: bytes) -> None:
    receiver = example("webhook_receiver")
    with pytest.raises(receiver.Refused):
        receiver.verify(KEY, headers, body)


def test_the_receiver_takes_a_message_once_and_refuses_replays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver = example("webhook_receiver")
    ready, done = threading.Event(), threading.Event()
    where: list[int] = []

    def serve() -> None:
        receiver.Receiver.secret = KEY
        receiver.Receiver.seen = receiver.Seen(str(tmp_path / "seen.sqlite3"))
        with HTTPServer(("127.0.0.1", 0), receiver.Receiver) as server:
            where.append(server.server_address[1])
            server.timeout = 0.05
            ready.set()
            while not done.is_set():
                server.handle_request()
        receiver.Receiver.seen.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        assert ready.wait(30)

        def post(headers: dict[str, str]) -> int:
            url = f"http://127.0.0.1:{where[0]}/"
            return httpx2.post(url, content=BODY, headers=headers, trust_env=False).status_code

        fresh = signed()
        assert [post(fresh), post(fresh), post(signed())] == [204, 204, 204]
        assert post(signed(at=time.time() - 3600)) == 401
    finally:
        done.set()
        thread.join(timeout=30)
    assert capsys.readouterr().out.count("Ada Berg") == 1
