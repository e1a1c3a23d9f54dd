"""What every channel gets, held against golden files; ``python -m tests.support.messages`` renews."""

from __future__ import annotations

import pytest

from tests.support.messages import GOLDEN, STORIES, completion, correction, files, notice, placing
from workers.render.blockkit import BLOCKS, payload
from workers.render.message import SUBJECT_LIMIT

FILES = dict(files())


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_message_is_the_golden_one(name: str) -> None:
    assert FILES[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_golden_file_is_of_a_message_that_is_no_more() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_every_message_keeps_the_limits_of_its_channels(story: object) -> None:
    message = story()  # type: ignore[operator]
    assert len(message.subject) <= SUBJECT_LIMIT
    assert len(payload(message)["blocks"]) <= BLOCKS
    assert message.severity.value in message.subject.lower()
    assert message.severity.upper() in message.headline, "severity is a word"


def test_a_notice_says_the_sum_readably_and_exactly_in_three_clocks() -> None:
    text = notice().text
    assert "US$0.92m (US$924,000.00)" in text
    assert "From: Option 2026-03-26, Cashless; sold in the past 3 months: nothing reported" in text
    assert "09:00:12 UTC (2026-03-25 09:00 London, 2026-03-25 05:00 New York)" in text


def test_a_placing_says_what_counts() -> None:
    text = placing().text
    for words in (
        "placing of 338,000,000 shares at HK$8.29, HK$2.80bn",
        "HK$2.80bn (HK$2,802,020,000.00) gross, HK$2.76bn (HK$2,759,989,700.00) net",
        "8.06 % of existing, 7.46 % of enlarged shares",
        "9.30 % to close",
    ):
        assert words in text


def test_what_follows_says_what_was_and_what_is() -> None:
    assert "Changed: status announced → completed" in completion().text
    changed = "units 210,000 → 120,000; broker name Quay Brokers Limited → Pier Brokers Limited"
    assert changed in correction().text
    assert completion().case == placing().case is not None
