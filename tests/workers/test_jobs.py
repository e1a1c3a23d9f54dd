from collections.abc import Callable

from tests.support.one_site import BODY, NOTICED, raising, submission
from tests.support.records import a_filing
from watcher.ledger import Ledger
from watcher.ledger.cards import CardFilter
from watcher.model import Filing
from watcher.ops.clock import utc_now
from workers.context import Context
from workers.jobs import process


def test_a_filing_becomes_events_alerts_and_deliveries(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(lambda: BODY))
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "read"
    (event,) = ledger.events(filing.id)
    assert (event.type, event.severity) == ("insider_sale", "medium")
    assert len(ledger.alerts()) == len(ledger.deliveries()) == 1
    assert [d.sha256 for d in ledger.documents(filing.id)]


def test_the_words_of_an_alert_and_the_text_of_its_evidence_are_kept(
    make: Callable[[Callable[[], bytes]], Context], ledger: Ledger, filing: Filing
) -> None:
    ctx = make(lambda: BODY)
    process(filing.id, ctx)
    (row,) = ledger.cards(CardFilter(type="insider_sale"))
    assert "50,000" in dict(row.card.facts)["Amount"]
    assert row.card.quote
    (note,) = ledger.texts(filing.id)
    text = ctx.blobs.get(note.sha256).decode()
    (event,) = ledger.events(filing.id)
    assert [text[e.start : e.end] for e in event.evidence] == [e.quote for e in event.evidence]
    assert note.parts[0][0] == "main"


def test_doing_it_twice_changes_nothing(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(lambda: BODY))
    before = (ledger.alerts(), ledger.deliveries(), ledger.filing(filing.id))
    process(filing.id, make(raising(AssertionError("a final filing is not fetched again"))))
    assert (ledger.alerts(), ledger.deliveries(), ledger.filing(filing.id)) == before


def test_a_baseline_filing_is_read_and_not_announced(
    ledger: Ledger, make: Callable[..., Context]
) -> None:
    quiet = a_filing(2, form="144", published_at=utc_now())
    ledger.record([quiet], now=utc_now(), notify=False)
    process(quiet.id, make(lambda: BODY))
    assert len(ledger.events(quiet.id)) == 1
    assert ledger.alerts() == []


def test_the_same_story_in_a_second_filing_is_quiet(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    twin = a_filing(2, form="144", published_at=utc_now())
    ledger.record([twin], now=utc_now())
    for one in (filing, twin):
        process(one.id, make(lambda: BODY))
    assert [e.relation for e in ledger.events(twin.id)] == ["same"]
    assert len(ledger.alerts()) == 1


def test_a_correction_with_other_figures_names_the_alert_that_it_corrects(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    amendment = a_filing(2, form="144/A", amends=True, published_at=utc_now())
    ledger.record([amendment], now=utc_now())
    accession = filing.id.partition(":")[2]
    amended = (
        NOTICED.replace("<submissionType>144<", "<submissionType>144/A<")
        .replace("<filerInfo>", f"<previousAccessionNumber>{accession}</previousAccessionNumber><filerInfo>", 1)
        .replace("50000", "14000")
    )  # fmt: skip
    process(filing.id, make(lambda: BODY))
    process(amendment.id, make(lambda: submission("144/A", amended)))
    (first,) = ledger.alerts(filing_id=filing.id)
    (second,) = ledger.alerts(filing_id=amendment.id)
    assert ledger.events(filing.id)[0].dedup_key != ledger.events(amendment.id)[0].dedup_key
    assert (second.alert.kind, second.alert.supersedes) == ("correction", first.alert.id)
