from __future__ import annotations

import pytest

from workers.forms.columns import ACQUIRED, PROPOSED, lay_out
from workers.text.model import Cell


def row(*texts: str) -> list[Cell]:
    return [Cell(text, 0, len(text)) for text in texts]


def laid(texts: tuple[str, ...], columns: object) -> dict[str, str] | None:
    found = lay_out(row(*texts), columns)  # type: ignore[arg-type]
    return None if found is None else {name: cell.text for name, cell in found.items()}


FULL = ("Common", "Heron Inc. 1 Pier St", "2,000", "80000.00", "5000000", "06/19/2024", "NYSE")


def test_a_complete_row_keeps_its_places() -> None:
    found = laid(FULL, PROPOSED)
    assert found is not None
    assert (found["units"], found["outstanding"], found["exchange"]) == ("2,000", "5000000", "NYSE")


def test_an_unreadable_figure_does_not_move_the_others() -> None:
    found = laid((*FULL[:2], "about 2000", *FULL[3:]), PROPOSED)
    assert found is not None
    assert (found["units"], found["value"]) == ("about 2000", "80000.00")


@pytest.mark.parametrize(
    "texts",
    [
        ("Common", "06/19/2024", "ESOP", "Issuer", "☐", "", "2000", "06/19/2024", "Cash"),
        ("Common", "06/19/2024", "ESOP", "Issuer", "☐", "2000", "06/19/2024", "Cash"),
        ("Common", "06/19/2024", "ESOP", "Issuer", "2000", "06/19/2024", "Cash"),
    ],
)
def test_dropped_empty_cells_do_not_shift_a_row(texts: tuple[str, ...]) -> None:
    found = laid(texts, ACQUIRED)
    assert found is not None
    assert (found["from"], found["units"], found["paid"], found["payment"]) == (
        "Issuer",
        "2000",
        "06/19/2024",
        "Cash",
    )
    assert "donor_date" not in found


def test_a_row_that_fits_nowhere_is_not_forced() -> None:
    assert laid(("06/19/2024", "06/19/2024", "Common", "1", "2", "3", "4", "5"), PROPOSED) is None
    assert laid(tuple("abcdefghij"), PROPOSED) is None
