"""A made-up company's year in the ledger, for the pages: texts, alerts, a case, histories.

Everything is committed as a worker commits it, with cards rendered by the workers' own code.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.support.story import CASE, START, Story
from watcher.blobs import Blobs
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote
from watcher.model import (
    DeliveryState,
    Evidence,
    QualityFlag,
    Severity,
    Suppressed,
)


def tell_all(ledger: Ledger, blobs: Blobs) -> Story:
    """The year."""
    story = Story(ledger, blobs)
    _people(story)
    _insiders(story)
    _returns(story)
    _placing(story)
    for number in range(6):
        ledger.note_poll(
            PollNote(
                source="edgar", started_at=datetime.now(UTC) - timedelta(seconds=6 - number),
                duration=timedelta(milliseconds=310), outcome="ok", entries=100, new=number % 2, pages=1,
            )
        )  # fmt: skip
    return story


PLACING_TEXT = """HARBOUR LANTERN HOLDINGS LIMITED
(Incorporated in the Cayman Islands with limited liability)
PLACING OF NEW SHARES UNDER GENERAL MANDATE

The Board is pleased to announce that on 2 March 2026 (after trading hours), the Company entered into the Placing Agreement, pursuant to which the Placing Agent has conditionally agreed to place, on a best effort basis, up to 80,000,000 Placing Shares at the Placing Price of HK$2.50 per Placing Share to not less than six independent Placees.

The Placing Price represents a discount of approximately 9.09% to the closing price of HK$2.75 per Share as quoted on the Stock Exchange on the date of the Placing Agreement.

The gross proceeds from the Placing will be HK$200.0 million.

EQUITY FUND RAISING ACTIVITIES IN THE PAST TWELVE MONTHS
On 4 June 2025 the Company issued 30,000,000 Shares at HK$2.10 per Share under the general mandate then in force.
"""


def _placing(story: Story) -> None:
    quote = "up to 80,000,000 Placing Shares at the Placing Price of HK$2.50 per Placing Share"
    recap = "On 4 June 2025 the Company issued 30,000,000 Shares at HK$2.10 per Share"
    at = PLACING_TEXT.index(recap)
    dropped = Suppressed(
        would_be_type="share_issuance", reason_code="HISTORICAL_RECAP", why="a past issue, told in its own time",
        evidence=Evidence(document="main", start=at, end=at + len(recap), quote=recap),
    )  # fmt: skip
    fields = {
        "units": 80_000_000, "qualifier": "up_to", "price": Decimal("2.50"), "currency": "HKD",
        "gross_proceeds": Decimal(200_000_000), "unit_kind": "ordinary_share", "mandate": "general",
        "agreement_date": date(2026, 3, 2), "pct_existing_printed": Decimal("8.41"),
    }  # fmt: skip
    story.tell(
        "placing", "share_issuance", "placing of up to 80,000,000 shares at HK$2.50", PLACING_TEXT, quote,
        title="PLACING OF NEW SHARES UNDER GENERAL MANDATE", subtype="placing", severity=Severity.HIGH,
        fields=fields, dedup_key="lantern|placing|agreed", case_key=CASE, suppressed=[dropped],
        flags=[QualityFlag(code="ROUNDED_FIGURE", detail="gross proceeds are printed in millions")],
        channels=("desk-hook", "desk-mail/ada@desk.test"),
    )  # fmt: skip
    story.settle("placing", DeliveryState.DELIVERED)
    story.tell(
        "placing-6k", "share_issuance", "placing of up to 80,000,000 shares at HK$2.50", PLACING_TEXT, quote,
        days=0.14, form="6-K", title="6-K - Harbour Lantern Holdings Ltd", subtype="placing", severity=Severity.HIGH,
        fields=fields, dedup_key="lantern|placing|agreed", case_key=CASE,
    )  # fmt: skip
    text = "Completion of the Placing took place on 11 March 2026. A total of 79,400,000 Placing Shares were placed at HK$2.50."
    story.tell(
        "completed", "share_issuance", "placing completed, 79,400,000 shares at HK$2.50", text,
        "A total of 79,400,000 Placing Shares were placed at HK$2.50", days=9, title="COMPLETION OF PLACING",
        subtype="placing", status="completed", severity=Severity.HIGH, case_key=CASE, relation="advances",
        fields={**fields, "units": 79_400_000, "gross_proceeds": Decimal(198_500_000), "completion_date": date(2026, 3, 11)},
        dedup_key="lantern|placing|completed",
    )  # fmt: skip
    story.settle("completed", DeliveryState.DEAD, tries=3)


def _returns(story: Story) -> None:
    closing = 951_200_000
    for month in range(1, 9):
        closing += 0 if month % 3 else 2_400_000
        on = date(2025, month + 4, 28)
        text = f"Monthly Return for the month ended {on}. Balance at close of the month: {closing:,} shares."
        story.tell(
            f"return{month}", "capital_movement", f"monthly return: {closing:,} shares in issue", text,
            f"Balance at close of the month: {closing:,} shares", days=-260 + 30 * month,
            title="Monthly Return of Equity Issuer", subtype="monthly_return", status="movement",
            severity=Severity.INFO, fields={
                "month_ended": on,
                "issued_excluding_treasury": {"opening": closing, "change": 0, "closing": closing},
            },
        )  # fmt: skip
        story.settle(f"return{month}", DeliveryState.DELIVERED)


def _insiders(story: Story) -> None:
    rows = ((-200, "insider_sale", 1_250_000), (-120, "insider_purchase", 640_000),
            (-75, "insider_sale", 2_400_000), (-20, "insider_sale", 900_000))  # fmt: skip
    for number, (days, kind, value) in enumerate(rows, 1):
        verb = "sells" if kind == "insider_sale" else "buys"
        plan = number == 4
        text = f"Marlow Edith {verb} {value // 25:,} American Depositary Shares worth US${value:,} at a weighted average price of US$25.00."
        story.tell(
            f"trade{number}", kind, f"director Edith Marlow {verb} US${value:,} of ADSs", text,
            f"{value // 25:,} American Depositary Shares worth US${value:,}", days=days, form="144" if plan else "4",
            title=f"{'144' if plan else '4'} - Harbour Lantern Holdings Ltd", status="proposed" if plan else "completed",
            severity=Severity.MEDIUM if value > 1_000_000 else Severity.LOW,
            fields={
                "person": {"name": "Marlow Edith", "person_key": "edith+marlow"}, "units": value // 25, "unit_kind": "ads",
                "value": Decimal(value), "price": Decimal("25.00"), "currency": "USD",
                "transaction_date": (START + timedelta(days=days)).date(),
            },
        )  # fmt: skip
        story.settle(f"trade{number}", DeliveryState.DELIVERED)


def _people(story: Story) -> None:
    rows = ((-240, "Osgood Peter", "appointment", "independent_non_executive_director"),
            (-150, "Fong Wai Lin", "departure", "executive_director"),
            (-60, "Brandt Ilse", "appointment", "chief_financial_officer"),
            (-10, "Osgood Peter", "departure", "independent_non_executive_director"))  # fmt: skip
    for number, (days, name, what, role) in enumerate(rows, 1):
        verb = "joins the board" if what == "appointment" else "leaves the board"
        on = (START + timedelta(days=days)).date()
        text = f"The Board announces that {name} {verb} with effect from {on:%d %B %Y}."
        story.tell(
            f"person{number}", "board_change", f"{name} {verb}", text, f"{name} {verb}", days=days,
            title="CHANGE OF DIRECTOR", subtype=what, status="effective", effective=on,
            fields={
                "person": {"name": name, "person_key": "+".join(sorted(name.lower().split()))},
                "roles": [{"role": role, "change": "gained" if what == "appointment" else "lost"}],
            },
        )  # fmt: skip
        story.settle(f"person{number}", DeliveryState.DELIVERED)
