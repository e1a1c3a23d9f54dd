"""Noise of a scan in any return: no number changes in silence.

Each count of a form is torn at every place, with and without a digit printed twice, or has a
letter for a digit. What is read then is what the form stated, or nothing, or is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pytest

from tests.support.forms_hk import Daily, Monthly, Shares, agreements, next_day, options
from tests.support.reading import a_reading
from watcher.model import Value
from workers.events import EventType, Found
from workers.events.capital_movement import EVENT as MONTHLY
from workers.events.share_issuance import EVENT as ISSUE

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+")
OPTIONS = options(
    ("2013 Scheme\t26,000,000 Exercised\t-1,250,000\t24,750,000\t1,250,000\t0\t24,750,000\t12,000,000", "4 June 2013"),
    new=1_250_000, funds="HKD 1,937,500",
)  # fmt: skip
AWARDS = agreements(("Award Plan\t30 May 2022\t640,000\t0\t41,250,000", "30 May 2022"), new=640_000)
FORMS: Mapping[str, tuple[EventType, str]] = {
    "one class with schemes": (MONTHLY, Monthly(
        shares=(Shares(opening=712_345_678, change=1_890_000),), details={"A": OPTIONS, "D": AWARDS},
    ).text()),
    "treasury shares": (MONTHLY, Monthly(
        shares=(Shares(opening=90_120_000, change=-1_250_000, treasury=3_004_500, treasury_change=1_250_000),)
    ).text()),
    "two classes, one column": (MONTHLY, Monthly(
        shares=(Shares(opening=262_256_800, change=2_000, treasury=None, kind="H"),
                Shares(opening=1_737_743_200, treasury=None, kind="A", listed=False)), version="1.0.2",
    ).text()),
    "Chinese": (MONTHLY, Monthly(
        shares=(Shares(opening=88_120_000, change=412_000),), language="zh", month="2026年4月30日",
    ).text()),
    "next day, two rows": (ISSUE, next_day(Daily(opening=512_300_000, closing=542_100_000, rows=(
        "1).\tPlacing of new shares", "Date of changes\t13 May 2026", "30,000,000\t5.86 %\tHKD\t4.1",
        "2).\tRepurchase of shares (shares repurchased and cancelled)", "Date of changes\t12 May 2026", "-200,000\t0.04 %")))),
    "next day, Chinese": (ISSUE, next_day(Daily(opening=88_000_000, closing=105_600_000, rows=(
        "1).\t配售股份", "變動日期\t2026年5月13日", "17,600,000\t20 %\tHKD\t0.85")), language="zh")),
}  # fmt: skip


def noisy(text: str) -> Iterator[str]:
    for found in _COUNT.finditer(text):
        number = found[0]
        for at in range(1, len(number)):
            part = " " if at % 2 else "\t"
            yield _put(text, found, f"{number[:at]}{part}{number[at:]}")
            yield _put(text, found, f"{number[:at]}{part}{number[at - 1 :]}")
        for letter, digit in (("O", "0"), ("l", "1"), ("S", "5")):
            if digit in number:
                yield _put(text, found, number.replace(digit, letter, 1))


def _put(text: str, found: re.Match[str], damaged: str) -> str:
    return text[: found.start()] + damaged + text[found.end() :]


def numbers(value: Value, path: str = "") -> dict[str, int | Decimal]:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return {}
    if isinstance(value, int | Decimal):
        return {path: value}
    if isinstance(value, Mapping):
        return {k: v for key in value for k, v in numbers(value[key], f"{path}.{key}").items()}
    if isinstance(value, Sequence):
        return {k: v for i, x in enumerate(value) for k, v in numbers(x, f"{path}.{i}").items()}
    return {}


def read(event_type: EventType, text: str) -> Found:
    return event_type.extract(a_reading(*text.split("\n")), ())


def stated(found: Found) -> dict[str, int | Decimal]:
    return {k: v for i, d in enumerate(found.drafts) for k, v in numbers(d.fields, f"{i}").items()}


@pytest.mark.parametrize("name", FORMS)
def test_no_number_changes_in_silence(name: str) -> None:
    event_type, text = FORMS[name]
    true = stated(read(event_type, text))
    silent = []
    for damaged in noisy(text):
        found = read(event_type, damaged)
        told = stated(found)
        wrong = {k: (true.get(k), v) for k, v in told.items() if v != true.get(k)}
        if wrong and not found.flags:
            silent.append(
                (next(a for a in damaged.split("\n") if a not in text.split("\n")), wrong)
            )
    assert true
    assert silent == []
