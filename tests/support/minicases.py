"""Short cases: what a filing says in a line or two, and the least that must come out.

The input of a case is the sentence that matters, or the row of a form in shorthand
(``2025-06-03 | S | 400 (D) | $12.50 (F2)``); ``filed`` puts it into a minimal filing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support.cases import parsed_bytes, reader
from tests.support.form4 import Form4, Traded, xml_4
from tests.support.form144 import Acquired, Form144, Sale, xml_144
from tests.support.golden import norm
from tests.support.needs import lacking
from tests.support.returns import monthly_return
from watcher.issuers import Issuers

Case = Mapping[str, Any]

OWN = Path(__file__).resolve().parents[1] / "workers" / "minicases.json"
GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "golden" / "minicases.json"
ITEM = re.compile(r"item (\d\.\d\d)")
ROW = re.compile(
    r"(?:(?P<title>[A-Z][\w ]+) \| )?(?P<date>\d{4}-\d\d-\d\d) \| (?:code )?(?P<code>[A-Z]) \| "
    r"(?P<units>[\d,]+) (?:\| )?\((?P<mark>[AD])\) \| \$(?P<price>[\d.]+)(?: \((?P<note>F\d)\))?"
)
NOTE = re.compile(r"(F\d): (.*?)(?= F\d:|$)")
LOT = re.compile(r"([\d,]+) units, value ([\d,.]+)")
US_DAY = re.compile(r"(?P<m>\d\d)/(?P<d>\d\d)/(?P<y>\d{4})")
NUMBER = r"([\d,]+(?:\.\d+)?)"


def own_cases() -> list[Case]:
    """The cases written for this repository: invented people, companies and figures."""
    found: list[Case] = json.loads(OWN.read_text(encoding="utf-8"))
    return found


def golden_cases() -> list[Case]:
    """The cases beside the repository; skips (or fails in CI) where they are absent."""
    if not GOLDEN.is_file():
        lacking("golden/minicases.json", "put the golden cases at ../shared/golden")
    found: list[Case] = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]
    return found


def outcome(case: Case) -> dict[str, Any]:
    """The line that ``watcher parse`` prints for the case in its minimal filing."""
    kind, day = case["form_or_headline"], case["document_date"]
    sec = case["venue"] == "edgar"
    told = {
        "source": "edgar" if sec else "hkexnews",
        "form": kind.split()[0] if sec else None,
        "headline_codes": [kind] if kind.isdigit() else [],
        "published": f"{day}T20:00:00+00:00",
    }
    given = reader()
    return parsed_bytes(filed(case).encode(), given, told=told, issuers=Issuers())


def filed(case: Case) -> str:
    """The input in a minimal filing of its form."""
    told, kind = case["input"], case["form_or_headline"]
    if case["venue"] == "edgar" and kind in _FORMS:
        return _FORMS[kind](case)
    if kind == "51500":
        return _return(told)
    item = ITEM.search(kind)
    head = f"Item {item[1]} {_ITEM_TITLE}\n\n" if item else ""
    place = "Date: " if case["venue"] == "edgar" else "Hong Kong, "
    issued = re.search(r"/ (\d+) = [\d.]+%", case.get("why", ""))
    tail = f"\n\nThe Company has {int(issued[1]):,} Shares in issue." if issued else ""
    return f"{head}{told}{tail}\n\n{place}{case['document_date']}"


def misses(case: Case, row: Mapping[str, Any]) -> list[str]:
    """What the case expects and the row does not say."""
    wanted = case["expect"]
    left = list(row["events"])
    if not wanted["events"]:
        core = [f"an event: {e['type']}" for e in left if e["type"] == case["core"]]
        return [*core, *_dropped(wanted, row)]
    found: list[str] = []
    for event in wanted["events"]:
        same = [e for e in left if _head(e) == _head(event) and _is_about(e, event)]
        if not same:
            found.append(f"no {_head(event)} among {[_head(e) for e in left]}")
            continue
        left.remove(same[0])
        found += _fields(event["fields"], same[0])
        codes = {flag["code"] for flag in row["quality_flags"]}
        found += [f"no flag {c}" for c in event.get("quality_flags", ()) if c not in codes]
    return [*found, *(f"surplus {_head(e)}" for e in left), *_dropped(wanted, row)]


def _head(event: Mapping[str, Any]) -> tuple[str, ...]:
    return event["type"], event["subtype"], event["status"]


def _is_about(got: Mapping[str, Any], want: Mapping[str, Any]) -> bool:
    person = want["fields"].get("person")
    return person is None or (got["fields"]["person"] or {}).get("name") == person


def _dropped(wanted: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    codes = {(s["would_be_type"].split("/")[0], s["reason_code"]) for s in row["suppressed"]}
    for entry in wanted["suppressed"]:
        if (entry["would_be_type"], entry["reason_code"]) not in codes:
            yield f"not suppressed: {entry} in {sorted(codes)}"


def _fields(wanted: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[str]:
    """Fields that differ; ``person`` was matched, roles and short names are translated."""
    fields = {**event["fields"], "event_date": event["event_date"]}
    fields |= {d["name"]: d["value"] for d in event["derived"] if d["name"] not in fields}
    fields |= {f"roles_{sign}": _roles(event, sign) for sign in ("lost", "gained")}
    fields |= {
        "disagreement": fields.get("disagreement_with_board"),
        "condition": fields.get("effective_condition"),
        "age": (fields.get("person") or {}).get("age"),
    }
    for name, value in wanted.items():
        have = fields.get(name)
        if name != "person" and _plain(have) != _plain(value):
            yield f"{name}: {have!r}, expected {value!r}"


def _roles(event: Mapping[str, Any], change: str) -> list[str]:
    return [
        f"{r['role']}:{r['committee']}" if r.get("committee") else r["role"]
        for r in event["fields"].get("roles") or []
        if r.get("change") == change
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list) else norm(value)


def _statement(case: Case) -> str:
    """Form 4 from its rows in shorthand."""
    told: str = case["input"]
    notes = dict(NOTE.findall(told))
    claimed = "1" if "aff10b5One = 1" in told else ""
    cited = {m["note"] for m in ROW.finditer(told) if m["note"]}
    rows = tuple(
        Traded(
            code=m["code"],
            mark=m["mark"],
            units=m["units"].replace(",", ""),
            price=m["price"],
            date=m["date"],
            title=m["title"] or "Common Stock",
            price_notes=(m["note"],) if m["note"] else (),
            code_notes=tuple(n for n in notes if n not in cited),
        )
        for m in ROW.finditer(told)
    )
    return xml_4(Form4(rows=rows, notes=notes, plan=claimed))


def _first_statement(case: Case) -> str:
    held = re.findall(rf"Holding {NUMBER}", case["input"])
    return xml_4(Form4(form="3", rows=(), holdings=tuple(("Ordinary shares", n) for n in held)))


def _amended_notice(case: Case) -> str:
    told: str = case["input"]
    previous = re.search(r"previousAccessionNumber ([\d-]+)", told)
    units = re.search(r"noOfUnitsSold (\d+) \(original (\d+)\)", told)
    sold = US_DAY.search(told)
    assert previous is not None
    assert units is not None
    assert sold is not None
    sale = Sale(units=units[1], value=f"{int(units[1]) * 5}.00", date=sold[0])
    remarks = f"Amended to change the number of units to be sold from {units[2]} to {units[1]}."
    return xml_144(
        Form144(
            form="144/A",
            previous=previous[1],
            sales=(sale,),
            acquired=(Acquired(units=units[1]),),
            remarks=remarks,
            notice_date=_us(case["document_date"]),
        )
    )


def _notice(case: Case) -> str:
    told: str = case["input"]
    outstanding = re.search(rf"outstanding {NUMBER}", told)
    sold, noticed = US_DAY.finditer(told)
    assert outstanding is not None
    sales = tuple(
        Sale(
            title="Common",
            units=units.replace(",", ""),
            value=value.replace(",", ""),
            outstanding=outstanding[1].replace(",", ""),
            date=sold[0],
        )
        for units, value in LOT.findall(told)
    )
    return xml_144(Form144(sales=sales, notice_date=noticed[0]))


def _return(told: str) -> str:
    """A monthly return of one option scheme, from ``opening, exercised, closing …``."""
    figures = {
        name: found[1]
        for name, pattern in (
            ("opening", rf"opening {NUMBER}"),
            ("exercised", rf"exercised -{NUMBER}"),
            ("closing", rf"closing {NUMBER}"),
            ("new", rf"thereto \(A\) {NUMBER}"),
            ("funds", r"options: ([A-Z]{3} [\d,.]*\d)"),
            ("issued", rf"unchanged at {NUMBER}"),
        )
        if (found := re.search(pattern, told))
    }
    issued = figures["issued"]
    scheme = (
        told.split(":", maxsplit=1)[0],
        figures["opening"],
        f"Exercised -{figures['exercised']}",
        figures["closing"],
        figures["closing"],
        "27 February 2013",
    )
    return monthly_return(
        opening=(issued, "0", issued),
        closing=(issued, "0", issued),
        options=(scheme,),
        options_issued=figures["new"],
        funds="\t".join(figures["funds"].split()),
    )


def _us(day: str) -> str:
    year, month, of_month = day.split("-")
    return f"{month}/{of_month}/{year}"


_FORMS: Mapping[str, Callable[[Case], str]] = {
    "4": _statement,
    "3": _first_statement,
    "144": _notice,
    "144/A": _amended_notice,
}
_ITEM_TITLE = (
    "Departure of Directors or Certain Officers; Election of Directors; Appointment of "
    "Certain Officers; Compensatory Arrangements of Certain Officers."
)
