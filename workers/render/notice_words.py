"""The words of notices: auditors, trading, listing, profits, reports, name, insolvency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Row: TypeAlias = tuple[str, tuple[str, ...]]

_PERIOD: Row = ("Period", ("{period_start} to {period_end}", "{period_end}"))
_PROFITS: tuple[Row, ...] = (
    _PERIOD,
    ("Expected", ("{direction}: {range.low} to {range.high} {range.unit}", "{direction}")),
    ("Compared with", ("{comparative.unit:sign}{comparative.value:money}",)),
    ("Reasons given", ("{reasons}",)),
    ("Unaudited", ("{unaudited}",)),
    ("Results expected", ("{results_expected}",)),
)

NOTICES: Mapping[str, tuple[Row, ...]] = {
    "auditor_change": (
        ("Outgoing", ("{outgoing}",)),
        ("Incoming", ("{incoming}",)),
        ("Effective", ("{event.effective_date}", "{effective_date}")),
        ("Reason given", ("{reason}",)),
        ("Disagreements", ("{disagreements}",)),
        ("Matters for shareholders", ("{circumstances_letter}",)),
        ("Decided by", ("{meeting}",)),
    ),
    "profit_warning": _PROFITS,
    "profit_alert": _PROFITS,
    "trading_halt": (
        ("From", ("{event.effective_date}, {effective_time}", "{event.effective_date}")),
        ("Market", ("{market}",)),
        ("Securities", ("{securities}",)),
        ("Pending", ("{reason}",)),
    ),
    "delisting": (
        ("Market", ("{market} to {to_market}", "{market}", "{to_market}")),
        ("Stays listed on", ("{kept_market}",)),
        ("Securities", ("{securities}", "{security_kind}")),
        ("Reason", ("{reason}, rule {rule}", "{reason}", "rule {rule}")),
        ("Time to comply", ("until {deadline}",)),
        ("Effective", ("{event.effective_date}",)),
    ),
    "restatement": (
        ("Periods", ("{periods}",)),
        ("Amount", ("{amount:amount}",)),
        ("Cause", ("{cause}",)),
        ("Found by", ("{identified_by}",)),
        ("Restated accounts to come", ("{restated_accounts_to_come}",)),
    ),
    "cyber_incident": (
        ("Found", ("{discovered}",)),
        ("Nature", ("{nature}",)),
        ("Material effect", ("{material_impact}",)),
        ("Effect known", ("{impact_determined}",)),
    ),
    "default": (
        ("Amount", ("{qualifier:qualifier} {amount:amount}", "{amount:amount}")),
        ("Accelerated", ("{accelerated}",)),
    ),
    "debt_financing": (
        ("Amount", ("{qualifier:qualifier} {amount:amount}", "{amount:amount}")),
        ("Matures", ("{maturity}",)),
        ("Interest", ("{rate_percent} %",)),
    ),
    "restructuring": (
        (
            "Employees",
            ("{employees}, {workforce_percent} %", "{employees}", "{workforce_percent} %"),
        ),
        ("Charges", ("{qualifier:qualifier} {charges:amount}", "{charges:amount}")),
    ),
    "impairment": (
        ("Assets", ("{assets}",)),
        ("Charge", ("{qualifier:qualifier} {amount:amount}", "{amount:amount}")),
    ),
    "late_filing": (
        ("Report", ("{report}, period ended {period_end}", "{report}")),
        ("Reason given", ("{reason}",)),
        ("Expected", ("{new_date}",)),
        ("Changed results expected", ("{results_change_expected}",)),
    ),
    "bankruptcy": (
        ("Court", ("{court}, {case}", "{court}")),
        ("Petitioner", ("{petitioner}",)),
        ("Claim", ("{amount:amount}",)),
        ("Chapter", ("{chapter}",)),
        ("Hearing", ("{hearing_date}",)),
        ("Of a subsidiary", ("{of_subsidiary}",)),
    ),
    "name_change": (
        ("Name", ("{old_name} to {new_name}", "{new_name}")),
        ("Effective", ("{event.effective_date}",)),
        ("Symbol", ("{new_ticker}", "{new_short_name}")),
        ("Approval", ("{approval}, {meeting}", "{approval}")),
    ),
    "fiscal_year_change": (
        ("Year end", ("{old_year_end} to {new_year_end}", "{new_year_end}")),
        ("Transition report", ("{transition_report}",)),
        ("Reason given", ("{reason}",)),
    ),
    "capital_reorganisation": (
        ("Ratio", ("{ratio}",)),
        ("Effective", ("{event.effective_date}",)),
        ("Approval", ("{approval}, vote on {meeting_date}", "{approval}")),
    ),
    "meeting_result": (
        ("Meeting", ("{meeting_date}",)),
        ("All resolutions passed", ("{all_passed}",)),
        ("Adjourned", ("{adjourned}",)),
    ),
}
