"""The words of facts and doubts: data that turns an event's fields into short lines.

A row of ``FACTS`` is a label and templates in order of preference; the first one whose
every slot the filing states is used. ``{person.name}`` is a path into the fields,
``{derived.x}`` a derived figure, ``{event.effective_date}`` a slot of the event itself,
and ``:format`` names a way of writing in ``workers.render.facts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from workers.render.deal_words import DEAL_FACTS
from workers.render.notice_words import NOTICES

Row: TypeAlias = tuple[str, tuple[str, ...]]

_TRADE: tuple[Row, ...] = (
    ("Who", ("{person.name} ({relationships})", "{person.name}")),
    (
        "Amount",
        (
            "{units} {unit_kind} = {derived.underlying_ordinary_shares} ordinary shares",
            "{units} {unit_kind}",
            "{units} of {security_title}",
            "{units}",
        ),
    ),
    (
        "Value",
        (
            "{aggregate_market_value:amount}, {currency:sign}{derived.price_per_ads:money} per ADS",
            "{aggregate_market_value:amount}",
            "{value:amount} at {currency:sign}{price:money} each",
            "{value:amount}",
        ),
    ),
    (
        "Part of class",
        (
            "{derived.pct_of_outstanding} % of {units_outstanding_reported} outstanding",
            "{derived.pct_of_outstanding} % of the class",
        ),
    ),
    (
        "When and where",
        (
            "on or about {approx_sale_date}, {exchange}, {broker.name}",
            "on or about {approx_sale_date}, {exchange}",
            "on or about {approx_sale_date}",
            "{transaction_date}",
            "{event.event_date}",
        ),
    ),
    (
        "From",
        (
            "{acquisitions:acquired}; sold in the past 3 months: {sold_past_3_months:sold}",
            "{acquisitions:acquired}",
        ),
    ),
    ("Rule 10b5-1 plan", ("adopted {plan_10b5_1.adoption_dates}",)),
    ("Owned after", ("{owned_after} ({direct_or_indirect})", "{owned_after}")),
)

_PERSON: tuple[Row, ...] = (
    (
        "Who",
        (
            "{person.honorific} {person.name}, aged {person.age}",
            "{person.honorific} {person.name}",
            "{person.name}, aged {person.age}",
            "{person.name}",
        ),
    ),
    ("Gives up", ("{roles:lost}",)),
    ("Takes on", ("{roles:gained}",)),
    ("Keeps", ("{roles:continuing}",)),
    (
        "Effective",
        (
            "{event.effective_date}, {effective_condition}",
            "{event.effective_date}",
            "{effective_condition}",
            "{effective_date_text}",
        ),
    ),
    ("Reason given", ("{reason}",)),
    ("Disagreement with the board", ("{disagreement_with_board}",)),
    ("Term", ("{term.years} years", "{term}")),
)

FACTS: Mapping[str, tuple[Row, ...]] = {
    "insider_sale": _TRADE,
    "insider_purchase": _TRADE,
    "board_change": _PERSON,
    "officer_change": _PERSON,
    "committee_change": _PERSON,
    "share_issuance": (
        (
            "Issue",
            (
                "{qualifier:qualifier} {units} {unit_kind} at {currency:sign}{price}",
                "{units} {unit_kind} at {currency:sign}{price}",
                "{units} {unit_kind}",
                "{units} {security}",
                "{units}",
                "{security} at {currency:sign}{price}",
                "{currency:sign}{price} each",
            ),
        ),
        (
            "Proceeds",
            (
                "{gross_proceeds:amount} gross, {net_proceeds:amount} net",
                "{gross_proceeds:amount} gross",
                "{net_proceeds:amount} net",
                "{derived.gross_proceeds:amount} gross",
            ),
        ),
        (
            "Dilution",
            (
                "{pct_existing_printed} % of existing, {pct_enlarged_printed} % of enlarged shares",
                "{pct_existing_printed} % of existing shares",
                "{derived.pct_existing} % of existing shares",
            ),
        ),
        ("Discount", ("{discounts:discounts}",)),
        (
            "Dates",
            (
                "agreed {agreement_date}, completed {completion_date}",
                "completed {completion_date}",
                "agreed {agreement_date}",
                "priced {pricing_date}",
            ),
        ),
        ("Mandate", ("{mandate}",)),
        ("To whom", ("{allottees}",)),
        ("Conditions", ("{conditions}",)),
    ),
    "results": (
        ("Period", ("{period_start} to {period_end}, {gaap}", "{period_start} to {period_end}")),
        ("Revenue", ("{figures.revenue:figure}",)),
        ("Net loss", ("{figures.net_loss:loss}", "{figures.net_profit:loss}")),
        ("Net profit", ("{figures.net_loss:profit}", "{figures.net_profit:profit}")),
        ("Adjusted EBITDA", ("{figures.adjusted_ebitda:figure}",)),
        (
            "Per share, basic",
            ("{eps_basic:per_share}",),
        ),
        ("Dividend declared", ("{dividend_declared}",)),
        ("Audited", ("{audited}",)),
    ),
    "articles_amendment": (
        ("Document", ("{document}",)),
        ("Approval", ("{approval}, {meeting}", "{approval}")),
        ("Purpose", ("{purposes}",)),
        ("Meeting", ("{meeting_date}",)),
    ),
    "share_scheme": (
        ("Plan", ("{scheme_name}",)),
        ("Limit", ("{scheme_limit_shares} shares, {scheme_limit_pct} %", "{scheme_limit_shares} shares")),
        (
            "Grant",
            (
                "{units} {instrument} at {currency:sign}{exercise_price}",
                "{units} {instrument}",
                "{units}",
            ),
        ),
        ("Granted", ("{grant_date}",)),
        ("Part of issued shares", ("{pct_of_issued} %",)),
        ("To directors", ("{to_directors}",)),
        ("Conditions", ("{conditions}",)),
        ("Replaces", ("{replaces}",)),
        ("Who may take part", ("{participants}",)),
    ),
    "capital_movement": (
        ("Month ended", ("{month_ended}",)),
        (
            "Issued shares",
            ("{issued_excluding_treasury.opening} to {issued_excluding_treasury.closing}",),
        ),
        ("Change", ("{issued_excluding_treasury.change}", "{net_increase_issued}")),
        ("Treasury shares", ("{treasury.opening} to {treasury.closing}",)),
        ("Submission", ("{submission_status}",)),
    ),
    "share_repurchase": (
        ("Bought back", ("{shares} for {total:amount}", "{shares}", "{total:amount}")),
        ("Price", ("{currency:sign}{lowest:money} to {currency:sign}{highest:money}", "{currency:sign}{price} each")),
        ("Held as treasury shares", ("{treasury}",)),
        ("Mandate used", ("{mandate_used_pct} %",)),
        ("Until", ("{expires}",)),
    ),
    "dividend": (
        ("Per share", ("{currency:sign}{amount_per_share}", "{amount_per_share}")),
        ("Record date", ("{record_date}",)),
        ("Ex date", ("{ex_date}",)),
        ("Paid", ("{pay_date}",)),
    ),
    "mismatch": (
        ("Says now", ("{now} shares ({said_now_by})",)),
        ("Said before", (
            "{before} shares ({said_before_by}, {said_before_on})", "{before} shares ({said_before_by})",
        )),
        ("Difference", ("{difference} shares",)),
        ("Earlier filing", ("{filing_before}",)),
    ),
    **DEAL_FACTS,
    **NOTICES,
}  # fmt: skip
"""Types without a row here are told by their own fields, in the order of the extractor."""

TERMS: Mapping[str, str] = {
    "ads": "ADS",
    "ordinary_share": "ordinary shares",
    "share": "shares",
    "chairman_of_board": "chairman of the board",
    "vice_chairman": "vice chairman of the board",
    "non_executive_director": "non-executive director",
    "independent_non_executive_director": "independent non-executive director",
    "lead_independent_director": "lead independent director",
}
"""Words of the model that people write otherwise; the rest loses its underscores only."""

NOTES: Mapping[str, str] = {
    "insider_sale.proposed_notice": "A notice of a proposed sale, not a sale.",
    "share_scheme.grant": "A grant is not an issue of shares.",
    "mismatch.issue": "One of the two filings is wrong, or a step in between was not seen.",
    "mismatch.return_opening": "A return opens with what the one before closed with; one was not seen or is wrong.",
}
"""What a reader in a hurry would take a ``type.subtype`` for, and what it is not."""

STATUS_NOTES: Mapping[str, str] = {
    "proposed": "Only proposed, not final yet.",
    "lapsed": "Lapsed, it will not happen.",
    "terminated": "Terminated, it will not happen.",
}

DOUBTS: Mapping[str, str] = {
    "ISSUER_NAME_MISMATCH": "The issuer's name is spelt differently in the filing",
    "FILER_IS_PERSON": "The filer is the person, not the company",
    "SUBMISSION_MODE_UNKNOWN": "Live or test filing is not marked; taken as live",
    "ACQUIRED_AFTER_NOTICE": "The acquisition date is after the date of the notice",
    "SALE_BEFORE_NOTICE": "The sale date is before the date of the notice",
    "OUTSTANDING_UNIT_INFERRED": "The unit of the outstanding number is inferred",
    "CURRENCY_ASSUMED": "US dollars are assumed",
    "ZIP_PLACEHOLDER": "The address has a placeholder post code",
    "RELATIONSHIP_FREE_TEXT": "The relationship is in the filer's own words",
    "PRICE_OUTLIER": "A price per unit is far from the others",
    "OCR_SPLIT_NUMBER": "A number was torn apart in the text and put together again",
    "OCR_COLUMN_SHIFT": "A number may stand in the wrong column",
    "OCR_STRAY_CELL": "A table has stray cells",
    "OCR_GARBLED_TEXT": "Some of the text is garbled",
    "SIGNATURE_GARBLED": "The signature is garbled",
    "DUPLICATE_LINE": "A line is printed twice",
    "EXHIBIT_BOUNDARY_MID_LINE": "An exhibit begins in the middle of a line",
    "EXHIBIT_BOUNDARIES_IMPLICIT": "The exhibits are not marked; split by their disclaimers",
    "MARKUP_LEFT": "Markup was left in the text",
    "CHINESE_NAME_LOST": "A Chinese name is missing from the text",
    "SURNAME_COLLISION": "Two people in the filing share a surname",
    "MIXED_SCRIPT_NAME": "A name mixes traditional and simplified characters",
    "LIST_SEPARATOR_DRIFT": "Lists are punctuated differently",
    "ROSTER_MISMATCH": "The list of directors does not agree with the changes",
    "USD_COLUMN_INCONSISTENT": "A US dollar figure does not agree with its original",
    "UNIT_UNSTATED": "The table says no unit: its figures may be thousands or millions",
    "PERCENT_MISMATCH": "A printed percentage does not agree with the figures",
    "READING_CUT": "The document tells of too many people; only its beginning was read",
    "YEAR_DOUBTFUL": "A printed year is probably wrong; no date is given",
}
"""Quality flags in people's words; an unknown code is shown as words."""

MINOR_DOUBTS = frozenset(
    {
        "FILER_IS_PERSON", "SUBMISSION_MODE_UNKNOWN", "ZIP_PLACEHOLDER", "OCR_STRAY_CELL",
        "SIGNATURE_GARBLED", "DUPLICATE_LINE", "EXHIBIT_BOUNDARY_MID_LINE",
        "EXHIBIT_BOUNDARIES_IMPLICIT", "MARKUP_LEFT", "LIST_SEPARATOR_DRIFT",
        "MIXED_SCRIPT_NAME", "OCR_GARBLED_TEXT", "SURNAME_COLLISION", "CHINESE_NAME_LOST",
    }
)  # fmt: skip
"""About the file rather than the story: recorded and shown on the page, not in a message."""
