"""The Hong Kong sides of two seeds: the announcement on directors, and the monthly return.

The English announcement is the text of the seed's exhibit, set as PDF; the Chinese one is
our own translation of it. The return prints the figures of the seed on a clean form.
"""

from __future__ import annotations

import re

from tests.support.recordings.announcement import Notice, chinese
from tests.support.recordings.companies import KINGSOFT
from tests.support.recordings.hk_returns import monthly_return
from tests.support.recordings.pdf import Text, typeset
from tests.support.recordings.seeds import seed_text

_BLANK_LINE = re.compile(r"\n\s*\n")
_DISCLAIMER = "Hong Kong Exchanges and Clearing Limited and The Stock Exchange"
_DIRECTORS = ("10000", "12350", "12961", "12957")
TITLE = (
    "(I) RESIGNATION OF NON-EXECUTIVE DIRECTOR; (II) CHANGES IN CHAIRMAN OF THE BOARD AND CHAIRMAN OF THE NOMINATION "
    "COMMITTEE; AND (III) APPOINTMENT OF NON-EXECUTIVE DIRECTOR"
)
_TITLE_ZH = "(I)非執行董事辭任；(II)董事會主席及提名委員會主席變更；及(III)委任非執行董事"
_BODY_ZH = (
    ("非執行董事辭任", (
        ("金山云控股有限公司（「本公司」，連同其附屬公司及併表聯屬實體統稱「本集團」）董事（「董事」）會（「董事會」）宣佈，"
        "雷軍先生（「雷先生」）因其他業務安排，已提呈辭任非執行董事，自2026年3月25日起生效。於雷先生辭任非執行董事後，"
        "其亦不再擔任董事會主席、董事會提名委員會（「提名委員會」）主席及董事會薪酬委員會（「薪酬委員會」）成員。"),
        "雷先生已確認，彼對本公司並無任何申索，與董事會並無意見分歧，亦無有關其辭任的其他事宜須提請本公司股東或香港聯合交易所有限公司垂注。",
        "雷先生自本公司於2012年成立起擔任非執行董事，並自2015年起擔任董事會主席。董事會謹此對雷先生於任期內的貢獻致以衷心感謝。",
    )),
    ("董事會主席及提名委員會主席變更", (
        "於雷先生辭任後，董事會亦欣然宣佈，董事會副主席鄒濤先生（「鄒先生」）已獲委任為董事會主席及提名委員會主席，自2026年3月25日起生效。",
        "鄒濤先生，50歲，自2016年12月及2022年8月起分別擔任本公司董事及代理首席執行官。",
    )),
    ("委任非執行董事", (
        "董事會欣然宣佈，曲恒先生（「曲先生」）已獲委任為非執行董事、提名委員會成員及薪酬委員會成員，自2026年3月25日起生效。",
        "曲恒先生，44歲，現任小米集團副總裁兼集團技術委員會主席。彼於2010年加入小米集團。",
        ("曲先生已與本公司訂立董事協議，初步任期為三年或直至其獲委任後本公司第三次股東週年大會為止（以較早者為準），並須於下屆股東週年大會上重選。"
        "曲先生將不會就擔任非執行董事收取任何董事袍金。"),
    )),
)  # fmt: skip
_ROSTER_ZH = "董事會包括主席兼執行董事鄒濤先生；非執行董事曲恒先生及張鐸先生；以及獨立非執行董事喻銘鐸先生、王航先生及曲靜淵女士。"


def directors() -> list[Notice]:
    """The announcement of the directors' changes in both languages; the 6-K with it comes later."""
    body_zh = [
        part
        for heading, paragraphs in _BODY_ZH
        for part in (Text(heading, "heading"), *map(Text, paragraphs))
    ]
    return [
        Notice(news_id="19900101", listed=KINGSOFT, title=TITLE, codes=_DIRECTORS, body=_exhibit()),
        Notice(
            news_id="19900102", listed=KINGSOFT, title=_TITLE_ZH, codes=_DIRECTORS, lang="c",
            body=chinese(KINGSOFT, _TITLE_ZH, body_zh, on="2026年3月25日", signed="董事會主席、執行董事兼代理首席執行官 鄒濤先生",
                         board=_ROSTER_ZH),
        ),
    ]  # fmt: skip


def exhibits(case: str) -> list[bytes]:
    """The announcements that a seed repeats as its exhibits, each as the PDF of HKEXnews."""
    parts = seed_text(case).split(_DISCLAIMER)[1:]
    return [_typeset(part) for part in parts]


def _exhibit() -> bytes:
    """The second exhibit of the seed, from its disclaimer to its roster."""
    announcements = seed_text("6k-results-articles-board-scheme").split(_DISCLAIMER)
    return _typeset(next(part for part in announcements if "(I) RESIGNATION OF" in part))


def _typeset(announcement: str) -> bytes:
    blocks = [block for block in _BLANK_LINE.split(announcement) if block.strip()]
    return typeset([Text(f"{_DISCLAIMER}{blocks[0]}", "small"), *map(_block, blocks[1:])])


def _block(block: str) -> Text:
    """A paragraph of the seed; what it marks bold as a whole, or sets in capitals, is a heading."""
    plain = " ".join(block.replace("*", "").split())
    if block.strip().startswith("**") or re.search(r"[一-鿿]", plain):
        return Text(re.sub(r"[一-鿿]+", "", plain), "title")
    return Text(plain, "heading" if plain.isupper() else "body")


def october_return() -> Notice:
    """The monthly return without movement; the seed repeats it in a 6-K."""
    body = monthly_return(
        KINGSOFT, month="31 October 2024", submitted="06 November 2024", signed="Zou Tao",
        authorised=("40,000,000,000", "USD", "0.001", "40,000,000"),
        before="3,805,284,801", change="", after="3,805,284,801",
        options=[("2013 Share Option Scheme", "26,551,714", "", "", "26,551,714", "0", "", "24,849,028", "")],
        awards=[("2013 Share Award Scheme", "22 February 2013", "0", "22,953,079"),
                ("2021 Share Incentive Plan", "15 November 2021", "0", "182,293,214")],
    )  # fmt: skip
    return Notice(
        news_id="19900103", listed=KINGSOFT, title="Monthly Return for Equity Issuer and Hong Kong Depositary Receipts "
        "listed under Chapter 19B of the Exchange Listing Rules on Movements in Securities for the month ended "
        "31 October 2024", codes=("51500",), body=body,
    )  # fmt: skip
