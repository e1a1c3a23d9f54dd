"""Dealings that the issuer says it was told of."""

from __future__ import annotations

from decimal import Decimal

from tests.support.announcements import announcement, found_in, zh_announcement
from watcher.model import Event
from workers.events import insider_purchase, insider_sale

TYPES = (insider_sale.EVENT, insider_purchase.EVENT)


def only(title: str, text: str) -> Event:
    (event,) = found_in(zh_announcement(title, text), types=TYPES).events
    return event


def test_a_purchase_that_the_chairman_made_known_is_read() -> None:
    event = only(
        "自願公告 主席增持股份",
        "董事會獲本公司主席兼執行董事陳大文先生告知，彼於二零二六年三月二十四日於公開市場以平均價每股3.35港元購入合共"
        "1,000,000股股份。",
    )
    assert (event.type, event.fields["units"]) == ("insider_purchase", 1_000_000)
    assert (event.fields["price"], event.fields["price_kind"]) == (Decimal("3.35"), "average")


def test_the_board_that_was_told_makes_no_director_of_a_holder() -> None:
    event = only(
        "自願公告 主要股東減持股份",
        "董事會獲主要股東遠航投資有限公司告知，其於二零二六年三月二十四日於市場上以每股3.30港元出售合共2,000,000股本公司股份。",
    )
    assert (event.type, event.fields["units"]) == ("insider_sale", 2_000_000)
    assert event.fields["relationships"] == ["主要股東"]
    assert "主要股東" not in event.headline


def test_what_the_board_was_informed_of_is_read() -> None:
    text = announcement(
        "INCREASE IN SHAREHOLDING BY CONTROLLING SHAREHOLDER",
        "The Board was informed that Mr. Cy Lane, the chairman and controlling shareholder of the Company, purchased 3,000,000 Shares on the open market on 24 March 2026 at an average price of HK$0.86 per Share.",
    )
    (event,) = found_in(text, types=TYPES).events
    assert (event.type, event.fields["units"]) == ("insider_purchase", 3_000_000)
    assert event.headline == "Cy Lane (chairman) bought 3,000,000 shares at HK$0.86, HK$2.58m"
