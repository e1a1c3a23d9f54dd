from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import announcement, eight_k, zh_announcement
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events.trading_halt import EVENT


def test_a_halt_pending_an_announcement() -> None:
    event = the_event(
        announcement(
            "TRADING HALT",
            "At the request of the Company, trading in the shares of the Company on The Stock Exchange of Hong Kong Limited was halted with effect from 9:00 a.m. on 25 March 2026 pending the release of an announcement containing inside information of the Company.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == ("halt", "effective", Severity.HIGH)
    assert event.effective_date == date(2026, 3, 25)
    assert event.fields == {
        "market": "HKEX",
        "effective_time": "9:00 a.m.",
        "securities": "shares of the Company",
        "reason": "an announcement containing inside information of the Company",
    }
    assert event.headline == "trading halt from 2026-03-25 9:00 a.m."


def test_a_suspension() -> None:
    event = the_event(
        announcement("SUSPENSION OF TRADING", "Trading in the shares of the Company will be suspended with effect from 9:00 a.m. on 1 April 2026 due to the delay in publication of the annual results."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.status) == ("suspension", "announced")


def test_a_resumption_takes_the_day_of_the_resumption() -> None:
    event = the_event(
        announcement(
            "DISCLOSEABLE TRANSACTION AND RESUMPTION OF TRADING",
            "At the request of the Company, trading in the Shares was halted with effect from 9:00 a.m. on 24 March 2026 pending the release of this announcement. Application has been made by the Company to the Stock Exchange for the resumption of trading in the Shares with effect from 9:00 a.m. on 26 March 2026.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == (
        "resumption",
        "announced",
        Severity.MEDIUM,
    )
    assert event.effective_date == date(2026, 3, 26)


@pytest.mark.parametrize(
    ("title", "line", "subtype"),
    [
        ("短暫停牌", "應本公司要求，本公司股份已自二零二六年三月二十五日上午九時正起於香港聯合交易所有限公司短暫停牌，以待發佈一份載有本公司內幕消息的公告。", "halt"),
        ("復牌", "本公司已向聯交所申請股份自二零二六年三月二十五日上午九時正起恢復買賣。", "resumption"),
        ("停牌", "本公司股份將自二零二六年三月二十五日上午九時正起暫停買賣。", "suspension"),
    ],
)  # fmt: skip
def test_chinese_notices(title: str, line: str, subtype: str) -> None:
    event = the_event(zh_announcement(title, line), EVENT)
    assert (event.subtype, event.effective_date) == (subtype, date(2026, 3, 25))


def test_guidance_that_is_fulfilled_lets_trading_resume() -> None:
    event = the_event(
        announcement("FULFILMENT OF RESUMPTION GUIDANCE AND RESUMPTION OF TRADING", "As all the resumption guidance has been fulfilled, an application has been made for the resumption of trading in the Shares with effect from 9:00 a.m. on 26 March 2026."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.effective_date) == ("resumption", date(2026, 3, 26))


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("QUARTERLY UPDATE ON RESUMPTION PROGRESS AND CONTINUED SUSPENSION OF TRADING", "Trading in the shares of the Company has been suspended with effect from 9:00 a.m. on 2 April 2025 and will remain suspended until further notice."),
        ("RESUMPTION GUIDANCE AND CONTINUED SUSPENSION OF TRADING", "Trading in the Shares has been suspended since 2 April 2025 and will remain suspended until the Company fulfils the resumption guidance."),
    ],
)  # fmt: skip
def test_a_suspension_that_continues_is_no_news(title: str, line: str) -> None:
    findings = nothing(announcement(title, line), [EVENT])
    assert reason_codes(findings, "trading_halt") == ["PREVIOUSLY_DISCLOSED"]


def test_history_of_trading_in_other_documents_raises_nothing() -> None:
    nothing(
        announcement("MONTHLY UPDATE", "Trading in the Shares was suspended from 2 April 2025 to 3 June 2025."),
        [EVENT],
    )  # fmt: skip


OTHER = "Item 8.01 Other Events."


@pytest.mark.parametrize(
    ("line", "subtype", "day"),
    [
        ("On March 4, 2026, The Nasdaq Stock Market LLC halted trading in the Company’s common stock, pending the receipt of additional information from the Company.", "halt", date(2026, 3, 4)),
        ("On March 4, 2026, the Securities and Exchange Commission temporarily suspended trading in the Company’s securities until March 17, 2026.", "suspension", date(2026, 3, 4)),
        ("Trading in our Class A common shares on the NYSE American was halted on March 4, 2026 at 9:52 a.m.", "halt", date(2026, 3, 4)),
        ("Trading of the Company’s ordinary shares on Nasdaq resumed on March 9, 2026.", "resumption", date(2026, 3, 9)),
    ],
)  # fmt: skip
def test_the_market_stops_trading(line: str, subtype: str, day: date) -> None:
    event = the_event(eight_k(OTHER, line), EVENT)
    assert (event.subtype, event.effective_date) == (subtype, day)


@pytest.mark.parametrize(
    "lines",
    [
        ("As previously disclosed, on March 4, 2026 Nasdaq halted trading in the Company’s common stock.",),
        ("If Nasdaq halted trading in the Company’s common stock, holders could not sell it.",),
        ("On March 4, 2026, in connection with the completion of the Merger, Nasdaq halted trading in the Company’s common stock prior to the open.",),
        ("Nasdaq has determined to delist the Company’s securities.", "Trading in the Company’s common stock was suspended on March 4, 2026 and a Form 25 will be filed."),
        ("On March 4, 2026, the Company halted trading under its share repurchase plan.",),
        ("On March 4, 2026, Nasdaq halted trading in the securities of a competitor of the Company.",),
    ],
)  # fmt: skip
def test_no_news_of_a_halt_in_a_report(lines: tuple[str, ...]) -> None:
    nothing(eight_k(OTHER, *lines), [EVENT])
