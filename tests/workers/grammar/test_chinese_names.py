"""Chinese names behind words that look like a surname, and surnames outside the old register."""

import pytest

from workers.grammar.names import find_names


@pytest.mark.parametrize("name", ["曲明德", "鄺詠儀", "隋子軒", "李家樂", "司徒文"])
def test_a_full_name_is_found_before_its_honorific(name: str) -> None:
    (found,) = find_names(f"董事會宣佈{name}先生已獲委任為執行董事。")
    assert found.text == name


@pytest.mark.parametrize("surname", ["雷", "陳", "黃"])
def test_the_preposition_before_a_short_name_is_no_surname(surname: str) -> None:
    (found,) = find_names(f"於{surname}先生辭任後，本公司並無主席。")
    assert (found.text, found.full) == (surname, False)
