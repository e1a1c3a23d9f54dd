"""Hong Kong announcements on shares: a placing and its completion, returns."""

from __future__ import annotations

from tests.support.recordings.announcement import Notice, english
from tests.support.recordings.companies import KESTREL, PLOVER, TEAL
from tests.support.recordings.hk_returns import monthly_return, next_day_return
from tests.support.recordings.pdf import Text

_BOARD = (
    "the executive Directors are Dr. Tsui Kam Ho and Ms. Chau Lai Ping; and the independent non-executive Directors are "
    "Mr. Wong Cheuk Nam, Ms. Emily Tong and Prof. Ng Siu Lun."
)


def placing() -> Notice:
    """New shares under the general mandate, a ceiling."""
    title = "PLACING OF NEW SHARES UNDER GENERAL MANDATE"
    body = [
        Text("THE PLACING", "heading"),
        Text("The Board is pleased to announce that on 24 March 2026 (after trading hours), Grey Plover Semiconductor "
             "Limited (the “Company”) and the Placing Agent entered into the Placing Agreement, pursuant to which the "
             "Placing Agent has conditionally agreed to procure, on a best effort basis, not less than six Placees to "
             "subscribe for up to 64,000,000 Placing Shares at the Placing Price of HK$3.15 per Placing Share."),
        Text("The maximum number of 64,000,000 Placing Shares represents (i) 8.00% of the existing issued share capital "
             "of the Company of 800,000,000 Shares as at the date of this announcement; and (ii) approximately 7.41% of "
             "the issued share capital of the Company as enlarged by the allotment and issue of the Placing Shares."),
        Text("The Placing Price of HK$3.15 represents a discount of approximately 10.00% to the closing price of HK$3.50 "
             "per Share as quoted on the Stock Exchange on the date of the Placing Agreement."),
        Text("The Placing Shares will be allotted and issued under the General Mandate. Completion is subject to the "
             "Listing Committee granting the listing of, and permission to deal in, the Placing Shares."),
        Text("Assuming that all Placing Shares are placed, the gross proceeds will be HK$201.6 million and the net "
             "proceeds will be approximately HK$198.0 million, which the Company intends to use for research and "
             "development."),
    ]  # fmt: skip
    return Notice(news_id="19900301", listed=PLOVER, title=title, codes=("10000", "18480", "18380"), body=english(
        PLOVER, title, body, on="24 March 2026", signed="Tsui Kam Ho, Chairman", board=_BOARD,
    ))  # fmt: skip


def completion() -> Notice:
    """The placing is completed with fewer shares."""
    title = "COMPLETION OF PLACING OF NEW SHARES UNDER GENERAL MANDATE"
    body = [
        Text("Reference is made to the announcement of Grey Plover Semiconductor Limited (the “Company”) dated 24 March "
             "2026 in relation to the placing of new Shares under the General Mandate (the “Announcement”)."),
        Text("COMPLETION OF THE PLACING", "heading"),
        Text("The Board is pleased to announce that all the conditions of the Placing Agreement have been fulfilled and "
             "completion of the Placing took place on 31 March 2026. An aggregate of 61,500,000 Placing Shares were "
             "successfully placed to not less than six Placees at the Placing Price of HK$3.15 per Placing Share."),
        Text("The gross proceeds from the Placing are HK$193,725,000 and the net proceeds, after deduction of the "
             "placing commission and other expenses, are approximately HK$190.2 million."),
    ]  # fmt: skip
    return Notice(news_id="19900302", listed=PLOVER, title=title, codes=("10000", "18480", "18380"), body=english(
        PLOVER, title, body, on="31 March 2026", signed="Tsui Kam Ho, Chairman", board=_BOARD,
    ))  # fmt: skip


def buy_back() -> Notice:
    """A next day return on one day of buying."""
    body = next_day_return(
        TEAL, submitted="25 March 2026", signed="Fan Hiu Tung",
        opening=("28 February 2026", "1,204,330,000"), closing=("25 March 2026", "1,204,330,000"),
        bought=("25 March 2026", "350,000", "4.18", "4.09", "1,447,600"),
    )  # fmt: skip
    return Notice(
        news_id="19900303",
        listed=TEAL,
        title="Next Day Disclosure Return",
        codes=("50000", "50100"),
        body=body,
    )


def two_counters() -> Notice:
    """A monthly return with an issue of shares, by an issuer with an RMB counter."""
    body = monthly_return(
        KESTREL, month="28 February 2026", submitted="04 March 2026", signed="Chik Yuen Ting",
        authorised=("10,000,000,000", "HKD", "0.01", "100,000,000"),
        before="2,150,000,000", change="1,250,000", after="2,151,250,000",
        options=[("2020 Share Option Scheme", "18,400,000", "Exercised", "-1,250,000", "17,150,000", "1,250,000", "0",
                  "17,150,000", "96,000,000")],
    )  # fmt: skip
    title = (
        "Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under Chapter 19B of the Exchange "
        "Listing Rules on Movements in Securities for the month ended 28 February 2026"
    )
    return Notice(news_id="19900304", listed=KESTREL, title=title, codes=("51500",), body=body)
