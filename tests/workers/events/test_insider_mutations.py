from __future__ import annotations

from decimal import Decimal, InvalidOperation

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.form4 import Form4, Traded, xml_4
from tests.support.form144 import Form144, Past, Sale, submission, xml_144
from tests.support.form144_page import html_144, text_144
from tests.support.insiders import flags, found
from watcher.errors import BadInput
from watcher.model import Findings

NOTICE = Form144(
    past=(Past(),), plans=("02/01/2024",), remarks="Changed from 1,000 to 2,000 units."
)
REPORT = Form4(rows=(Traded(), Traded(code="M", mark="A"), Traded(code="F")))
DOCUMENTS = (
    xml_144(NOTICE),
    submission(xml_144(NOTICE)),
    text_144(NOTICE),
    html_144(NOTICE),
    xml_4(REPORT),
)
DOUBTS = {
    "NUMBER_FORMAT",
    "NUMBER_MISSING",
    "NUMBER_UNREADABLE",
    "PERCENT_IMPLAUSIBLE",
    "PRICE_OUTLIER",
    "ACQUISITIONS_SHORT",
    "ROW_UNREADABLE",
    "COLUMNS_LOST",
}


def read(body: str) -> Findings | None:
    try:
        return found(body)
    except BadInput:
        return None


def as_printed(text: str) -> Decimal | None:
    try:
        return Decimal(text.translate({ord(c): None for c in "$, "}))
    except InvalidOperation:
        return None


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(DOCUMENTS), st.floats(0, 1), st.floats(0, 1))
def test_a_form_with_a_hole_is_read_or_refused_and_never_fails(
    body: str, at: float, size: float
) -> None:
    start = int(at * len(body))
    result = read(body[:start] + body[start + int(size * 200) :])
    assert result is None or result.events or result.suppressed


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sampled_from((text_144, html_144, xml_144)),
    st.text(alphabet="0123456789.,-$ ", min_size=1, max_size=12),
)
def test_a_strange_count_is_read_as_printed_flagged_or_left_open(
    render: object, units: str
) -> None:
    assert callable(render)
    result = read(render(NOTICE.but(sales=(Sale(units=units),))))
    assert result is not None
    for event in result.events:
        printed = event.fields["units"]
        plain = units.strip().isdigit()
        assert printed in {None, as_printed(units)}
        assert plain or flags(result) & DOUBTS
