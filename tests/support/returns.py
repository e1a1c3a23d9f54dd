"""Invented HKEX return forms in the true layout, as a 6-K renders them: cells parted by tabs."""

from __future__ import annotations

from collections.abc import Sequence

OPTIONS_2019 = (
    "2019 Share Option Scheme",
    "12,480,000",
    "",
    "12,480,000",
    "9,120,000",
    "18 June 2019",
)
AWARDS_2022 = ("2022 Share Award Plan", "30 May 2022", "0", "41,250,000")


def monthly_return(
    *,
    month: str = "30 April 2026",
    submitted: str = "07 May 2026",
    status: str = "New Submission",
    opening: tuple[str, str, str] = ("1,234,567,890", "2,000,000", "1,236,567,890"),
    change: tuple[str, str] = ("", ""),
    closing: tuple[str, str, str] = ("1,234,567,890", "2,000,000", "1,236,567,890"),
    options: Sequence[tuple[str, str, str, str, str, str]] = (OPTIONS_2019,),
    options_issued: str = "0",
    funds: str = "HKD\t0",
    awards: Sequence[tuple[str, str, str, str]] = (AWARDS_2022,),
    awards_issued: str = "0",
    remark: str = "",
) -> str:
    """A monthly return of one class of shares."""
    return "\n".join(
        (
            "FF301",
            "Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under Chapter 19B of the Exchange Listing Rules on Movements in Securities",
            f"For the month ended:\t{month}\tStatus:\t{status}",
            "To : Hong Kong Exchanges and Clearing Limited",
            "Name of Issuer: Harbour Lights Technology Limited",
            f"Date Submitted: {submitted}",
            "I. Movements in Authorised / Registered Share Capital",
            _class_head(),
            "\tNumber of authorised/registered shares\tPar value\tAuthorised/registered share capital",
            "Balance at close of preceding month\t20,000,000,000\tHKD\t0.01\tHKD\t200,000,000",
            "Increase / decrease (-)\t\t\t\tHKD\t",
            "Balance at close of the month\t20,000,000,000\tHKD\t0.01\tHKD\t200,000,000",
            "Total authorised/registered share capital at the end of the month: HKD 200,000,000",
            "II. Movements in Issued Shares and/or Treasury Shares",
            _class_head(),
            "\tNumber of issued shares (excluding treasury shares)\tNumber of treasury shares\tTotal number of issued shares",
            "Balance at close of preceding month\t" + "\t".join(opening),
            "Increase / decrease (-)\t" + "\t".join(change),
            "Balance at close of the month\t" + "\t".join(closing),
            "III. Details of Movements in Issued Shares and/or Treasury Shares",
            *_options(options, options_issued, funds),
            "(B). Warrants to Issue Shares of the Issuer",
            "Not applicable",
            "(C). Convertibles (i.e. Convertible into Shares of the Issuer)",
            "Not applicable",
            *_awards(awards, awards_issued, remark),
            "(E). Other Movements in Issued Shares and/or Treasury Shares",
            "Not applicable",
            "IV. Information about Hong Kong Depositary Receipt (HDR) Not applicable",
            "V. Confirmations",
            "(vii) completion has taken place of the purchase by the issuer of all property shown in the listing document;",
            "Submitted by:\tLam Siu Ming",
            "Title:\tCompany Secretary",
            "(Director, Secretary or other Duly Authorised Officer)",
            "Notes",
            "2. In the case of repurchase of shares (shares repurchased and cancelled) and redemption of shares, the date is the cancellation date.",
        )
    )


def next_day_return(*rows: str, opening: str, closing: str, submitted: str = "14 May 2026") -> str:
    """A next day disclosure return with one class; ``rows`` are the lines of its changes."""
    return "\n".join(
        (
            "FF305",
            "Next Day Disclosure Return",
            "(Equity issuer - changes in issued shares or treasury shares, share buybacks and/or on-market sales of treasury shares)",
            "Instrument: Equity issuer Status: New Submission",
            "Name of Issuer: Harbour Lights Technology Limited",
            f"Date Submitted: {submitted}",
            "Section I",
            "1. Class of shares Ordinary shares Type of shares Not applicable Listed on the Exchange Yes",
            "Stock code (if listed) 09911 Description",
            "A. Changes in issued shares or treasury shares",
            f"Opening balance as at (Note 1) 30 April 2026 {opening} 0 {opening}",
            *rows,
            f"Closing balance as at (Notes 5 and 6) 13 May 2026 {closing} 0 {closing}",
            "B. Shares redeemed or repurchased for cancellation but not yet cancelled Not applicable",
            "Section II must also be completed by a listed issuer where it has made a repurchase of shares.",
            "Repurchase report Not applicable",
        )
    )


def _class_head() -> str:
    return (
        "1. Class of shares\tOrdinary shares\tType of shares\tNot applicable\tListed on the Exchange (Note 1)\tYes\n"
        "Stock code (if listed)\t09911\tDescription"
    )


def _options(rows: Sequence[tuple[str, ...]], issued: str, funds: str) -> list[str]:
    head = [
        "(A). Share Options (under Share Option Schemes of the Issuer)",
        _class_head(),
        "Particulars of share option scheme\tNumber of options outstanding at close of preceding month\tMovement during the month\tNumber at close of the month\tNumber of shares which may be issued as at close of the month",
    ]
    body = []
    for name, opening, movement, closing, issuable, approved in rows:
        body += [
            f"{name}\t{opening}\t{movement}\t{closing}\t{issuable}",
            f"General Meeting approval date (if applicable) {approved}",
        ]
    tail = [
        f"\tIncrease in issued shares (excluding treasury shares):\t{issued}\tOrdinary shares (AA1)",
        f"\tTotal funds raised during the month from exercise of options:\t{funds}",
    ]
    return head + body + tail


def _awards(rows: Sequence[tuple[str, str, str, str]], issued: str, remark: str) -> list[str]:
    head = [
        "(D). Any other Agreements or Arrangements to Issue Shares of the Issuer, including Options (other than Share Option Schemes)",
        _class_head(),
        "Description of other agreements or arrangements\tGeneral Meeting approval date (if applicable)\tNumber of new shares issued (D1)\tNumber of shares which may be issued as at close of the month",
    ]
    body = ["\t".join(row) for row in rows]
    tail = [
        f"\tIncrease in issued shares (excluding treasury shares):\t{issued}\tOrdinary shares (DD1)"
    ]
    return head + body + tail + ([f"Remarks:\n{remark}"] if remark else [])
