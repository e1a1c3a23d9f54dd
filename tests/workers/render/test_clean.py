from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.render.clean import clean, cut


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("two\r\nlines\tand more", "two lines and more"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("\u202eevil\u2066 name\u200b", "evil name"),
        ("non\u00a0breaking \u2028 lines", "non breaking lines"),
        ("金山雲控股有限公司 – résumé 😀", "金山雲控股有限公司 – résumé 😀"),
        ("lone \ud83d half", "lone half"),
        ("\x00\x07", ""),
    ],
)
def test_what_is_invisible_or_commands_goes_and_words_stay(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(st.text(st.characters(), max_size=300))
def test_cleaned_text_is_one_printable_line_and_stays_so(text: str) -> None:
    done = clean(text)
    assert clean(done) == done
    assert {unicodedata.category(c)[0] for c in done if c != " "} & {"C", "Z"} == set()
    done.encode("utf-8")


@given(st.text(max_size=200), st.integers(1, 150))
def test_a_cut_is_never_longer_than_allowed(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit


def test_a_cut_ends_at_a_word_where_one_ends_nearby() -> None:
    assert cut("one two three four five", 20) == "one two three four…"
    assert cut("abcdefghijklmnopqrstuvwxyz", 10) == "abcdefghi…"
    assert cut("short", 5) == "short"
