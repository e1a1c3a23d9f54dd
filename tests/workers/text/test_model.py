from __future__ import annotations

import pytest

from tests.support.reading import a_text
from workers.canonical import assemble
from workers.text.model import FilingText, RawBlock, ReadDocument


@pytest.fixture
def two_parts() -> FilingText:
    first = ReadDocument(label="main", blocks=(RawBlock(kind="paragraph", text="cover words"),))
    second = ReadDocument(
        label="99.1",
        type="EX-99.1",
        blocks=(RawBlock(kind="heading", text="TITLE", page=3), RawBlock(kind="row", text="a\tb")),
    )
    return assemble([first, second], {})


def test_evidence_names_its_part_and_page(two_parts: FilingText) -> None:
    found = two_parts.find("TITLE")
    assert found is not None
    assert (found.document, found.page, found.quote) == ("99.1", 3, "TITLE")
    assert two_parts.text[found.start : found.end] == "TITLE"


def test_a_quote_is_looked_for_within_its_range(two_parts: FilingText) -> None:
    assert two_parts.find("cover", 5) is None
    assert two_parts.find("words", 0, 8) is None
    assert two_parts.find("") is None


def test_an_offset_leads_to_its_part_and_block(two_parts: FilingText) -> None:
    at = two_parts.text.index("a\tb")
    assert two_parts.part_at(at).label == "99.1"
    assert two_parts.part_at(0).label == "main"
    block = two_parts.block_at(at + 1)
    assert block is not None
    assert block.kind == "row"


def test_between_two_documents_there_is_no_block(two_parts: FilingText) -> None:
    assert two_parts.block_at(two_parts.parts[0].end + 2) is None


def test_a_text_without_blocks_has_a_part_and_needs_a_person() -> None:
    empty = a_text()
    assert [part.label for part in empty.parts] == ["main"]
    assert empty.block_at(0) is None
    assert empty.needs_review is not None
