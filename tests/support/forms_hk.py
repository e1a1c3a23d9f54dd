"""Invented HKEX return forms as a PDF reader shows them: the lines of the true forms, English
and Chinese, in their versions. What a form must say is told by its own figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "zh"]

_WORDS = {
    "en": {
        "monthly": "Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under Chapter 19B of the Exchange Listing Rules on Movements in Securities",
        "month": "For the month ended:\t{month}\tStatus: {status}", "new": "New Submission",
        "to": "To : Hong Kong Exchanges and Clearing Limited",
        "name": "Name of Issuer:\t{name}", "submitted": "Date Submitted:\t{day}",
        "I": "I. Movements in Authorised / Registered Share Capital",
        "II": "II. Movements in Issued Shares and/or Treasury Shares",
        "II old": "II. Movements in Issued Shares",
        "III": "III. Details of Movements in Issued Shares and/or Treasury Shares",
        "head": "{n}. Class of shares\t{cls}\tType of shares\t{kind}\tListed on the Exchange (Note 1) {listed}",
        "code": "Stock code (if listed)\t{code}\tDescription\t{text}",
        "yes": "Yes", "no": "No", "no kind": "Not applicable", "none": "Not applicable",
        "open": "Balance at close of preceding month", "change": "Increase / decrease (-)",
        "close": "Balance at close of the month",
        "A": "(A). Share Options (under Share Option Schemes of the Issuer)",
        "B": "(B). Warrants to Issue Shares of the Issuer",
        "C": "(C). Convertibles (i.e. Convertible into Shares of the Issuer)",
        "D": "(D). Any other Agreements or Arrangements to Issue Shares of the Issuer, including Options (other than Share Option Schemes)",
        "E": "(E). Other Movements in Issued Shares and/or Treasury Shares",
        "approval": "General Meeting approval date (if applicable)\t{day}",
        "total": "Increase in issued shares (excluding treasury shares):\t{n}\tOrdinary shares ({l}{l}1)",
        "out": "Decrease in treasury shares:\t{n}\tOrdinary shares ({l}{l}2)",
        "funds": "Total funds raised during the month from exercise of options:\t{money}",
        "IV": "IV. Information about Hong Kong Depositary Receipt (HDR) Not applicable",
        "V": "V. Confirmations", "by": "Submitted by:\t{who}", "title": "Title:\tCompany Secretary",
        "ordinary": "Ordinary shares",
    },
    "zh": {
        "monthly": "股份發行人及根據《上市規則》第十九B章上市的香港預託證券發行人的證券變動月報表",
        "month": "截至月份:\t{month}\t狀態: {status}", "new": "新提交",
        "to": "致：香港交易及結算所有限公司",
        "name": "公司名稱:\t{name}", "submitted": "呈交日期:\t{day}",
        "I": "I. 法定/註冊股本變動", "II": "II. 已發行股份及/或庫存股份變動", "II old": "II. 已發行股份變動",
        "III": "III.已發行股份及/或庫存股份變動詳情",
        "head": "{n}. 股份分類\t{cls}\t股份類別\t{kind}\t於香港聯交所上市 (註1)\t{listed}",
        "code": "證券代號 (如上市)\t{code}\t說明\t{text}",
        "yes": "是", "no": "否", "no kind": "不適用", "none": "不適用",
        "open": "上月底結存", "change": "增加 / 減少 (-)", "close": "本月底結存",
        "A": "(A). 股份期權（根據發行人的股份期權計劃）", "B": "(B). 承諾發行發行人股份的權證",
        "C": "(C). 可換股票據（即可轉換為發行人股份）",
        "D": "(D). 為發行發行人股份所訂立的任何其他協議或安排，包括期權(但不包括根據股份期權計劃發行的期權)",
        "E": "(E). 已發行股份及/或庫存股份的其他變動",
        "approval": "股東大會通過日期\t(如適用)\t{day}",
        "total": "已發行股份（不包括庫存股份）增加:\t{n}\t普通股 ({l}{l}1)",
        "out": "庫存股份減少:\t{n}\t普通股 ({l}{l}2)",
        "funds": "本月內因行使期權所得資金總額:\t{money}",
        "IV": "IV. 有關香港預託證券(預託證券)的資料 不適用",
        "V": "V. 確認", "by": "呈交者:\t{who}", "title": "職銜:\t公司秘書",
        "ordinary": "普通股",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """One class: balances of issued shares and of treasury shares (None: the older form)."""

    opening: int
    change: int = 0
    treasury: int | None = 0
    treasury_change: int = 0
    kind: str | None = None
    listed: bool = True
    code: str = "09911"
    text: str = ""
    authorised: tuple[int, str, str] | None = (20_000_000_000, "HKD", "0.01")
    printed: bool = True

    @property
    def closing(self) -> int:
        """Issued shares at the close."""
        return self.opening + self.change


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """A monthly return. ``details`` are the lines of each section that applies."""

    shares: tuple[Shares, ...]
    details: dict[str, tuple[str, ...]] = field(default_factory=dict)
    language: Language = "en"
    version: str = "1.1.1"
    month: str = "30 April 2026"
    submitted: str = "07 May 2026"
    status: str | None = None
    name: str = "Harbour Lights Technology Limited"
    pages: bool = True
    extra: str = ""

    def text(self) -> str:
        """The lines of the form."""
        w = _WORDS[self.language]
        rows = [
            w["monthly"],
            w["month"].format(month=self.month, status=self.status or w["new"]),
            w["to"], w["name"].format(name=self.name), w["submitted"].format(day=self.submitted),
            w["I"],
        ]  # fmt: skip
        with_capital = [s for s in self.shares if s.authorised]
        for n, shares in enumerate(with_capital, 1):
            rows += [*self._head(n, shares), *self._authorised(shares)]
        rows += self._turn()
        rows.append(w["II"] if any(s.treasury is not None for s in self.shares) else w["II old"])
        for n, shares in enumerate(self.shares, 1):
            rows += [*self._head(n, shares), *self._issued(shares)]
        rows += [*([self.extra] if self.extra else []), *self._turn(), w["III"]]
        for letter in "ABCDE":
            lines = self.details.get(letter)
            rows += [w[letter], *lines] if lines else [f"{w[letter]} {w['none']}"]
            rows += self._turn()
        return "\n".join(
            ["FF301", *rows, w["IV"], w["V"], w["by"].format(who="Lam Siu Ming"), w["title"]]
        )

    def _turn(self) -> list[str]:
        return ["FF301", f"Page 2 of 11\tv {self.version}"] if self.pages else []

    def _head(self, n: int, shares: Shares) -> list[str]:
        w = _WORDS[self.language]
        return [
            w["head"].format(
                n=n, cls=w["ordinary"], kind=shares.kind or w["no kind"],
                listed=w["yes"] if shares.listed else w["no"],
            ),
            w["code"].format(code=shares.code, text=shares.text),
        ]  # fmt: skip

    def _authorised(self, shares: Shares) -> list[str]:
        w = _WORDS[self.language]
        number, currency, par = shares.authorised or (0, "", "")
        capital = f"{number * float(par):,.10g}" if float(par) < 1 else f"{number * int(par):,}"
        row = f"{number:,} {currency}\t{par} {currency}\t{capital}"
        return [f"{w['open']}\t{row}", f"{w['change']}\t{currency}", f"{w['close']}\t{row}"]

    def _issued(self, s: Shares) -> list[str]:
        w = _WORDS[self.language]
        if s.treasury is None:
            change = f"\t{s.change:,}" if s.printed else ""
            return [
                f"{w['open']}\t{s.opening:,}",
                f"{w['change']}{change}",
                f"{w['close']}\t{s.closing:,}",
            ]
        after = s.treasury + s.treasury_change
        change = f"\t{s.change:,}\t{s.treasury_change:,}" if s.printed else ""
        return [
            f"{w['open']}\t{s.opening:,}\t{s.treasury:,}\t{s.opening + s.treasury:,}",
            f"{w['change']}{change}",
            f"{w['close']}\t{s.closing:,}\t{after:,}\t{s.closing + after:,}",
        ]  # fmt: skip


def options(
    *rows: tuple[str, str], new: int, out: int = 0, funds: str = "HKD 0", language: Language = "en"
) -> tuple[str, ...]:
    """Section A: (name and figures, approval date) of each scheme, and the totals."""
    return (*_schemes(rows, "A", new, out, language), _WORDS[language]["funds"].format(money=funds))


def agreements(
    *rows: tuple[str, str], new: int, out: int = 0, language: Language = "en"
) -> tuple[str, ...]:
    """Section D in the same way."""
    return _schemes(rows, "D", new, out, language)


def _schemes(
    rows: tuple[tuple[str, str], ...], letter: str, new: int, out: int, language: Language
) -> tuple[str, ...]:
    w = _WORDS[language]
    found = [
        w["head"].format(n=1, cls=w["ordinary"], kind=w["no kind"], listed=w["yes"]),
        w["code"].format(code="09911", text=""),
    ]
    for n, (line, approved) in enumerate(rows, 1):
        found += [f"{n}).\t{line}", w["approval"].format(day=approved)]
    found.append(w["total"].format(n=f"{new:,}", l=letter))
    return (*found, w["out"].format(n=f"{out:,}", l=letter))


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """One class of a next day return: balances, and the lines of its rows."""

    opening: int
    closing: int
    rows: tuple[str, ...]
    treasury: tuple[int, int] = (0, 0)
    kind: str | None = None
    code: str = "09911"


def next_day(
    *classes: Daily, language: Language = "en", code: str = "FF305", tail: str = ""
) -> str:
    """A next day disclosure return with Section I of each class."""
    en = language == "en"
    lines = [
        code,
        "Next Day Disclosure Return" if en else "翌日披露報表",
        "(Equity issuer - changes in issued shares or treasury shares, share buybacks and/or on-market sales of treasury shares)"
        if en
        else "(股份發行人 - 已發行股份或庫存股份變動、股份購回及/或在場內出售庫存股份)",
        "Instrument: Equity issuer Status: New Submission" if en else "票據類別: 股票 狀態: 新提交",
        "Date Submitted: 14 May 2026" if en else "呈交日期: 2026年5月14日",
        "Section I" if en else "第I章節",
    ]
    w = _WORDS[language]
    for n, cls in enumerate(classes, 1):
        lines += [
            w["head"].format(n=n, cls=w["ordinary"], kind=cls.kind or w["no kind"], listed=w["yes"]),
            w["code"].format(code=cls.code, text=""),
            *_daily(cls, language, old=code == "FF304"),
        ]  # fmt: skip
    return "\n".join([*lines, tail])


def _daily(cls: Daily, language: Language, *, old: bool) -> list[str]:
    def balance(n: int, treasury: int) -> str:
        return f"{n:,}" if old else f"{n:,}\t{treasury:,}\t{n + treasury:,}"

    first, last = balance(cls.opening, cls.treasury[0]), balance(cls.closing, cls.treasury[1])
    if language == "zh":
        return [
            "A. 已發行股份或庫存股份變動", f"於下列日期開始時的結存 (註1)\t2026年4月30日\t{first}", *cls.rows,
            f"於下列日期結束時的結存 (註5及6) 2026年5月13日\t{last}",
        ]  # fmt: skip
    return [
        "A. Changes in issued shares or treasury shares",
        f"Opening balance as at (Note 1)\t30 April 2026\t{first}",
        *cls.rows,
        f"Closing balance as at (Notes 5 and 6) 13 May 2026\t{last}",
    ]
