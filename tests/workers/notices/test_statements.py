from __future__ import annotations

import re

from tests.support.reading import a_reading
from workers.events import Told
from workers.notices.statements import clause, noticed, saying, statements

TITLE = re.compile("AUDITOR")


def test_suppositions_and_headings_are_no_statements() -> None:
    reading = a_reading(
        "Item 4.01 Auditor",
        "If the auditor resigns, we will tell. The auditor resigned.",
        told=Told(form="8-K"),
    )
    (passage,) = noticed(reading, TITLE, numbers=["4.01"])
    assert [s.text for s in statements(passage)] == ["The auditor resigned."]


def test_news_stands_before_what_is_retold() -> None:
    reading = a_reading(
        "Item 4.01 Auditor",
        "As previously disclosed, the auditor resigned in May. The auditor resigned today.",
        told=Told(form="8-K"),
    )
    (passage,) = noticed(reading, TITLE, numbers=["4.01"])
    assert [s.is_retold for s in saying(passage, re.compile("resigned"))] == [False, True]


def test_a_sentence_stands_where_it_says() -> None:
    reading = a_reading(
        "Item 4.01 Auditor", "First sentence here. The auditor resigned.", told=Told(form="8-K")
    )
    (passage,) = noticed(reading, TITLE, numbers=["4.01"])
    evidence = saying(passage, re.compile("resigned"))[0].evidence(reading)
    assert reading.text.text[evidence.start : evidence.end] == "The auditor resigned."


def test_old_item_numbers_count_on_form_8_k_only() -> None:
    assert noticed(
        a_reading("Item 4. Auditor", "It resigned.", told=Told(form="8-K")), TITLE, numbers=["4"]
    )
    assert (
        noticed(
            a_reading("Item 4. Controls", "It resigned.", told=Told(form="10-Q")),
            TITLE,
            numbers=["4"],
        )
        == []
    )


def test_a_headline_code_opens_a_filing_without_a_title() -> None:
    reading = a_reading("Dear holders", "It resigned.", told=Told(headline_codes=("12150",)))
    (passage,) = noticed(reading, TITLE, codes=["12150"])
    assert passage.text.startswith("Dear holders")
    assert noticed(reading, TITLE, codes=["99999"]) == []


def test_a_clause_ends_with_its_sentence() -> None:
    assert clause("It left due to fees. More follows.", re.compile("due to ")) == "fees"
    assert clause("It left.", re.compile("due to ")) is None
