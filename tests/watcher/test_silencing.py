"""What a silence may be."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.support.records import NOW
from watcher.errors import ConfigError
from watcher.silencing import LONGEST, Known, Muted, check, silence_of

KNOWN = Known(types={"results", "board_change"}, subscriptions={"desk"}, issuers={"name:kc"})


@pytest.mark.parametrize(
    ("muted", "said"),
    [
        (Muted(), "say what to mute"),
        (Muted(subscription="desk"), "say what to mute"),
        (Muted(person="--"), "holds no name"),
        (Muted(issuer=" "), "the issuer is empty"),
        (Muted(issuer="KCC"), "no issuer has the key or ticker 'KCC'"),
        (Muted(type="result"), "no event type 'result'; did you mean results?"),
        (Muted(type="bord_*"), "no event type 'bord_*'"),
        (Muted(type="results", subscription="dusk"), "no subscription 'dusk'"),
    ],
)
def test_what_could_never_mute_anything_is_refused(muted: Muted, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check(muted, KNOWN)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "type_", ["results", "results.*", "board_*", "*", "*_change.*resignation", "committee_change"]
)
def test_a_type_is_a_name_or_a_pattern_of_one(type_: str) -> None:
    check(Muted(type=type_, subscription="desk"), KNOWN)


@pytest.mark.parametrize("issuer", ["KC", "03896", "0001795589", "hkex:3896", "001-39278"])
def test_an_issuer_is_one_that_is_watched_or_any_number(issuer: str) -> None:
    check(Muted(issuer=issuer), KNOWN)


def test_the_same_silence_has_the_same_id_and_another_has_another() -> None:
    def name(muted: Muted, hours: int = 1, reason: str = "") -> str:
        return silence_of(muted, until=NOW + timedelta(hours=hours), now=NOW, reason=reason).id

    assert name(Muted(person="Ada Berg")) == name(Muted(person="Ada Berg"), 2, "away")
    assert name(Muted(person="Ada Berg")) != name(Muted(issuer="Ada Berg"))


@pytest.mark.parametrize("end", [NOW, NOW - timedelta(days=1), NOW + LONGEST + timedelta(days=1)])
def test_an_end_is_to_come_and_within_ten_years(end: datetime) -> None:
    with pytest.raises(ConfigError, match="in the past, or more than ten years away"):
        silence_of(Muted(issuer="KC"), until=end, now=NOW, reason="")


def test_an_end_is_kept_in_utc() -> None:
    there = (NOW + timedelta(hours=1)).astimezone(timezone(timedelta(hours=8)))
    kept = silence_of(Muted(issuer="KC"), until=there, now=NOW, reason="").until
    assert (kept, kept.utcoffset()) == (there, timedelta(0))
