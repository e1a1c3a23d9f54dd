from __future__ import annotations

from workers.grammar.wrap import is_capitals, is_wrapped, paragraphs

LETTER = """On September 13, certain subsidiaries of the Company sold the assets of
their imaging business, including equipment and leasehold interests, to a
buyer for an aggregate price of approximately twenty-seven million dollars.

(a) The first exhibit is attached to this report and incorporated herein
by reference in its entirety.
                          ASSETS
Cash and equivalents        $ 14,709      $27,500      $ 42,209
""".splitlines()


def test_lines_of_a_typewriter_width_are_wrapped() -> None:
    assert is_wrapped(LETTER)


def test_one_paragraph_a_line_is_not_wrapped() -> None:
    assert not is_wrapped(["word " * 60] * 5 + ["short line of a heading that is not wrapped"] * 4)


def test_wrapped_lines_are_joined_and_rows_keep_their_cells() -> None:
    assert list(paragraphs(LETTER)) == [
        (" ".join(LETTER[0:3]), False),
        (" ".join(LETTER[4:6]), False),
        ("ASSETS", False),
        ("Cash and equivalents\t$ 14,709\t$27,500\t$ 42,209", True),
    ]


def test_dates_broken_by_a_line_end_come_together() -> None:
    assert list(paragraphs(["effective April 30,", "2008."])) == [
        ("effective April 30, 2008.", False)
    ]


def test_capitals_are_latin_capitals() -> None:
    assert is_capitals("APPOINTMENT OF DIRECTOR")
    assert not is_capitals("Appointment of Director")
    assert not is_capitals("潛在投資者務請注意H股及H股股份價格H")
