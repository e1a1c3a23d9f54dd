from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import announcement, eight_k, press_release, zh_announcement
from tests.support.notices import nothing, the_event
from watcher.model import Severity
from workers.events.delisting import EVENT

ITEM = "Item 3.01 Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard; Transfer of Listing."


def test_a_deficiency_with_time_to_cure() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On January 28, 2026, Larkspur Bio, Inc. (the “Company”) received a letter from the Listing Qualifications Department of The Nasdaq Stock Market LLC notifying the Company that, for the last 30 consecutive business days, the closing bid price of its common stock was below the $1.00 per share required by Nasdaq Listing Rule 5550(a)(2).",
            "The Company has 180 calendar days, or until July 27, 2026, to regain compliance.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == ("notice", "effective", Severity.HIGH)
    assert event.event_date == date(2026, 1, 28)
    assert event.fields["market"] == "Nasdaq Stock Market LLC"
    assert event.fields["reason"] == "minimum bid price"
    assert event.fields["rule"] == "5550(a)(2)"
    assert event.fields["deadline"] == date(2026, 7, 27)


def test_compliance_regained_closes_the_matter() -> None:
    event = the_event(
        eight_k(ITEM, "On February 2, 2026, the Company received a letter from Nasdaq stating that it has regained compliance with Listing Rule 5450(a)(1) and that the matter is now closed."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.status, event.severity) == ("notice", "terminated", Severity.LOW)


def test_a_listing_that_moves() -> None:
    event = the_event(
        eight_k(ITEM, "On February 2, 2026, the Company notified the New York Stock Exchange of its intention to voluntarily withdraw the listing of its common stock and to transfer the listing to the Nasdaq Global Select Market."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.severity) == ("voluntary", Severity.MEDIUM)
    assert event.fields["to_market"] == "Nasdaq Global Select Market"


@pytest.mark.parametrize(
    ("title", "text", "market", "kept"),
    [
        (
            "Brennholt Announces Voluntary Delisting from Euronext Paris",
            "Brennholt N.V. today announced its intention to voluntarily delist its ordinary shares from Euronext Paris. The Company’s shares will continue to be listed on the Nasdaq Global Select Market.",
            "Euronext Paris",
            "Nasdaq Global Select Market",
        ),
        (
            "Brennholt to Consolidate Trading on One Exchange",
            "Brennholt Ltd. announced today that it has applied to voluntarily delist its ordinary shares from the Tel Aviv Stock Exchange (TASE). Its ordinary shares will continue to trade on the NYSE.",
            "Tel Aviv Stock Exchange",
            "NYSE",
        ),
        (
            "Delisting from the Toronto Stock Exchange",
            "Brennholt Inc. announces that its common shares will be delisted from the Toronto Stock Exchange at the request of the Company. The common shares will continue to trade on the NYSE American.",
            "Toronto Stock Exchange",
            "NYSE American",
        ),
    ],
)
def test_an_issuer_that_leaves_one_of_its_markets(
    title: str, text: str, market: str, kept: str
) -> None:
    event = the_event(press_release(title, text), EVENT, form="6-K")
    assert (event.subtype, event.severity) == ("voluntary", Severity.MEDIUM)
    assert (event.fields["market"], event.fields["kept_market"]) == (market, kept)


def test_a_market_left_long_ago_is_listing_history() -> None:
    text = press_release(
        "Brennholt Reports First Quarter Results",
        "Revenue rose 5%. In 2019 the Company delisted its shares from the Toronto Stock Exchange; its shares remain listed on the NYSE.",
    )
    nothing(text, (EVENT,), form="6-K")


def test_the_exchange_decides_to_delist() -> None:
    event = the_event(
        eight_k(ITEM, "On February 2, 2026, the Company received notice that the Nasdaq Hearings Panel has determined to delist the common stock of the Company and will suspend trading effective at the open of business on February 6, 2026."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.severity) == ("exchange", Severity.CRITICAL)
    assert event.effective_date == date(2026, 2, 6)


@pytest.mark.parametrize(
    "line",
    [
        "On February 2, 2026, the Company requested that trading of its shares on Nasdaq be suspended before the opening on February 3, 2026 and that a Form 25 be filed.",
        "On February 2, 2026, in connection with the closing of the Merger, the Company requested that trading in its common stock be suspended and that Nasdaq file a Form 25.",
    ],
)
def test_trading_be_suspended_at_the_companys_request(line: str) -> None:
    event = the_event(eight_k(ITEM, line), EVENT)
    assert (event.subtype, event.severity) == ("voluntary", Severity.CRITICAL)


def test_a_merger_ends_the_listing() -> None:
    event = the_event(
        eight_k(ITEM, "In connection with the closing of the Merger, the Company requested that Nasdaq suspend trading of the shares and file with the SEC a notification of removal from listing on Form 25 to delist its common stock."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.severity, event.fields["reason"]) == (
        "voluntary",
        Severity.CRITICAL,
        "merger",
    )


FORM_25 = "FORM 25\nNOTIFICATION OF REMOVAL FROM LISTING\nLarkspur Bio, Inc.; The Nasdaq Stock Market LLC\n(Exact name of Issuer as specified in its charter, and name of Exchange)\n{}\n(Description of class of securities)"


@pytest.mark.parametrize(
    ("form", "class_name", "subtype", "severity"),
    [
        ("25", "Common Stock, par value $0.01 per share", "voluntary", Severity.CRITICAL),
        ("25-NSE", "American Depositary Shares", "exchange", Severity.CRITICAL),
        ("25-NSE", "4.25% Senior Notes due 2026", "exchange", Severity.INFO),
        ("25-NSE", "Warrants to purchase one share", "exchange", Severity.LOW),
    ],
)
def test_form_25_by_the_class_of_security(
    form: str, class_name: str, subtype: str, severity: Severity
) -> None:
    event = the_event(FORM_25.format(class_name), EVENT, form=form, source="edgar")
    assert (event.subtype, event.severity) == (subtype, severity)
    assert event.fields["securities"] == class_name


def test_form_15_ends_registration() -> None:
    text = "FORM 15\nCERTIFICATION AND NOTICE OF TERMINATION OF REGISTRATION\nLarkspur Bio, Inc.\nCommon Stock, par value $0.01 per share\n(Title of each class of securities covered by this Form)"
    event = the_event(text, EVENT, form="15-12G", source="edgar")
    assert (event.subtype, event.status) == ("deregistration", "effective")
    assert event.headline == "deregisters Common Stock, par value $0.01 per share"


def test_a_withdrawal_of_listing_in_hong_kong_is_proposed_first() -> None:
    event = the_event(
        announcement("PROPOSED WITHDRAWAL OF LISTING", "The Company intends to apply to the Stock Exchange for the withdrawal of the listing of the Shares, subject to the approval of the Shareholders."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.status) == ("voluntary", "proposed")


def test_the_exchange_cancels_a_listing_in_chinese() -> None:
    event = the_event(
        zh_announcement("取消上市地位", "聯交所已決定根據上市規則第6.01A條取消本公司股份之上市地位，自二零二六年四月八日上午九時正起生效。"),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.severity) == ("exchange", Severity.CRITICAL)
    assert event.effective_date == date(2026, 4, 8)


def test_listing_history_raises_nothing() -> None:
    nothing(
        announcement(
            "BUSINESS UPDATE", "The shares have been listed on the Main Board since 2011."
        ),
        [EVENT],
    )
