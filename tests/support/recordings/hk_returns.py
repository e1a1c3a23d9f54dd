"""The forms that Hong Kong issuers return: monthly (FF301) and next day (FF305)."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.recordings.announcement import Listed
from tests.support.recordings.pdf import Element, Rows, Text, typeset


def monthly_return(
    listed: Listed, *, month: str, submitted: str, signed: str, authorised: tuple[str, str, str, str],
    before: str, change: str, after: str,
    options: Sequence[tuple[str, ...]] = (), awards: Sequence[tuple[str, str, str, str]] = (),
) -> bytes:  # fmt: skip
    """FF301. ``authorised``: shares, currency, par value, capital; ``options``: scheme, outstanding
    before, movement (what, number), outstanding after, new shares issued, out of treasury, issuable,
    grantable; ``awards``: plan, approval, new shares, issuable.
    """
    shares, currency, par, capital = authorised
    return typeset([
        Text("Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under Chapter 19B of the "
             "Exchange Listing Rules on Movements in Securities", "title"),
        Text(f"For the month ended: {month}"), Text("Status: New Submission"),
        Text("To : Hong Kong Exchanges and Clearing Limited"),
        Text(f"Name of Issuer: {listed.name}"), Text(f"Date Submitted: {submitted}"),
        Text("I. Movements in Authorised / Registered Share Capital", "heading"),
        _class(listed),
        Rows([
            ["", "Number of authorised/registered shares", "", "Par value", "",
             "Authorised/registered share capital"],
            ["Balance at close of preceding month", shares, currency, par, currency, capital],
            ["Increase / decrease (-)", "", "", "", currency, ""],
            ["Balance at close of the month", shares, currency, par, currency, capital],
        ], (7.5, 5.5, 1.8, 2.5, 1.8, 5)),
        Text(f"Total authorised/registered share capital at the end of the month: {currency} {capital}"),
        Text("II. Movements in Issued Shares and/or Treasury Shares", "heading"),
        _class(listed),
        Rows([
            ["", "Number of issued shares (excluding treasury shares)", "Number of treasury shares",
             "Total number of issued shares"],
            ["Balance at close of preceding month", before, "0", before],
            ["Increase / decrease (-)", change, "0" if change else "", ""],
            ["Balance at close of the month", after, "0", after],
        ], (8, 6, 4, 6)),
        Text("III. Details of Movements in Issued Shares and/or Treasury Shares", "heading"),
        *_options(options),
        Text("(B). Warrants to Issue Shares of the Issuer Not applicable"),
        Text("(C). Convertibles (i.e. Convertible into Shares of the Issuer) Not applicable"),
        *_awards(awards),
        Text("(E). Other Movements in Issued Shares and/or Treasury Shares Not applicable"),
        Text(f"Total increase/ decrease (-) in issued shares (excluding treasury shares) during the month (i.e. Total "
             f"of AA1 to EE1): {change or '0'} Ordinary shares"),
        Text("IV. Information about Hong Kong Depositary Receipt (HDR) Not applicable"),
        Text("V. Confirmations", "heading"),
        Text("Pursuant to Main Board Rule 13.25C, we hereby confirm that the securities issued during the month have "
             "been duly authorised by the board of directors of the listed issuer and that all money due to the listed "
             "issuer in respect of the issue of securities has been received by it."),
        Text(f"Submitted by: {signed}"), Text("Title: Director"),
    ], wide=True)  # fmt: skip


def _class(listed: Listed) -> Rows:
    return Rows([
        ["1. Class of shares", "Ordinary shares", "Type of shares", "Not applicable",
         "Listed on the Exchange (Note 1)", "Yes"],
        ["Stock code (if listed)", listed.codes[0][0], "Description", "", "", ""],
    ], (4.2, 3.8, 3.2, 3.4, 5.4, 2))  # fmt: skip


def _options(options: Sequence[tuple[str, ...]]) -> list[Element]:
    title = "(A). Share Options (under Share Option Schemes of the Issuer)"
    if not options:
        return [Text(f"{title} Not applicable")]
    return [
        Text(title),
        Rows([
            ["Particulars of share option scheme", "Number of share options outstanding at close of preceding month",
             "Movement during the month", "", "Number of share options outstanding at close of the month",
             "Number of new shares issued during the month pursuant thereto (A1)",
             "Number of treasury shares transferred out of treasury during the month pursuant thereto (A2)",
             ("Number of shares which may be issued or transferred out of treasury pursuant thereto as at close of the "
             "month"),
             ("The total number of shares which may be issued or transferred out of treasury upon exercise of all share "
             "options to be granted under the scheme at close of the month")],
            *(list(row) for row in options),
        ], (4, 2.9, 1.9, 2.2, 2.9, 2.7, 2.7, 2.9, 2.9)),
        Text(f"Increase in issued shares (excluding treasury shares): {options[0][5] or '0'} Ordinary shares (AA1)"),
    ]  # fmt: skip


def _awards(awards: Sequence[tuple[str, str, str, str]]) -> list[Element]:
    title = (
        "(D). Any other Agreements or Arrangements to Issue Shares of the Issuer, including Options (other than Share "
        "Option Schemes)"
    )
    if not awards:
        return [Text(f"{title} Not applicable")]
    return [
        Text(title),
        Rows([
            ["Description of other agreements or arrangements", "General Meeting approval date (if applicable)",
             "Number of new shares issued during the month pursuant thereto (D1)",
             ("Number of shares which may be issued or transferred out of treasury pursuant thereto as at close of the "
             "month")],
            *(list(row) for row in awards),
        ], (6.5, 5, 6, 6.5)),
        Text("Increase in issued shares (excluding treasury shares): 0 Ordinary shares (DD1)"),
    ]  # fmt: skip


def next_day_return(
    listed: Listed, *, submitted: str, signed: str, opening: tuple[str, str], closing: tuple[str, str],
    bought: tuple[str, str, str, str, str],
) -> bytes:  # fmt: skip
    """FF305 of a buy-back. Balances: date, shares; ``bought``: date, shares, highest, lowest, total."""
    on, shares, highest, lowest, total = bought
    return typeset([
        Text("Next Day Disclosure Return", "title"),
        Text("(Equity issuer - changes in issued shares or treasury shares, share buybacks and/or on-market sales of "
             "treasury shares)", "centre"),
        Text("Instrument: Equity issuer"), Text("Status: New Submission"),
        Text(f"Name of Issuer: {listed.name}"), Text(f"Date Submitted: {submitted}"),
        Text("Section I", "heading"),
        _class(listed),
        Text("A. Changes in issued shares or treasury shares", "heading"),
        Rows([
            ["Events", "Number of issued shares (excluding treasury shares)",
             "As a % of existing number of issued shares before the relevant event", "Number of treasury shares",
             "Issue/selling price per share", "Total number of issued shares"],
            [f"Opening balance as at (Note 1) {opening[0]}", opening[1], "", "0", "", opening[1]],
            [f"Closing balance as at (Note 8) {closing[0]}", closing[1], "", "0", "", closing[1]],
        ], (6.2, 4.4, 5, 3, 3, 3)),
        Text("B. Shares redeemed or repurchased but not yet cancelled as at the closing balance date", "heading"),
        Rows([
            ["Shares repurchased for cancellation but not yet cancelled", shares, f"Date of changes {on}"],
        ], (11, 4, 8)),
        Text("Section II", "heading"),
        Text("A. Repurchase report", "heading"),
        Rows([
            ["Trading date", "Number of shares repurchased", "Method of repurchase",
             "Repurchase price per share or highest repurchase price per share $", "Lowest repurchase price per share $",
             "Aggregate price paid $"],
            [f"1). {on}", shares, "On the Exchange", f"HKD {highest}", f"HKD {lowest}", f"HKD {total}"],
            ["Total number of shares repurchased", shares, "", "", "Aggregate price paid $", f"HKD {total}"],
        ], (4.6, 4, 3.8, 5, 3.8, 3.6)),
        Text("Number of shares repurchased for cancellation: " + shares),
        Text(f"Submitted by: {signed}"), Text("Title: Company Secretary"),
    ], wide=True)  # fmt: skip
