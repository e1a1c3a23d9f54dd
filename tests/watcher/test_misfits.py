"""Pydantic's findings in words for people, without the value that was wrong."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from pydantic import ValidationError

from watcher.misfits import meant, reason
from watcher.settings import Settings
from watcher.settings_blocks import Block


class Inner(Block):
    colour: Literal["red", "blue"] = "red"


class Outer(Block):
    inner: Inner = Inner()
    maybe: Inner | None = None
    names: tuple[str, ...] = ()
    number: int = 0
    share: float = 0.0
    on: bool = False


def said(**values: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(values)
    (error,) = caught.value.errors()
    return reason(error, Outer)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"numbr": 1}, "no such option; did you mean number?"),
        ({"inner": {"color": "red"}}, "no such option; did you mean colour?"),
        ({"maybe": {"color": "red"}}, "no such option"),
        ({"quite_another": 1}, "no such option"),
        ({"names": "hunter22"}, 'write a list, such as ["a", "b"]'),
        ({"names": [3]}, "write a text in quotes"),
        ({"number": "hunter22"}, "write a whole number"),
        ({"number": 1.5}, "write a whole number"),
        ({"share": "hunter22"}, "write a number"),
        ({"on": "hunter22"}, "write true or false"),
        ({"inner": "hunter22"}, "write a table"),
        ({"inner": {"colour": "hunter22"}}, "must be 'red' or 'blue'"),
    ],
)
def test_a_misfit_says_what_to_write_and_never_what_was_written(
    values: dict[str, Any], words: str
) -> None:
    assert said(**values) == words


def test_a_setting_that_is_misspelt_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"web": {"prot": 1}})
    (error,) = caught.value.errors()
    assert reason(error, Settings) == "no such option; did you mean port?"


def test_nothing_is_guessed_where_nothing_is_near() -> None:
    assert meant("zebra", ("issuers", "people")) == ""
