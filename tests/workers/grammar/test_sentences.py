from __future__ import annotations

from workers.grammar.sentences import LONGEST, sentence_around


def sentence(text: str, word: str) -> str:
    at = text.index(word)
    start, end = sentence_around(text, at, at + len(word))
    return text[start:end]


def test_the_sentence_around_a_word_is_cut_out_whole() -> None:
    text = "It rained. The Company, led by Mr. Li and A. B. Chan of X Co. Ltd. here, paid no dividend. All left."
    assert sentence(text, "dividend").startswith("The Company")
    assert sentence(text, "dividend").endswith("paid no dividend.")


def test_chinese_sentences_end_with_their_own_stop() -> None:
    assert (
        sentence("本公司並無訴訟。董事會不建議派付股息。致謝。", "股息") == "董事會不建議派付股息。"
    )


def test_an_endless_paragraph_gives_no_more_than_the_limit() -> None:
    text = "word " * 1000 + "cue" + " word" * 1000
    assert "cue" in sentence(text, "cue")
    assert len(sentence(text, "cue")) <= LONGEST + 10
