"""Deals in 8-Ks and Hong Kong announcements; invented companies and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import announcement, eight_k, found_in, zh_announcement
from watcher.model import Event, Findings, Severity
from workers.events import connected_transaction, m_and_a

TYPES = (m_and_a.EVENT, connected_transaction.EVENT)
AGREED = "Item 1.01 Entry into a Material Definitive Agreement"
DONE = "Item 2.01 Completion of Acquisition or Disposition of Assets"


def read(text: str, **told: object) -> Findings:
    return found_in(text, types=TYPES, **told)


def only(text: str, **told: object) -> Event:
    events = read(text, **told).events
    assert len(events) == 1
    return events[0]


def test_who_is_bought_itself_reads_the_price_of_a_share() -> None:
    event = only(
        eight_k(
            AGREED,
            "On February 2, 2026, the Company entered into an Agreement and Plan of Merger with Kelp Parent, LLC, pursuant to which Kelp Parent, LLC will acquire the Company for $14.25 per share in cash, representing an equity value of approximately $1.17 billion.",
        ),
        form="8-K",
    )
    assert event.headline == (
        "merger: the company itself as target, US$14.25 a share, in all US$1.17bn, announced"
    )


def test_an_agreement_to_acquire_names_target_and_price() -> None:
    event = only(
        eight_k(
            AGREED,
            "On February 2, 2026, the Company entered into a Stock Purchase Agreement to acquire all of the outstanding shares of Larkspur Optics, Inc. for an aggregate purchase price of $86.5 million in cash.",
        ),
        form="8-K",
    )
    assert (event.type, event.subtype, event.status) == ("m_and_a", "acquisition", "announced")
    assert event.severity is Severity.MEDIUM
    assert event.fields["target"] == "Larkspur Optics, Inc."
    assert event.fields["consideration"] == Decimal("86500000.0")
    assert event.headline == "acquisition: Larkspur Optics, Inc. for US$86.50m, announced"
    assert event.fields["agreement_date"] == date(2026, 2, 2)


def test_a_merger_of_the_issuer_itself_is_critical() -> None:
    event = only(
        eight_k(
            AGREED,
            "On February 3, 2026, the Company entered into an Agreement and Plan of Merger with Fjord Capital Holdings LLC, under which a subsidiary will merge with and into the Company, with the Company surviving as a wholly owned subsidiary. Each outstanding share will be converted into the right to receive $31.00 in cash per share.",
        ),
        form="8-K",
    )
    assert (event.subtype, event.severity) == ("merger", Severity.CRITICAL)
    assert event.fields["issuer_is_target"] is True


def test_a_completion_of_what_was_announced_before() -> None:
    event = only(
        eight_k(
            DONE,
            "On February 2, 2026, the Company completed its previously announced acquisition of Larkspur Optics, Inc. for total consideration of $86.5 million.",
        ),
        form="8-K",
    )
    assert event.status == "completed"
    assert event.fields["completion_date"] == date(2026, 2, 2)


def test_a_sale_of_a_business_is_a_disposal() -> None:
    event = only(
        eight_k(
            DONE,
            "On February 2, 2026, the Company completed the sale of all of the assets of its paper division to Tern Packaging Corporation for a purchase price of $12 million.",
        ),
        form="8-K",
    )
    assert event.subtype == "disposal"


@pytest.mark.parametrize(
    "sentence",
    [
        "As previously disclosed in a Current Report on Form 8-K, on January 20, 2026 the Company entered into a Merger Agreement with Larkspur Optics, Inc.",
        "In March 2024, the Company completed the acquisition of Larkspur Optics, Inc. for $5 million.",
        "On February 2, 2026, the Company entered into a Securities Purchase Agreement with accredited investors to sell 2,000,000 shares for a purchase price of $4 million.",
        "On February 2, 2026, the Company entered into Amendment No. 2 to the Merger Agreement with Larkspur Optics, Inc.",
        "On February 2, 2026, the Company entered into a credit agreement with Harbor Bank, Inc. under which acquisitions above $5 million need consent.",
        "The Company did not complete the acquisition of Larkspur Optics, Inc. on February 2, 2026.",
    ],
)
def test_what_is_retold_amended_financed_or_denied_raises_nothing(sentence: str) -> None:
    assert not read(eight_k(AGREED, sentence), form="8-K").events


def test_a_discloseable_transaction() -> None:
    text = announcement(
        "DISCLOSEABLE TRANSACTION IN RELATION TO THE ACQUISITION OF 60% EQUITY INTEREST",
        "The Board is pleased to announce that on 25 March 2026 (after trading hours), the Purchaser, a wholly owned subsidiary of the Company, and Blue Quay Investments Limited (the “Vendor”) entered into the Sale and Purchase Agreement, pursuant to which the Purchaser has conditionally agreed to acquire 60% of the equity interest in Silver Tern Logistics Limited (the “Target Company”) at a consideration of HK$92,000,000.",
    )
    event = only(text)
    assert (event.type, event.subtype, event.severity) == (
        "m_and_a",
        "acquisition",
        Severity.MEDIUM,
    )
    wanted = {
        "target": "Silver Tern Logistics Limited",
        "counterparties": ("Blue Quay Investments Limited",),
        "consideration": Decimal(92_000_000),
        "currency": "HKD",
        "percent": Decimal(60),
        "size_class": "discloseable",
        "agreement_date": date(2026, 3, 25),
    }
    assert {k: event.fields[k] for k in wanted} == wanted
    assert event.title_item is not None


def test_a_major_and_connected_disposal_in_chinese() -> None:
    text = zh_announcement(
        "主要及關連交易 出售目標公司",
        "董事會宣佈，於二零二六年三月二十五日，本公司與賣方訂立買賣協議，據此，本公司同意出售銀燕物流有限公司（「目標公司」）的60%股權，代價為92,000,000港元。",
    )
    event = only(text)
    assert (event.subtype, event.severity) == ("disposal", Severity.HIGH)
    assert event.fields["consideration"] == Decimal(92_000_000)
    assert event.also_types == ("connected_transaction",)


@pytest.mark.parametrize(
    "title",
    [
        "DELAY IN DESPATCH OF CIRCULAR IN RELATION TO A MAJOR TRANSACTION",
        "CLARIFICATION ANNOUNCEMENT DISCLOSEABLE TRANSACTION ACQUISITION OF A TARGET",
    ],
)
def test_a_follow_up_title_is_no_new_deal(title: str) -> None:
    told = "On 25 March 2026 the Company entered into an agreement to acquire the Target Company at a consideration of HK$9,000,000."
    assert not read(announcement(title, told)).events


def test_a_continuing_connected_transaction() -> None:
    text = announcement(
        "CONTINUING CONNECTED TRANSACTIONS",
        "The Board announces that on 25 March 2026 the Company and Grey Heron Supplies Limited (the “Supplier”) entered into the Supply Agreement. The annual caps are set out below. The Supplier is a connected person of the Company.",
    )
    event = only(text)
    assert (event.type, event.subtype, event.severity) == (
        "connected_transaction",
        "continuing",
        Severity.LOW,
    )
    assert event.fields["annual_caps"] is True
    assert event.fields["counterparties"] == ("Grey Heron Supplies Limited",)
    assert event.fields["agreement_date"] == date(2026, 3, 25)


@pytest.mark.parametrize(
    ("sentence", "subtype", "target"),
    [
        ("On February 2, 2026, the Company completed the sale of its frozen division to Kelp Corp. for $90 million.", "disposal", None),
        ("On February 2, 2026, the Company acquired from Fern Holdings LLC all of the outstanding shares of Larkspur Optics, Inc. for $12 million.", "acquisition", "Larkspur Optics, Inc."),
    ],
)  # fmt: skip
def test_the_other_side_of_a_deal_is_not_what_changes_hands(
    sentence: str, subtype: str, target: str | None
) -> None:
    event = only(eight_k(DONE, sentence), form="8-K")
    assert (event.subtype, event.fields["target"]) == (subtype, target)


CONTROL = "Item 5.01 Changes in Control of Registrant"
LEAVES = "Item 3.01 Notice of Delisting"
NEWS = "Item 7.01 Regulation FD Disclosure"
MERGED = ("merger", "completed", True)


@pytest.mark.parametrize(
    ("item", "told", "expected"),
    [
        (DONE, "On February 2, 2026, pursuant to the Merger Agreement, Merger Sub merged with and into the Company. The Company survived the merger as a wholly owned subsidiary of Parent.", MERGED),
        (DONE, "As previously disclosed, on January 5, 2026, the Company entered into an Agreement and Plan of Merger with Kelp Corp. and Merger Sub. On February 2, 2026, the parties completed the transactions contemplated by the Agreement.", ("acquisition", "completed", None)),
        (CONTROL, "As a result of the Merger, a change in control of the Company occurred and the Company became a wholly owned subsidiary of Parent.", MERGED),
        (CONTROL, "Upon the closing of the Offer, Purchaser accepted for payment all shares validly tendered and, as a result, a change of control of the Company occurred on February 2, 2026.", MERGED),
        (CONTROL, "On February 2, 2026, Halden Partners LP acquired 62% of the outstanding common stock of the Company from its founder.", ("acquisition", "completed", True)),
        (LEAVES, "In connection with the consummation of the Merger, on February 3, 2026, the Company notified Nasdaq that each share of its common stock had been cancelled.", MERGED),
        (LEAVES, "On February 3, 2026, the Company notified the New York Stock Exchange that the Merger had been completed.", MERGED),
        ("Item 3.03 Material Modification to Rights of Security Holders", "At the Effective Time, each share of common stock of the Company outstanding was automatically converted into the right to receive $14.50 in cash.", MERGED),
        (NEWS, "On February 2, 2026, Kittiwake Foods, Inc. announced the signing of a definitive agreement. Under the agreement, Kelp Corp. will merge with and into a subsidiary of Kittiwake Foods.", ("acquisition", "announced", None)),
        (AGREED, "On February 2, 2026, the Company entered into an Agreement. The Agreement provides that a subsidiary of Parent will be merged with and into the Company.", ("merger", "announced", True)),
        (NEWS, "On February 2, 2026, the Company announced that it has agreed to be acquired by Kelp Corp. in an all-cash transaction valued at $2.1 billion.", ("acquisition", "announced", True)),
        (NEWS, "On February 2, 2026, the Company signed an agreement to purchase Quay Street Hospital. The transaction is subject to customary closing conditions.", ("acquisition", "announced", None)),
    ],
)  # fmt: skip
def test_a_deal_told_by_what_follows_or_in_two_sentences(
    item: str, told: str, expected: tuple[str, str, bool | None]
) -> None:
    event = only(eight_k(item, told), form="8-K")
    assert (event.subtype, event.status, event.fields["issuer_is_target"]) == expected


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (CONTROL, "If the Offer succeeds, a change in control of the Company may be deemed to have occurred."),
        (LEAVES, "The Company will notify Nasdaq upon the completion of the Merger."),
        (NEWS, "On February 2, 2026, the stockholders of the Company approved the merger with Kelp Corp."),
        (NEWS, "The Agreement provides that Merger Sub will be merged with and into the Company."),
        (DONE, "The Merger Agreement provided that on the closing date each share would be converted into the right to receive cash."),
    ],
)  # fmt: skip
def test_a_deal_that_has_not_closed_is_not_told_as_closed(item: str, told: str) -> None:
    assert not read(eight_k(item, told), form="8-K").events
