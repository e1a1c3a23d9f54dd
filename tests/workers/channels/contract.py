"""What every channel promises. Each channel's test file inherits ``ChannelContract`` and
gives a ``bench``: the channel, opened against a real receiver on loopback.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest

from tests.support.telling import NOW, a_filing, an_alert, an_event, an_issuer
from watcher.errors import ConfigError
from watcher.model import Evidence, Outcome, QualityFlag, Reason, Rejected, Retry, Sent
from watcher.net.post import GuardedPost
from watcher.settings import Net
from watcher.subscriptions import ChannelBlock
from workers.channels import Message, OpenChannel, Tools, open_channel
from workers.render.message import render

HOSTILE = (
    "Results</td><script>alert(1)</script> & <!channel> <@U1> <https://evil.example|ok> "
    "\r\nBcc: victim@example.com\r\n\r\n.\r\n\x1b[31mred\x1b[0m \u202eevil\u2066 \x00\x9b\u200b"
)
"""A title that attacks HTML, Slack, mail headers, SMTP, terminals and readers' eyes."""

FORBIDDEN = ("\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\u200b", "\nBcc:", "<script", "<!channel")

POST = GuardedPost(Net(allow_private=True))

Expected = tuple[type[Outcome], Reason]


@dataclass(kw_only=True)
class Bench:
    """An opened channel and its receiver.

    ``received`` is the text of everything that arrived; ``failures`` make the receiver
    fail in a named way, repeating the channel's secrets where it can.
    """

    options: Mapping[str, object]
    module: str
    received: Callable[[], list[str]]
    failures: Mapping[str, tuple[Callable[[], None], Expected]]
    secrets: tuple[str, ...] = ()
    to: str | None = None

    def open(self, **options: object) -> OpenChannel:
        to = (self.to,) if self.to else ()
        return open_channel(
            ChannelBlock(
                name="desk", module=self.module, to=to, options={**self.options, **options}
            )
        )

    def send(self, message: Message, **options: object) -> Outcome:
        return self.open(**options).send(message, Tools(post=POST, now=NOW, to=self.to))


def a_message(title: str = "Report of foreign issuer", **changes: Any) -> Message:
    """A rendered alert; a hostile title stands in every place where strangers write."""
    event = an_event()
    event = replace(event, fields={**event.fields, "reason": title})
    if title == HOSTILE:
        quote = Evidence(document="main", start=0, end=len(title), quote=title)
        event = replace(event, headline=title, evidence=(quote,))
    alert = an_alert(event, headline=f"North Harbour (NHC / 9871) - {event.headline}", **changes)
    flags = [QualityFlag(code="ISSUER_NAME_MISMATCH", detail=title)]
    return render(
        alert,
        a_filing(title=title),
        an_issuer(),
        [event],
        flags=flags,
        public_url="https://watch.example.com",
    )


class ChannelContract:
    """The promises. A channel without a receiver that can fail leaves ``failures`` small."""

    def test_a_message_arrives_once_and_is_sent(self, bench: Bench) -> None:
        assert isinstance(bench.send(a_message()), Sent)
        arrived = bench.received()
        assert len(arrived) == 1
        assert "chairman Ada Moor resigns" in arrived[0]
        assert "high" in arrived[0].lower(), "severity is a word"

    def test_hostile_text_arrives_tame(self, bench: Bench) -> None:
        assert isinstance(bench.send(a_message(HOSTILE)), Sent)
        (arrived,) = bench.received()
        assert [bad for bad in self.forbidden() if bad in arrived] == []

    def test_every_failure_has_its_outcome_and_is_tried_once(self, bench: Bench) -> None:
        assert bench.failures, "a channel that cannot fail is not tested"
        found: dict[str, Expected] = {}
        for name, (fail, _) in bench.failures.items():
            before = len(bench.received())
            fail()
            outcome = bench.send(a_message())
            assert isinstance(outcome, Retry | Rejected), name
            found[name] = (type(outcome), outcome.reason)
            assert len(bench.received()) - before <= 1, f"{name}: a channel never retries"
        assert found == {name: expected for name, (_, expected) in bench.failures.items()}

    def test_no_secret_leaves_in_outcomes_or_in_print(self, bench: Bench) -> None:
        opened = bench.open()
        said = [repr(opened), str(opened), repr(opened.config), str(opened.config)]
        for fail, _ in bench.failures.values():
            fail()
            said.append(repr(bench.send(a_message())))
        assert [s for s in bench.secrets for text in said if s in text] == []

    def test_a_wrong_option_is_named_without_its_value(self, bench: Bench) -> None:
        with pytest.raises(ConfigError, match=r"channels\.desk\.nonsense") as caught:
            bench.open(nonsense="do not print me")
        assert "do not print me" not in str(caught.value)
        assert [s for s in bench.secrets if s in str(caught.value)] == []

    def forbidden(self) -> tuple[str, ...]:
        """What must not arrive; a channel that escapes by a format of its own says so."""
        return FORBIDDEN


def http_failures(
    answer: Callable[[int], None], expected: Mapping[int, Expected]
) -> dict[str, tuple[Callable[[], None], Expected]]:
    """One failure for each status."""
    return {str(status): (partial(answer, status), outcome) for status, outcome in expected.items()}
