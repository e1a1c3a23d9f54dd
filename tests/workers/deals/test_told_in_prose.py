"""Deals and buy-backs in the words of many issuers; invented companies and figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.announcements import announcement, eight_k, found_in, zh_announcement
from watcher.model import Event
from workers.events import m_and_a, name_change, share_repurchase

TYPES = (m_and_a.EVENT, share_repurchase.EVENT, name_change.EVENT)


def events(report: str, source: str = "edgar") -> list[tuple[str, str | None, str]]:
    return [
        (e.type, e.subtype, e.status) for e in found_in(report, types=TYPES, source=source).events
    ]


def only(report: str, source: str) -> Event:
    (event,) = found_in(report, types=TYPES, source=source).events
    return event


@pytest.mark.parametrize(
    ("item", "sentence", "subtype", "status"),
    [
        (
            "1.01",
            (
                "On February 2, 2026, Larkhill, Inc. (“Larkhill”) announced it had entered into a definitive Agreement and "
                "Plan of Merger by and among Larkhill, Beryl Acquisition Corporation, a Delaware corporation, and Tarn "
                "Optics, Inc., a Delaware corporation (“Tarn”), pursuant to which a subsidiary will merge into Tarn."
            ),
            "merger",
            "announced",
        ),
        (
            "1.01",
            (
                "On February 2, 2026, Umber Labs Inc. entered into a share exchange agreement with Pico Vision Ltd. and its "
                "shareholders, pursuant to which Umber Labs Inc. will acquire 100% of the issued shares of Pico Vision Ltd."
            ),
            "acquisition",
            "announced",
        ),
        (
            "2.01",
            (
                "On February 2, 2026, the Company announced that it had entered into a merger agreement with Kinver "
                "Investments, Inc. in October. The merger was completed on February 3, 2026."
            ),
            "merger",
            "completed",
        ),
        (
            "2.01",
            (
                "On February 2, 2026, the Company closed on the purchase of a 412,000 square foot distribution facility from "
                "an unrelated third party for $38.7 million."
            ),
            "acquisition",
            "completed",
        ),
        (
            "8.01",
            (
                "On February 3, 2026, the Company announced that it has completed the acquisition of Lowry Fasteners from "
                "Cascade Industrial Partners for approximately $57 million in cash."
            ),
            "acquisition",
            "completed",
        ),
        (
            "1.02",
            (
                "On February 2, 2026, Vantage Crest Corp. and Belmont Devices, Inc. mutually agreed to terminate the "
                "previously announced Agreement and Plan of Merger dated as of August 19, 2025."
            ),
            "terminated",
            "terminated",
        ),
    ],
    ids=[
        "long-list-of-parties",
        "share-exchange",
        "short-sentence",
        "property",
        "no-legal-form",
        "ended",
    ],
)
def test_a_deal_is_read_whatever_stands_between(
    item: str, sentence: str, subtype: str, status: str
) -> None:
    told = events(eight_k(f"Item {item} Some Title.", sentence))
    assert ("m_and_a", subtype, status) in told


@pytest.mark.parametrize(
    "sentence",
    [
        "On February 2, 2026, the Company entered into a Common Stock Purchase Agreement with Redfern Fund, LP to sell up to $20,000,000 of shares.",
        "On February 2, 2026, the Commission cleared the pending acquisition of Torrey Labs, Inc.; the merger agreement was previously disclosed.",
        "On February 2, 2026, the Company entered into a lease agreement with Dockside Properties LLC for an annual rent of $2.1 million.",
    ],
    ids=["equity-line", "clearance", "lease"],
)
def test_other_agreements_are_no_deal(sentence: str) -> None:
    assert events(eight_k("Item 1.01 Entry into a Material Definitive Agreement.", sentence)) == []


def test_a_release_of_a_foreign_issuer_tells_a_deal() -> None:
    release = (
        "MATERIAL FACT\nFebruary 4, 2026 – Vestra Bank S.A. announces the acquisition of 85% of the share capital of "
        "Finora Pagamentos Ltda. for a total consideration of US$190 million, in accordance with a purchase agreement "
        "signed today."
    )
    told = events(eight_k("Vestra Bank S.A.", exhibit=release, form="6-K"))
    assert told == [("m_and_a", "acquisition", "announced")]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        (
            announcement(
                "VOLUNTARY ANNOUNCEMENT ON-MARKET SHARE REPURCHASE",
                "The Board announces that on 24 March 2026, the Company repurchased a total of 1,280,000 Shares on the "
                "Stock Exchange at prices ranging from HK$3.41 to HK$3.52 per Share.",
            ),
            "3.41",
            "3.52",
            "HKD",
        ),
        (
            announcement(
                "ANNOUNCEMENT ON REPURCHASE OF H SHARES",
                "Between 17 March 2026 and 24 March 2026, the Company bought back 6,800,000 H Shares on the Stock "
                "Exchange. The highest and lowest prices paid were HK$22.85 and HK$21.90 per H Share respectively, and "
                "the aggregate consideration was HK$152.4 million.",
            ),
            "21.90",
            "22.85",
            "HKD",
        ),
        (
            zh_announcement(
                "自願公告 於市場購回股份",
                "本公司於二零二六年三月二十四日在聯交所以每股5.88港元至6.02港元之價格購回合共450,000股股份，總代價約為268萬港元。",
            ),
            "5.88",
            "6.02",
            "HKD",
        ),
    ],
    ids=["range", "highest-and-lowest-in-the-next-sentence", "chinese-range"],
)
def test_a_buy_back_on_the_market_has_its_lowest_and_highest_price(
    text: str, low: str, high: str, currency: str
) -> None:
    event = only(text, "hkexnews")
    assert (event.subtype, event.status) == ("on_market", "completed")
    assert (event.fields["lowest"], event.fields["highest"]) == (Decimal(low), Decimal(high))
    assert event.fields["currency"] == currency


def test_an_accelerated_repurchase_agreement_needs_no_date() -> None:
    told = events(
        eight_k(
            "Item 8.01 Other Events.",
            "The Company also announced that it has entered into an accelerated share repurchase agreement with First "
            "Harbor Bank to repurchase $40 million of its common stock.",
        )
    )
    assert told == [("share_repurchase", "off_market", "announced")]


def test_a_chinese_proposal_may_name_two_long_names() -> None:
    event = only(
        zh_announcement(
            "建議更改公司名稱",
            "董事會建議將本公司之英文名稱由「Fortune Gate Holdings Limited」更改為「Nova Gate Technology Limited」，並採納新中文名稱。",
        ),
        "hkexnews",
    )
    assert (event.type, event.status) == ("name_change", "proposed")
    assert event.fields["new_name"] == "Nova Gate Technology Limited"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            (
                "The Board announces that it intends to exercise its powers under the general mandate to repurchase shares "
                "granted by the shareholders at the annual general meeting to repurchase shares of the Company in the open "
                "market from time to time, in an aggregate amount of not more than HK$60 million."
            ),
            [("share_repurchase", "programme", "announced")],
        ),
        (
            (
                "The Board has been granted a general mandate to repurchase shares of the Company not exceeding 10% of the "
                "issued shares, being 83,200,000 shares."
            ),
            [],
        ),
    ],
)
def test_who_is_about_to_use_a_mandate_tells_a_programme(
    sentence: str, told: list[tuple[str, str, str]]
) -> None:
    report = announcement("VOLUNTARY ANNOUNCEMENT SHARE REPURCHASE", sentence)
    assert events(report, "hkexnews") == told
