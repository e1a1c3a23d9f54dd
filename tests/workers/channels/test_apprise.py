from __future__ import annotations

import json
import sys
from importlib.util import find_spec

import pytest

from tests.support.http import Answer, HttpServer
from tests.support.needs import lacking
from tests.workers.channels.contract import Bench, ChannelContract, a_message
from watcher.model import Reason, Rejected, Retry
from workers.channels.apprise import INSTALL

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:apprise.*", "ignore:'imghdr'")

TOKEN = "tok_abcdefghijklmnop"


@pytest.fixture
def bench(http_server: HttpServer) -> Bench:
    if find_spec("apprise") is None:
        lacking("Apprise", "pip install 'filing-watcher[apprise]'")

    def refuse() -> None:
        http_server.answer = lambda _: Answer(500, TOKEN.encode())

    return Bench(
        module="workers.channels.apprise",
        options={"url": f"json://127.0.0.1:{http_server.port}/{TOKEN}"},
        received=lambda: [_text(request.body) for request in http_server.requests],
        failures={"500": (refuse, (Retry, Reason.SERVER_ERROR))},
        secrets=(TOKEN,),
    )


def _text(body: bytes) -> str:
    sent = json.loads(body)
    return f"{sent['title']}\n{sent['message']}"


class TestApprise(ChannelContract):
    def forbidden(self) -> tuple[str, ...]:
        """Sent as plain text; the service escapes for its own markup."""
        return ("\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\u200b", "\nBcc:")


def test_an_url_that_apprise_does_not_know_is_refused(bench: Bench) -> None:
    outcome = bench.send(a_message(), url=f"nosuch://{TOKEN}")
    assert outcome == Rejected(reason=Reason.CONFIG, detail="url is not one that Apprise knows")


def test_without_apprise_the_install_line_is_said(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert bench.send(a_message()) == Rejected(reason=Reason.CONFIG, detail=INSTALL)
