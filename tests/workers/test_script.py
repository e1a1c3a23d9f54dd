"""Filings in simplified characters: read like traditional ones, told as they are printed."""

import tomllib
from pathlib import Path

from tests.support.announcements import found_in, zh_announcement
from tests.support.people import read
from watcher.issuers import Issuers
from watcher.simplified import traditional
from workers.canonical import text_of
from workers.events import Told, board_change, share_issuance
from workers.facts import reading_of
from workers.script import in_traditional

CASES = tomllib.loads((Path(__file__).parent / "people/hongkong.toml").read_text(encoding="utf-8"))[
    "case"
]
SIMPLIFIED = str.maketrans(
    {traditional(c): c for c in map(chr, range(0x4E00, 0x9FA6)) if traditional(c) != c}
)


def simplified(text: str) -> str:
    """A text in simplified characters."""
    return text.translate(SIMPLIFIED)


RESIGNED = (
    "董事会宣布，郑书华女士因健康原因辞任本公司独立非执行董事，自二零二六年三月二十五日起生效。"
)


def test_names_quotes_and_the_headline_are_as_printed() -> None:
    text = zh_announcement("独立非执行董事辞任", RESIGNED)
    (event,) = found_in(text, types=(board_change.EVENT,)).events
    person = event.fields["person"]
    assert isinstance(person, dict)
    assert person["name"] == "郑书华"
    assert "郑书华" in event.headline
    assert all(e.quote in text for e in event.evidence)


def test_both_scripts_give_one_dedup_key() -> None:
    traditional = (
        "董事會宣佈，鄭書華女士因健康原因辭任本公司獨立非執行董事，自二零二六年三月二十五日起生效。"
    )
    keys = {
        found_in(zh_announcement(title, body), types=(board_change.EVENT,)).events[0].dedup_key
        for title, body in (("独立非执行董事辞任", RESIGNED), ("獨立非執行董事辭任", traditional))
    }
    assert len(keys) == 1


def test_a_simplified_body_is_read_behind_a_traditional_cover() -> None:
    body = (
        "于2026年3月25日，本公司与配售代理订立配售协议，据此，配售代理同意按每股12.50港元的配售价"
        "配售合共7,000,000股新H股予不少于六名承配人。"
    )
    cover = "本公告乃根據上市規則第13.10B條作出。茲載列本公司在上海證券交易所網站刊登之公告如下，僅供參閱。"
    text = zh_announcement("海外監管公告", *[cover] * 6, "根据一般性授权配售新H股", body)
    (event,) = found_in(text, types=(share_issuance.EVENT,)).events
    assert event.fields["units"] == 7_000_000


def test_a_traditional_filing_is_read_as_it_is() -> None:
    text = text_of(zh_announcement("主席變更", "董事會宣佈。").encode(), Told(), "a.txt")
    reading = reading_of(text, Told(), Issuers())
    assert in_traditional(reading) is reading


def test_every_chinese_case_reads_alike_in_simplified_characters() -> None:
    told = [case for case in CASES if not "".join(case["text"]).isascii() and case["told"]]
    chinese = [case for case in told if "董事會" in "".join(case["text"])]
    assert len(chinese) > 30
    differ = [
        case["shows"]
        for case in chinese
        if sorted(read(simplified("\n\n".join(case["text"])), case["on"]).told)
        != sorted(read("\n\n".join(case["text"]), case["on"]).told)
    ]
    assert differ == []
