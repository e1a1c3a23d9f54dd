"""Charts, evidence, figures and histories: pure functions over values."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from tests.support.records import NOW, a_filing, an_event
from watcher.ledger.pages import TimedEvent
from watcher.ledger.rows import CanonicalText
from watcher.web.charts import Bar, Span, bars, compact, histogram, journey, lasted, spans, steps
from watcher.web.evidence import AROUND, MOST_SHOWN, Mark, number_of, show
from watcher.web.figures import flat, side_by_side, written
from watcher.web.histories import day_of, people, share_counts, trades
from watcher.web.pages.sources import buckets
from watcher.web.views import weblink

DAY = date(2026, 3, 25)
HOSTILE = '"><script>alert(1)</script>'
CHARTS = {
    "histogram": histogram(HOSTILE, [(HOSTILE, 3), ("b", 0)]),
    "steps": steps(HOSTILE, [(DAY, Decimal(5)), (DAY + timedelta(days=3), Decimal(9))]),
    "bars": bars(HOSTILE, [Bar(on=DAY, value=Decimal(-5), label=HOSTILE, planned=True)]),
    "spans": spans(HOSTILE, [Span(name=HOSTILE, start=DAY, end=None, label=HOSTILE)], DAY),
    "journey": journey(HOSTILE, [(HOSTILE, HOSTILE, None), ("Seen", "09:30", 1.5)]),
}


def told(**changes: Any) -> TimedEvent:
    return TimedEvent(event=an_event(1, **changes), filing=a_filing())


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_one_whole_picture_with_a_title_and_no_foreign_markup(name: str) -> None:
    tree = etree.fromstring(str(CHARTS[name]))
    assert tree.get("role") == "img"
    assert tree.get("aria-label") == HOSTILE
    assert tree[0].text == HOSTILE
    assert {el.tag for el in tree.iter()} <= {
        "svg",
        "title",
        "rect",
        "text",
        "line",
        "circle",
        "path",
    }
    assert not [el for el in tree.iter() if el.get("style")]


def test_nothing_to_draw_is_nothing() -> None:
    assert [
        str(c)
        for c in (histogram("t", [("a", 0)]), steps("t", []), bars("t", []), journey("t", []))
    ] == [""] * 4
    assert str(spans("t", [], DAY)) == ""


def test_what_was_sold_hangs_below_the_line_and_what_was_bought_stands_above() -> None:
    drawn = bars(
        "t",
        [Bar(on=DAY, value=Decimal(7), label="in"), Bar(on=DAY, value=Decimal(-7), label="out")],
    )
    tops = {
        rect[0].text: float(rect.get("y", 0)) for rect in etree.fromstring(str(drawn)).iter("rect")
    }
    assert tops["in"] < tops["out"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (1.25, "1.2 s"), (45, "45 s"), (200, "3 min"), (7500, "2 h 5 min"), (7200, "2 h"),
     (345_600, "4 d"), (-3, "-3.0 s")],
)  # fmt: skip
def test_spans_of_time_are_told_in_the_unit_that_fits(seconds: float, words: str) -> None:
    assert lasted(seconds) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("3805284801", "3.81bn"),
        ("210369", "210.37k"),
        ("-2400000", "-2.4m"),
        ("12.50", "12.5"),
        ("0", "0"),
    ],
)
def test_large_figures_are_short_on_an_axis(value: str, words: str) -> None:
    assert compact(Decimal(value)) == words


def test_every_lag_is_in_one_bucket() -> None:
    counted = dict(buckets([0.2, 1.0, 59.9, 60, 4000]))
    assert (
        counted["< 1 s"]
        == counted["< 2 s"]
        == counted["< 1 min"]
        == counted["< 5 min"]
        == counted["≥ 1 h"]
        == 1
    )
    assert sum(counted.values()) == 5


def note(*parts: tuple[str, str, int, int]) -> CanonicalText:
    return CanonicalText(number=1, sha256="0" * 64, size=1, parts=parts)


def words_of(
    text: str, marks: list[Mark], *parts: tuple[str, str, int, int]
) -> list[list[tuple[str, bool]]]:
    return [[(p.words, p.marked) for p in part.pieces] for part in show(note(*parts), text, marks)]


def test_a_quote_is_marked_where_it_stands() -> None:
    assert words_of("She leaves today.", [Mark(start=4, end=10, anchors=("e1-1",))]) == [
        [("She ", False), ("leaves", True), (" today.", False)]
    ]


def test_the_pieces_of_all_documents_are_the_text() -> None:
    text = "main text|exhibit text"
    marks = [Mark(start=5, end=14, anchors=("a",))]  # over the edge of two documents
    shown = words_of(text, marks, ("main", "", 0, 9), ("99.1", "Release", 9, 22))
    assert "".join(words for part in shown for words, _ in part) == text
    assert [piece for piece in shown[0] if piece[1]] == [("text", True)]


def test_quotes_that_overlap_become_one_mark_with_both_anchors() -> None:
    marks = [
        Mark(start=2, end=6, anchors=("a",)),
        Mark(start=4, end=8, anchors=("b",)),
        Mark(start=2, end=6, anchors=("c",)),
    ]
    (part,) = show(note(), "0123456789", marks)
    (marked,) = [p for p in part.pieces if p.marked]
    assert (marked.words, set(marked.anchors)) == ("234567", {"a", "b", "c"})


@pytest.mark.parametrize("mark", [(5, 3), (-1, 4), (8, 99), (4, 4)])
def test_a_mark_that_does_not_fit_the_text_marks_nothing(mark: tuple[int, int]) -> None:
    assert words_of("0123456789", [Mark(start=mark[0], end=mark[1], anchors=("x",))]) == [
        [("0123456789", False)]
    ]


def test_a_long_text_is_shown_around_its_evidence_and_says_what_is_left_out() -> None:
    text = "x" * MOST_SHOWN + "EVIDENCE" + "y" * MOST_SHOWN
    (part,) = show(note(), text, [Mark(start=MOST_SHOWN, end=MOST_SHOWN + 8, anchors=("e",))])
    assert [p.words for p in part.pieces if p.marked] == ["EVIDENCE"]
    assert sum(len(p.words) + p.left_out for p in part.pieces) == len(text)
    assert sum(len(p.words) for p in part.pieces) == 3 * AROUND + 8


@pytest.mark.parametrize(
    ("label", "number"), [("main", 1), ("99.2", 1), ("file 2: main", 2), ("file x: y", 1)]
)
def test_a_label_tells_which_file_it_is_of(label: str, number: int) -> None:
    assert number_of(label) == number


def test_figures_are_written_for_people() -> None:
    values: list[Any] = [1234567, Decimal("2.50"), DAY, True, "up_to", None, "x" * 500, "Ada Berg"]
    assert [written(v) for v in values[:6]] == [
        "1,234,567",
        "2.50",
        "2026-03-25",
        "yes",
        "up to",
        "",
    ]
    assert len(written(values[6])) == 160
    assert written(values[7]) == "Ada Berg"


def test_fields_are_flat_without_what_only_programs_need() -> None:
    fields: dict[str, Any] = {
        "person": {"name": "Ada", "person_key": "ada"},
        "units": 3,
        "none": None,
        "rows": [{"a": 1}],
        "days": ["a", "b"],
    }
    assert dict(flat(fields)) == {"person.name": "Ada", "units": 3, "days": "a, b"}


def test_a_stage_is_marked_where_it_states_another_figure_than_the_last_one_stated() -> None:
    stages = [
        told(fields={"units": 5, "price": 2}),
        told(fields={"price": 2}),
        told(fields={"units": 6, "price": 2}),
    ]
    units, price = sorted(side_by_side(stages), key=lambda line: line.name, reverse=True)
    assert (units.cells, units.changed) == (("5", "", "6"), (False, False, True))
    assert price.changed == (False, False, False)


def test_trades_are_signed_by_their_direction_and_plans_say_so() -> None:
    rows = [
        told(type="insider_sale", status="proposed", fields={"aggregate_market_value": Decimal(10), "approx_sale_date": DAY}),
        told(type="insider_purchase", status="completed", fields={"value": Decimal(4), "transaction_date": DAY}),
        told(type="insider_sale", status="completed", fields={"value": None}),
    ]  # fmt: skip
    assert [(b.value, b.planned, b.on) for b in trades(rows)] == [
        (Decimal(-10), True, DAY),
        (Decimal(4), False, DAY),
    ]


def test_share_counts_come_from_what_returns_state() -> None:
    rows = [
        told(type="capital_movement", fields={"issued_excluding_treasury": {"closing": 7}, "month_ended": DAY}),
        told(type="capital_movement", fields={"total_issued": {"closing": 9}, "month_ended": "2026-04-30"}),
        told(type="share_issuance", fields={"units": 5}),
        told(type="results", fields={"closing_shares": 3}),
    ]  # fmt: skip
    assert share_counts(rows) == [(DAY, Decimal(7)), (date(2026, 4, 30), Decimal(9))]


def test_a_person_who_joins_and_leaves_is_one_line() -> None:
    who = {"person": {"name": "Ada Berg", "person_key": "ada+berg"}}
    rows = [
        told(subtype="departure", effective_date=DAY + timedelta(days=90), fields=who),
        told(subtype="appointment", effective_date=DAY, fields=who),
        told(subtype="role_change", effective_date=DAY + timedelta(days=9), fields=who),
        told(subtype="departure", effective_date=DAY, fields={"person": {"name": "Bo Lund"}}),
        told(subtype="departure", fields={"person": "unreadable"}),
        told(subtype="departure", relation="same", fields={"person": {"name": "貝格"}}),
    ]
    assert {(s.name, s.start, s.end) for s in people(rows)} == {
        ("Ada Berg", DAY, DAY + timedelta(days=90)), ("Bo Lund", None, DAY),
    }  # fmt: skip


def test_without_a_stated_day_the_publication_counts() -> None:
    bare = told(fields={})
    assert day_of(bare) == bare.filing.published_at.date()  # type: ignore[union-attr]
    unpublished = replace(bare, filing=a_filing(published_at=None))
    assert day_of(unpublished) == NOW.date()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.test", "https://a b", 'https://a"b', "https://a\tb", "", None]
)  # fmt: skip
def test_only_a_plain_web_address_becomes_a_link(url: str | None) -> None:
    assert weblink(url) == ""
    assert weblink("https://www.sec.gov/x?y=1&z=2") == "https://www.sec.gov/x?y=1&z=2"
