"""The day of a document where a typesetter's lines run together."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.reading import a_reading
from workers.people.passages import passages, world_of

RECAP = "卓文偉先生已辭任獨立非執行董事，自二零二四年七月一日起生效。"


@pytest.mark.parametrize(
    "closing",
    [
        "承董事會命銀谷紡織有限公司主席黃健文香港，二零二五年三月二十七日於本公告日期，執行董事為黃健文先生。",
        "香港，二零二五年三月二十七日於本公告日期，執行董事為黃健文先生。",
        "香港，二零二五年三月二十七日",
    ],
)
def test_the_day_of_the_signature_is_that_of_the_document(closing: str) -> None:
    reading = a_reading(RECAP, closing)
    read, _ = passages(reading)
    assert world_of(reading, read).calendar.document_date == date(2025, 3, 27)
