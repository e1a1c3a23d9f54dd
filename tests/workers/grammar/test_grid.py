from __future__ import annotations

import pytest

from workers.grammar.grid import join_signs, without_spacers


@pytest.mark.parametrize(
    ("row", "joined"),
    [
        (["Revenue", "$", "1,234", ""], ["Revenue", "", "$1,234", ""]),
        (["Loss", "$", "(56", ")"], ["Loss", "", "$(56)", ""]),
        (["Margin", "12", "%"], ["Margin", "12%", ""]),
        (["", "RMB", "RMB", "US$"], ["", "RMB", "RMB", "US$"]),
        (["", "US$", "Notes"], ["", "US$", "Notes"]),
        ([], []),
    ],
)
def test_signs_go_to_their_figures_and_never_get_lost(row: list[str], joined: list[str]) -> None:
    assert join_signs(row) == joined


def test_columns_that_are_empty_throughout_go() -> None:
    assert without_spacers([["a", "", "b"], ["c", "", ""]]) == [["a", "b"], ["c", ""]]


def test_short_rows_are_filled_up() -> None:
    assert without_spacers([["a", "b", "c"], ["d"]]) == [["a", "b", "c"], ["d", "", ""]]
