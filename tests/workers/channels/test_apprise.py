from __future__ import annotations

import json
import sys
from importlib.util import find_spec

import pytest

from tests.support.http import Answer, HttpServer
from tests.support.needs import lacking
from tests.support.sockets import mute
from tests.workers.channels.contract import Bench, ChannelContract, a_message, http_failures
from watcher.model import Reason, Rejected, Retry
from workers.channels.apprise import INSTALL

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:apprise.*", "ignore:'imghdr'")

TOKEN = "tok_abcdefghijklmnop"


@pytest.fixture
def bench(http_server: HttpServer) -> Bench:
    if find_spec("apprise") is None:
        lacking("Apprise", "pip install '.[apprise]'")

    def refuse(status: int) -> None:
        http_server.answer = lambda _: Answer(status, TOKEN.encode(), {"retry-after": "5"})

    def hang_up() -> None:
        http_server.answer = lambda _: Answer(drop=True)

    return Bench(
        module="workers.channels.apprise",
        options={"url": f"json://127.0.0.1:{http_server.port}/{TOKEN}"},
        received=lambda: [_text(request.body) for request in http_server.requests],
        failures={
            **http_failures(
                refuse, dict.fromkeys((400, 404, 410, 429, 500, 503), (Retry, Reason.SERVER_ERROR))
            ),
            "hangs up": (hang_up, (Retry, Reason.SERVER_ERROR)),
        },
        secrets=(TOKEN,),
    )


def _text(body: bytes) -> str:
    sent = json.loads(body)
    return f"{sent['title']}\n{sent['message']}"


class TestApprise(ChannelContract):
    def forbidden(self) -> tuple[str, ...]:
        """Sent as plain text; the service escapes for its own markup."""
        return ("\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\u200b", "\nBcc:")


def test_a_service_that_says_nothing_is_tried_again(bench: Bench) -> None:
    with mute() as port:
        url = f"json://127.0.0.1:{port}/{TOKEN}?cto=1&rto=0.5"
        silent = bench.send(a_message(), url=url)
    assert isinstance(silent, Retry)
    assert silent.reason is Reason.SERVER_ERROR
    assert TOKEN not in silent.detail


def test_an_url_that_apprise_does_not_know_is_refused(bench: Bench) -> None:
    outcome = bench.send(a_message(), url=f"nosuch://{TOKEN}")
    assert outcome == Rejected(reason=Reason.CONFIG, detail="url is not one that Apprise knows")


def test_without_apprise_the_install_line_is_said(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert bench.send(a_message()) == Rejected(reason=Reason.CONFIG, detail=INSTALL)
