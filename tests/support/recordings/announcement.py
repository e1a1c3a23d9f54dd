"""HKEXnews announcements in English and Chinese: the frame that all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.recordings.pdf import Element, Text, typeset

_DISCLAIMER = (
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no responsibility "
    "for the contents of this announcement, make no representation as to its accuracy or completeness and "
    "expressly disclaim any liability whatsoever for any loss howsoever arising from or in reliance upon the "
    "whole or any part of the contents of this announcement."
)
_DISCLAIMER_ZH = (
    "香港交易及結算所有限公司及香港聯合交易所有限公司對本公告的內容概不負責，對其準確性或完整性亦不發表任何聲明，"
    "並明確表示，概不對因本公告全部或任何部份內容而產生或因倚賴該等內容而引致的任何損失承擔任何責任。"
)
_PLACES = {"the Cayman Islands": "開曼群島", "Bermuda": "百慕達"}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A listed issuer. ``codes``: each counter with its short name, as the venue lists it."""

    name: str
    name_zh: str
    codes: tuple[tuple[str, str], ...]
    place: str = "the Cayman Islands"
    board: str = "sehk"

    @property
    def code(self) -> str:
        """The code as it is printed on an announcement in English."""
        if len(self.codes) == 2:
            return f"{self.codes[0][0]} (HKD counter) and {self.codes[1][0]} (RMB counter)"
        return self.codes[0][0].lstrip("0")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One document at HKEXnews. ``codes``: tier 1, then tier 2, of the headline categories."""

    news_id: str
    listed: Listed
    title: str
    codes: tuple[str, ...]
    body: bytes
    lang: str = "e"


def english(
    listed: Listed, titles: str, body: Sequence[Element], *, on: str, signed: str, board: str
) -> bytes:
    """An announcement in English. ``board`` is the sentence on who the directors are."""
    name, post = signed.split(", ", 1)
    return typeset([
        Text(_DISCLAIMER, "small"),
        Text(listed.name, "title"),
        Text(f"(Incorporated in {listed.place} with limited liability)", "centre"),
        Text(f"(Stock Code: {listed.code})", "centre"),
        Text(titles, "title"),
        *body,
        Text("By order of the Board", "centre"), Text(listed.name, "centre"),
        Text(name, "centre"), Text(post, "centre"),
        Text(f"Hong Kong, {on}"),
        Text(f"As at the date of this announcement, {board}"),
    ])  # fmt: skip


def chinese(
    listed: Listed, titles: str, body: Sequence[Element], *, on: str, signed: str, board: str
) -> bytes:
    """The same in Chinese. ``signed``: post and name, divided by a blank."""
    post, name = signed.split(" ", 1)
    return typeset([
        Text(_DISCLAIMER_ZH, "small"),
        Text(listed.name, "title"),
        Text(listed.name_zh, "title"),
        Text(f"（於{_PLACES[listed.place]}註冊成立的有限公司）", "centre"),
        Text(f"（股份代號：{listed.code}）", "centre"),
        Text(titles, "title"),
        *body,
        Text("承董事會命", "centre"), Text(listed.name_zh, "centre"),
        Text(post, "centre"), Text(name, "centre"),
        Text(f"香港，{on}"),
        Text(f"於本公告日期，{board}"),
    ], chinese=True)  # fmt: skip
