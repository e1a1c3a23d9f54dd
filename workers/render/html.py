"""The HTML part of a mail: every value escaped, no image, no script, nothing loaded.

Colours follow the reader's light or dark setting and carry no meaning; a program that
ignores the style sheet shows plain headings, a table and lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workers.channels import Fact, Link

STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:16px;background:#ffffff;color:#1a1f29;"
    "font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}"
    "main{max-width:640px;margin:0 auto}"
    "h1{font-size:19px;line-height:1.35;margin:0 0 12px}"
    "h2{font-size:15px;margin:16px 0 4px}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;"
    "border-bottom:1px solid #d5dae1;overflow-wrap:anywhere}"
    "th{width:30%;font-weight:600;color:#444d5c}"
    "blockquote{margin:12px 0;padding:4px 12px;border-left:3px solid #8a94a3}"
    "ul{margin:4px 0;padding-left:20px}li{margin:2px 0;overflow-wrap:anywhere}"
    "a{color:#0b57d0}small{color:#525b69}"
    "@media (prefers-color-scheme:dark){"
    "body{background:#14171c;color:#e7eaef}th{color:#b6bfcc}"
    "th,td{border-color:#39404b}a{color:#8ab4f8}small{color:#a3adbb}}"
)


def page(headline: str, *parts: str, footer: str, title: str = "") -> str:
    """A whole document; ``parts`` are markup made by the functions below."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title or headline)}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(headline)}</h1>{''.join(parts)}"
        f"<p><small>{escape(footer)}</small></p></main></body></html>"
    )


def table(facts: Sequence[Fact]) -> str:
    """Labels and values."""
    rows = "".join(
        f'<tr><th scope="row" align="left" valign="top">{escape(fact.label)}</th>'
        f"<td>{escape(fact.value)}</td></tr>"
        for fact in facts
    )
    return f"<table>{rows}</table>" if rows else ""


def listed(title: str, items: Sequence[str]) -> str:
    """A heading and its list; nothing for no items."""
    rows = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<h2>{escape(title)}</h2><ul>{rows}</ul>" if rows else ""


def anchors(links: Sequence[Link]) -> str:
    """Links side by side."""
    return " · ".join(
        f'<a href="{escape(link.url)}">{escape(link.label.capitalize())}</a>' for link in links
    )
