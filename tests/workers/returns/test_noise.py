from __future__ import annotations

from tests.support.returns import monthly_return
from workers.returns.monthly import read_monthly


def noise_of(text: str) -> dict[str, str]:
    ret = read_monthly(text, 0, len(text))
    assert ret is not None
    return {n.code: n.detail for n in ret.noise}


def test_a_clean_form_raises_no_doubt() -> None:
    assert noise_of(monthly_return()) == {}


def test_short_numbers_in_head_rows_are_stray_cells() -> None:
    text = monthly_return().replace(
        "Stock code (if listed)\t09911\tDescription",
        "Stock code (if listed)\t09911\t75\tDescription\t0. 7",
        1,
    )
    assert "'75'" in noise_of(text)["OCR_STRAY_CELL"]


def test_the_addressee_is_known_and_its_misprint_is_flagged() -> None:
    text = monthly_return().replace(
        "To : Hong Kong Exchanges and Clearing Limited",
        "To : Hong Kong Evehanges and Cleaning Limited",
    )
    assert "Evehanges" in noise_of(text)["OCR_GARBLED_TEXT"]


def test_a_cut_signature_before_the_form_is_flagged() -> None:
    text = "By: /s/ Winnie Tsang\nName: Win Title: Chi\n" + monthly_return()
    assert "Winnie Tsang" in noise_of(text)["SIGNATURE_GARBLED"]


def test_a_line_that_repeats_the_end_of_the_line_above_is_flagged() -> None:
    line = "please refer to Exhibit 99.1 to this current report on Form 6-K."
    text = f"We submitted a return. For details, {line}\n{line}\n{monthly_return()}"
    assert "DUPLICATE_LINE" in noise_of(text)
