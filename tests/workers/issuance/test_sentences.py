from __future__ import annotations

import pytest

from workers.issuance.sentences import sentences


def split(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Inc. (the Company) sold 5 shares to Mr. Ho of Beta Ltd. No. 5 closed.",
        "The price of $3.10 per share was agreed.",
    ],
)
def test_abbreviations_and_decimals_do_not_end_a_sentence(text: str) -> None:
    assert len(split(text)) == 1


def test_sentences_end_at_full_stops_of_both_scripts() -> None:
    assert split("It issued shares. The offering closed.") == [
        "It issued shares.",
        "The offering closed.",
    ]
    assert split("發行股份。配售已完成。") == ["發行股份。", "配售已完成。"]
