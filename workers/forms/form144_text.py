"""Form 144 from the rendered page or its text: labels in the form's order, four tables.

A rendering loses namespaces, check marks and sometimes empty cells; a table row is
therefore laid on its columns by what each column can hold, in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import re2

from workers.forms.form144 import AcquiredRow, Notice, PastSale, ProposedRow
from workers.forms.form144_tables import Table, read_table
from workers.forms.values import count, day, number, yes_no
from workers.text.model import Cell, FilingText

_LABELS = (
    ("form", r"(?i)form\s+144(?:/A)?\b"),
    ("heading", r"(?i)notice\s+of\s+proposed\s+sale\s+of\s+securities"),
    ("previous", r"(?i)previous\s+accession\s+number[^\n\d]*"),
    ("cik", r"(?i)filer\s+CIK\b"),
    ("ccc", r"(?i)filer\s+CCC\b"),
    ("live", r"(?i)is\s+this\s+a\s+live\s+or\s+test\s+filing\s*\?"),
    ("", r"(?i)submission\s+contact\s+information"),
    ("", r"(?i)144(?:/A)?:\s+issuer\s+information"),
    ("issuer", r"(?i)name\s+of\s+issuer\b"),
    ("file_number", r"(?i)SEC\s+file\s+number\b"),
    ("address", r"(?i)address\s+of\s+issuer\b"),
    ("phone", r"\bPhone\b"),
    (
        "person",
        r"(?i)name\s+of\s+person\s+for\s+whose\s+account\s+the\s+securities\s+are\s+to\s+be\s+sold\b",
    ),
    ("", r"(?i)see\s+the\s+definition\s+of\b"),
    ("relationship", r"(?i)relationship\(?s?\)?\s+to\s+issuer\b"),
    ("proposed", r"(?i)144(?:/A)?:\s+securities\s+information"),
    ("", r"(?i)furnish\s+the\s+following\s+information\s+with\s+respect"),
    ("acquired", r"(?i)144(?:/A)?:\s+securities\s+to\s+be\s+sold"),
    ("", r"(?i)\*\s*if\s+the\s+securities\s+were\s+purchased"),
    ("", r"(?i)furnish\s+the\s+following\s+information\s+as\s+to"),
    ("past", r"(?i)144(?:/A)?:\s+securities\s+sold\s+during\s+the\s+past\s+3\s+months"),
    ("", r"(?i)144(?:/A)?:\s+remarks\s+and\s+signature"),
    ("remarks", r"\bRemarks\b"),
    ("notice_date", r"(?i)date\s+of\s+notice\b"),
    ("plan_dates", r"(?i)date\s+of\s+plan\s+adoption[^\n]*?(?:10b5-1|instruction)[.,]?"),
    ("", r"ATTENTION:?"),
    (
        "plan_sentence",
        r"(?i)if\s+such\s+person\s+has\s+adopted\s+a\s+written\s+trading\s+plan[^\n]*?10b5-1",
    ),
    ("signature", r"\bSignature\b"),
    ("", r"ATTENTION:?"),
)
_PATTERNS = tuple((name, re2.compile(pattern)) for name, pattern in _LABELS)
_PERSON = next(pattern for name, pattern in _PATTERNS if name == "person")
"""The longest label: hardly another document has it."""
_MARK = r"☒|◉|●|\(x\)|\[x\]"
_NOTHING = re.compile(r"nothing\s+to\s+report", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{10}-\d{2}-\d{6}")
_DAY = re.compile(r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{4}-\d{2}-\d{2}")
_CIK = re.compile(r"\d{4,10}")
_PARTED = re.compile(r"relationship\(?s?\)?\s+to\s+issuer\b|[\n\t]+", re.IGNORECASE)
_ZIP = re.compile(r"[\w-]{3,10}")
_STREET = re.compile(
    r"(?<=\s)(?:P\.?\s?O\.?\s+box|level|floor|suite|unit|room|flat|building|c/o|attn|#?\d+[\w/-]*|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+){0,3}?"
    r"(?:plaza|place|street|square|center|centre|avenue|park|way|road|drive|tower|wall|liberty|world))\b",
    re.IGNORECASE,
)


class _Span(NamedTuple):
    label: int
    start: int
    end: int


def looks_like_form144(text: FilingText) -> bool:
    """Whether the text holds the parts that every rendered Form 144 has."""
    found = _spans(text.text) if _PERSON.search(text.text) else ()
    return (
        "issuer" in found and "person" in found and ("proposed" in found or "notice_date" in found)
    )


def notice_from_text(text: FilingText) -> Notice:
    """The notice in the rendered text; whatever the rendering lost stays None."""
    spans = _spans(text.text)
    cells = {name: _trimmed(text.text, span.start, span.end) for name, span in spans.items()}
    form, past, live = cells.get("form"), cells.get("past"), cells.get("live")
    nothing = _within(past, _NOTHING)
    tables = _tables(text, spans)
    return Notice(
        form="144/A"
        if form and "/A" in text.text[spans["form"].label : spans["form"].start]
        else "144",
        previous_accession=_within(cells.get("previous"), _NUMBERED),
        filer_cik=_within(cells.get("cik"), _CIK),
        live=_mode(live),
        live_cell=_from_label(text.text, spans.get("live")) if live else None,
        issuer_name=cells.get("issuer"),
        zip_code=_last_line(cells.get("address")),
        person=cells.get("person"),
        relationships=_parted(cells.get("relationship")),
        rows=tuple(_proposed(row) for row in tables["proposed"].rows),
        acquisitions=tuple(_acquired(row) for row in tables["acquired"].rows),
        nothing_to_report=True if nothing else False if past else None,
        nothing_cell=nothing,
        past_sales=tuple(_past(row) for row in tables["past"].rows),
        remarks=cells.get("remarks"),
        notice_date=day(_within(cells.get("notice_date"), _DAY)),
        plan_dates=tuple(day(cell) for cell in _every(cells.get("plan_dates"), _DAY)),
        signature=cells.get("signature"),
        heading=_from_label(text.text, spans.get("heading")),
        plan_sentence=_from_label(text.text, spans.get("plan_sentence")),
        unread=tuple(cell for table in tables.values() for cell in table.unread),
        columns_lost=any(table.lost for table in tables.values()),
    )


def _spans(text: str) -> dict[str, _Span]:
    """Where each label stands and what follows it up to the next label of the form."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for name, pattern in _PATTERNS:
        if match := pattern.search(text, at):
            found.append((name, match.start(), match.end()))
            at = match.end()
    ends = [*(start for _, start, _ in found[1:]), len(text)][: len(found)]
    return {
        name: _Span(label, start, end)
        for (name, label, start), end in zip(found, ends, strict=True)
        if name
    }


def _trimmed(text: str, start: int, end: int) -> Cell | None:
    raw = text[start:end]
    bare = raw.strip(" \t\n:")
    at = start + raw.find(bare)
    return Cell(bare, at, at + len(bare)) if bare else None


def _from_label(text: str, span: _Span | None) -> Cell | None:
    if span is None:
        return None
    end = text.find("\n", span.start)
    end = span.start if end < 0 else max(end, span.start)
    return Cell(text[span.label : end], span.label, end)


def _within(cell: Cell | None, pattern: re.Pattern[str]) -> Cell | None:
    return next(iter(_every(cell, pattern)), None)


def _every(cell: Cell | None, pattern: re.Pattern[str]) -> tuple[Cell, ...]:
    if cell is None:
        return ()
    return tuple(
        Cell(m.group(), cell.start + m.start(), cell.start + m.end())
        for m in pattern.finditer(cell.text)
    )


def _parted(cell: Cell | None) -> tuple[Cell, ...]:
    """The relationships, one a line or each behind its own label."""
    if cell is None:
        return ()
    marks = [(m.start(), m.end()) for m in _PARTED.finditer(cell.text)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(cell.text)]
    spans = zip(starts, ends, strict=True)
    pieces = (_trimmed(cell.text, start, end) for start, end in spans)
    return tuple(
        Cell(p.text, cell.start + p.start, cell.start + p.end) for p in pieces if p is not None
    )


def _lines(cell: Cell | None) -> tuple[Cell, ...]:
    return tuple(_every(cell, re.compile(r"[^\n\t]+")))


def _last_line(cell: Cell | None) -> Cell | None:
    lines = _lines(cell)
    last = _every(lines[-1], re.compile(r"\S+"))[-1] if lines else None
    return last if last and _ZIP.fullmatch(last.text) else None


def _mode(cell: Cell | None) -> bool | None:
    """Which of the two radio labels is marked; None where both or none are."""
    if cell is None:
        return None
    live, test = (
        re.search(rf"({_MARK})?\s*{w}", cell.text, re.IGNORECASE) for w in ("live", "test")
    )
    if live and test:
        marked = (bool(live[1]), bool(test[1]))
        return None if marked[0] == marked[1] else marked[0]
    return bool(live) if live or test else None


def _tables(text: FilingText, spans: Mapping[str, _Span]) -> dict[str, Table]:
    """The three tables; the acquisitions come first, since a date ends their titles."""
    tables = dict.fromkeys(("acquired", "proposed", "past"), Table(rows=[]))
    titles: list[str] = []
    named = spans.get("issuer")
    issuer = text.text[named.start : named.end].strip() if named else ""
    for name in ("acquired", "proposed", "past"):
        if span := spans.get(name):
            found = read_table(name, text, span.start, span.end, titles=titles, issuer=issuer)
            titles += [row["title"].text for row in found.rows if "title" in row]
            tables[name] = found
    return tables


def _proposed(row: Mapping[str, Cell]) -> ProposedRow:
    name, address = _broker(row.get("broker"))
    return ProposedRow(
        title=row.get("title"),
        broker=name,
        broker_address=address,
        units=count(row.get("units")),
        value=number(row.get("value")),
        outstanding=count(row.get("outstanding")),
        sale_date=day(row.get("date")),
        exchange=row.get("exchange"),
    )


def _broker(cell: Cell | None) -> tuple[Cell | None, str | None]:
    """Name and address share a cell: the address begins where a street does."""
    if cell is None:
        return None, None
    street = _STREET.search(cell.text)
    if not street:
        return cell, None
    name = cell.text[: street.start()].rstrip(" ,")
    return Cell(name, cell.start, cell.start + len(name)), cell.text[street.start() :]


def _acquired(row: Mapping[str, Cell]) -> AcquiredRow:
    return AcquiredRow(
        title=row.get("title"),
        acquired=day(row.get("date")),
        nature=row.get("nature"),
        acquired_from=row.get("from"),
        gift=yes_no(row.get("gift")),
        gift_cell=row.get("gift"),
        donor_acquired=day(row.get("donor_date")),
        units=count(row.get("units")),
        paid=day(row.get("paid")),
        payment=row.get("payment"),
    )


def _past(row: Mapping[str, Cell]) -> PastSale:
    seller, _ = _broker(row.get("seller"))
    return PastSale(
        seller=seller,
        title=row.get("title"),
        sold=day(row.get("date")),
        units=count(row.get("units")),
        gross=number(row.get("gross")),
    )
