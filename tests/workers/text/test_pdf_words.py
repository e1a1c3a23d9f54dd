"""Words that a typesetter broke at the margin or set without a blank between them."""

from __future__ import annotations

import pytest

from workers.text.pdf.words import BROKEN, parted, whole


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Ms. Ada Kwok hasbeen appointed asan executive", "Ms. Ada Kwok has been appointed as an executive"),
        ("Mr. Lauand Ms. Moor hasresigned", "Mr. Lau and Ms. Moor has resigned"),
        ("witheffect from31 May 2024", "with effect from 31 May 2024"),
        ("tenderedhis resignationas amember ofthe Board", "tendered his resignation as a member of the Board"),
        ("theBoard announces that hisappointment", "the Board announces that his appointment"),
        ("effectivefrom 3 June 2024", "effective from 3 June 2024"),
    ],
)  # fmt: skip
def test_words_set_as_one_are_parted(printed: str, meant: str) -> None:
    assert parted(printed) == meant


@pytest.mark.parametrize(
    "plain",
    [
        "He was disappointed; the deceased had been re-elected therein.",
        "The lathe and the withe lie by the membership office of Roland and Mr. Moor.",
        "Bathe, scathe, effectively, directorship, officers, toward",
    ],
)
def test_english_words_stay_whole(plain: str) -> None:
    assert parted(plain) == plain


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (f"an inde{BROKEN}pendent non{BROKEN}executive direc{BROKEN}tor", "an independent non-executive director"),
        (f"the re{BROKEN}election of Mr. Au Wai{BROKEN}Kit", "the re-election of Mr. Au Wai-Kit"),
        (f"a wholly{BROKEN}owned subsidiary", "a wholly-owned subsidiary"),
        ("nothing broken", "nothing broken"),
    ],
)  # fmt: skip
def test_a_word_broken_at_the_margin_is_closed_and_a_compound_keeps_its_hyphen(
    printed: str, meant: str
) -> None:
    assert whole(printed) == meant
