"""The generated tables of ``docs/accuracy.md``: ours beside what the label alone would tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
BEGIN = "<!-- measured: written by `make accuracy ARGS=--write` -->"
END = "<!-- end of measured -->"

Report = Mapping[str, Any]


def page_with(text: str, tables: str) -> str:
    """The page with these tables between its two marks. Raises ValueError without the marks."""
    head, _, rest = text.partition(BEGIN)
    _, found, tail = rest.partition(END)
    if not found:
        raise ValueError(f"docs/accuracy.md has lost its marks {BEGIN} and {END}")
    return f"{head}{BEGIN}\n\n{tables}\n{END}{tail}"


def tables(reports: Iterable[tuple[str, Report, Report | None]]) -> str:
    """Markdown of every set: its name, our report, and that of the label alone."""
    return "\n".join("\n".join(_section(*each)) + "\n" for each in reports)


def _section(name: str, ours: Report, label: Report | None) -> Iterator[str]:
    yield f"### `{name}`\n"
    if label is None:
        kinds = (
            f"{kind.replace('_', ' ')} {_share(ours[kind])}"
            for kind in ("events", "fields", "suppressed")
        )
        yield f"{', '.join(kinds)}; surplus events {ours['extra_deliverable_events']}."
        return
    yield "| | right | false | missed | precision | recall | label alone: precision | recall |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    both = {**ours["by_type"], "CORE": ours["core"]}
    theirs = {**label["by_type"], "CORE": label["core"]}
    for kind, rates in both.items():
        yield _row(kind, rates, theirs.get(kind))
    if ours["people"]:
        yield _row("people", ours["all_people"], None)
    alarms, shrill = ours["false_alarms"], label["false_alarms"]
    slots = "; ".join(f"`{kind}` {_share(found)}" for kind, found in ours["slots"].items())
    yield ""
    yield (
        f"{ours['documents']} documents, {ours['errors']} errors. Exact: {slots or 'none asked'}. "
        f"False alarms: {alarms['with_core_alert']} of {alarms['documents']} documents without a "
        f"core event (by the label alone {shrill['with_core_alert']})."
    )


def _row(kind: str, ours: Mapping[str, Any], label: Mapping[str, Any] | None) -> str:
    mine = (_rate(ours, "precision"), _rate(ours, "recall"))
    theirs = (
        (_plain(label["precision"]), _plain(label["recall"])) if label is not None else ("-", "-")
    )
    cells = (kind, ours["tp"], ours["fp"], ours["fn"], *mine, *theirs)
    return f"| {' | '.join(map(str, cells))} |"


def _rate(rates: Mapping[str, Any], name: str) -> str:
    if rates[name] is None:
        return "-"
    low, high = rates[f"{name}_95"]
    return f"{rates[name]:.3f} [{low:.2f}, {high:.2f}]"


def _plain(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.3f}"


def _share(found: Mapping[str, int]) -> str:
    return f"{found['right']}/{found['of']}"
