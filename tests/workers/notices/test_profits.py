from __future__ import annotations

import pytest

from workers.notices.profits import direction


@pytest.mark.parametrize(
    ("text", "towards"),
    [
        (
            "The Group is expected to record a loss as compared to a profit for last year.",
            "turn_to_loss",
        ),
        (
            "The Group expects a net profit whereas a net loss was recorded last year.",
            "turn_to_profit",
        ),
        ("The Board anticipates an increase in loss as compared with 2024.", "wider_loss"),
        ("The loss is expected to narrow as compared with 2024.", "narrower_loss"),
        (
            "The Group expects a net loss of not more than RMB9 million as compared with a net loss of RMB31 million.",
            "narrower_loss",
        ),
        (
            "The Group expects a net loss of not less than RMB9 million as compared with a net loss of RMB31 million.",
            "loss",
        ),
        (
            "The Group expects a net profit of RMB40 million as compared with a net profit of RMB31 million.",
            "increase",
        ),
        ("Results are expected to decrease significantly.", "decrease"),
        ("Net profit is expected to increase by 40%.", "increase"),
        ("預期本集團將錄得虧損，而去年同期錄得溢利。", "turn_to_loss"),
        ("預期溢利將較去年同期大幅減少。", "decrease"),
        ("預期虧損將較去年同期增加。", "wider_loss"),
        ("預期將轉虧為盈。", "turn_to_profit"),
        ("The Company expects to announce its results.", None),
    ],
)
def test_the_direction_of_a_result(text: str, towards: str | None) -> None:
    assert direction(text) == towards
