from __future__ import annotations

from workers.issuance.folded import fold


def test_blanks_between_chinese_characters_and_figures_are_taken_out() -> None:
    text = "以 每 股 供 股 股 份2.86港 元 的 認 購 價"
    assert fold(text, 0, len(text)).text == "以每股供股股份2.86港元的認購價"


def test_a_match_leads_back_to_the_printed_words() -> None:
    text = "xx 發 行 最 多 38,764,210股 供 股 股 份（假設"
    folded = fold(text, 3, len(text))
    at = folded.text.index("38,764,210股供股股份")
    start, end = folded.span(at, at + len("38,764,210股供股股份"))
    assert text[start:end] == "38,764,210股 供 股 股 份"


def test_english_keeps_its_blanks_and_loses_curly_quotes() -> None:
    text = "the “Placing” of\u00a0shares"
    assert fold(text, 0, len(text)).text == 'the "Placing" of shares'


def test_full_width_digits_become_plain() -> None:
    assert fold("１２％", 0, 3).text == "12%"
