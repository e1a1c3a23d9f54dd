from __future__ import annotations

import pytest

from watcher.errors import ForbiddenMarkup, TooLarge, Unreadable
from workers.text import xml

NOTICE = b"""

<?xml version="1.0" encoding="UTF-8"?>
<ns2:edgarSubmission xmlns:ns2="http://example.test/ns2">
  <ns2:headerData><ns2:submissionType>144</ns2:submissionType></ns2:headerData>
  <ns2:formData>
    <ns2:securitiesInformation><ns2:noOfUnitsSold>100</ns2:noOfUnitsSold></ns2:securitiesInformation>
    <ns2:securitiesInformation><ns2:noOfUnitsSold>250</ns2:noOfUnitsSold></ns2:securitiesInformation>
    <ns2:remarks></ns2:remarks>
  </ns2:formData>
</ns2:edgarSubmission>"""

OWNERSHIP = b"""<?xml version="1.0"?><ownershipDocument><documentType>4</documentType>
<nonDerivativeTable><nonDerivativeTransaction><transactionAmounts>
<transactionShares><value>5,000</value><footnoteId id="F1"/></transactionShares>
</transactionAmounts></nonDerivativeTransaction></nonDerivativeTable>
<footnotes><footnote id="F1">Weighted &amp; averaged.</footnote></footnotes></ownershipDocument>"""


def test_leading_blank_lines_and_prefixes_do_not_matter() -> None:
    assert xml.is_form(NOTICE)
    read = xml.read(NOTICE)
    assert [leaf.name for leaf in read.leaves if leaf.value] == [
        "submissionType",
        "noOfUnitsSold",
        "noOfUnitsSold",
    ]


def test_repeated_elements_are_told_apart_by_their_number() -> None:
    leaves = xml.read(NOTICE).leaves
    (form,) = leaves.children(0)["formData"]
    rows = leaves.children(form)["securitiesInformation"]
    assert [leaves.below(row)["noOfUnitsSold"].text for row in rows] == ["100", "250"]


def test_a_wrapped_value_is_that_of_its_element_and_keeps_its_source_line() -> None:
    body = OWNERSHIP.replace(b"<value>", b"\n<value>")
    leaves = xml.read(body).leaves
    at = leaves.names.index("transactionShares")
    assert (leaves.values[at], leaves.line(at)) == ("5,000", 4)
    assert leaves.notes == [(at + 1, "transactionShares", "F1")]


def test_of_several_values_of_a_name_the_first_that_is_printed_counts() -> None:
    body = b"<edgarSubmission><b> </b><a><b>1</b></a><b>2</b></edgarSubmission>"
    assert xml.read(body).leaves.said == {"b": "1"}


@pytest.mark.parametrize("body", [NOTICE, OWNERSHIP])
def test_every_leaf_stands_where_it_says(body: bytes) -> None:
    read = xml.read(body)
    (block,) = read.blocks
    printed = [leaf for leaf in read.leaves if leaf.value]
    assert [block.text[leaf.start : leaf.end] for leaf in printed] == [x.value for x in printed]


def test_a_value_goes_by_the_name_of_its_element_and_a_footnote_by_its_mark() -> None:
    rows = xml.read(OWNERSHIP).blocks[0].text.split("\n")
    assert "transactionShares\t5,000" in rows
    assert "footnote F1\tWeighted & averaged." in rows


def test_source_lines_count_the_blank_lines_in_front() -> None:
    first = next(leaf for leaf in xml.read(NOTICE).leaves if leaf.value)
    assert first.line == 5


@pytest.mark.parametrize(
    "bomb",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><edgarSubmission>&x;</edgarSubmission>',
        b'<!DOCTYPE edgarSubmission SYSTEM "file:///etc/passwd"><edgarSubmission/>',
    ],
)
def test_a_doctype_is_refused(bomb: bytes) -> None:
    assert xml.is_form(bomb)
    with pytest.raises(ForbiddenMarkup, match="DOCTYPE"):
        xml.read(bomb)


def test_broken_xml_is_unreadable_and_says_so() -> None:
    with pytest.raises(Unreadable, match="broken"):
        xml.read(b"<edgarSubmission><formData>")


@pytest.mark.parametrize(
    "body",
    [
        b"<edgarSubmission><formData><a>1</a></formData></edgarSubmission",
        b"<edgarSubmission><formData><a>1</a\n </formData></edgarSubmission>",
    ],
)
def test_an_end_tag_without_its_bracket_is_closed_and_flagged(body: bytes) -> None:
    read = xml.read(body)
    assert [leaf.value for leaf in read.leaves if leaf.value] == ["1"]
    assert [code for code, _ in read.flags] == ["XML_REPAIRED"]


def test_depth_is_limited() -> None:
    deep = b"<a>" * 60 + b"</a>" * 60
    with pytest.raises(TooLarge, match="levels"):
        xml.read(b"<edgarSubmission>" + deep + b"</edgarSubmission>")


@pytest.mark.parametrize("body", [b"<html><body/></html>", b"plain", b"", b"<rss/>"])
def test_other_bodies_are_no_form(body: bytes) -> None:
    assert not xml.is_form(body)
