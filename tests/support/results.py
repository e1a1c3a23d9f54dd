"""An invented announcement of annual results, in pieces."""

from __future__ import annotations

from tests.support.announcements import announcement

TITLE = "ANNUAL RESULTS ANNOUNCEMENT FOR THE YEAR ENDED 31 DECEMBER 2025"
BOARD = "The board of directors is pleased to announce the audited consolidated results of the Group for the year ended 31 December 2025, prepared in accordance with HKFRSs."
STATEMENT = (
    "CONSOLIDATED STATEMENT OF PROFIT OR LOSS",
    "For the year ended 31 December 2025",
    "\tNotes\t2025\t2024",
    "\t\tHK$'000\tHK$'000",
)
PROFIT = (
    "Revenue\t4\t1,204,500\t1,000,000",
    "Cost of sales\t\t(800,200)\t(700,100)",
    "Gross profit\t\t404,300\t299,900",
    "Operating profit\t\t120,400\t88,000",
    "Profit before taxation\t7\t100,300\t69,000",
    "Income tax expense\t8\t(16,000)\t(11,000)",
    "Profit for the year\t\t84,300\t58,000",
    "Attributable to:",
    "Owners of the Company\t\t80,100\t55,000",
    "Non-controlling interests\t\t4,200\t3,000",
    "Earnings per share",
    "– Basic (HK cents)\t9\t16.02\t11.00",
    "– Diluted (HK cents)\t9\t16.00\t10.98",
)
BALANCE = (
    "CONSOLIDATED STATEMENT OF FINANCIAL POSITION",
    "At 31 December 2025",
    "\tNotes\t2025\t2024",
    "\t\tHK$'000\tHK$'000",
    "Cash and cash equivalents\t\t310,000\t250,500",
    "Total assets\t\t2,000,100\t1,800,000",
    "Total liabilities\t\t900,000\t850,000",
)


def annual(*lines: str) -> str:
    """The announcement with these lines below its first sentence."""
    return announcement(TITLE, BOARD, *lines)


def of_net(now: str, before: str, label: str = "(Loss)/profit for the year") -> str:
    """The same with a net result of this year and the one before."""
    return annual(*STATEMENT, "Revenue\t\t1,204,500\t1,000,000", f"{label}\t\t{now}\t{before}")
