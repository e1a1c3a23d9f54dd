from __future__ import annotations

from datetime import date

from tests.support.announcements import announcement, eight_k
from tests.support.notices import nothing, the_event
from watcher.model import Severity
from workers.events.cyber_incident import EVENT

ITEM = "Item 1.05 Material Cybersecurity Incidents."
FOUND = "On January 27, 2026, Harbor Foods, Inc. detected unauthorized access to certain of its information technology systems by a threat actor who encrypted portions of its network."


def test_an_incident_whose_effect_is_not_known_yet() -> None:
    event = the_event(
        eight_k(ITEM, FOUND, "The Company notified law enforcement. The Company has not yet determined whether the incident is reasonably likely to have a material impact on its financial condition."),
        EVENT,
    )  # fmt: skip
    assert (event.type, event.status, event.severity) == (
        "cyber_incident",
        "announced",
        Severity.HIGH,
    )
    assert event.fields == {
        "discovered": date(2026, 1, 27),
        "nature": ("ransomware", "unauthorised access"),
        "material_impact": None,
        "impact_determined": False,
        "law_enforcement": True,
    }
    assert (
        event.headline == "cybersecurity incident found 2026-01-27: ransomware, unauthorised access"
    )


def test_an_incident_without_material_effect_is_quieter() -> None:
    event = the_event(
        eight_k(
            ITEM, FOUND, "The incident has not had a material impact on the Company's operations."
        ),
        EVENT,
    )
    assert (event.fields["material_impact"], event.severity) == (False, Severity.MEDIUM)


def test_an_amendment_tells_of_the_same_incident() -> None:
    first = the_event(eight_k(ITEM, FOUND), EVENT)
    amended = the_event(eight_k(ITEM, FOUND, form="8-K/A"), EVENT)
    assert amended.status == "corrected"
    assert amended.dedup_key == first.dedup_key


def test_an_announcement_by_its_title() -> None:
    event = the_event(
        announcement("INSIDE INFORMATION - CYBERSECURITY INCIDENT", "On 23 March 2026, the Group discovered that its servers had been subject to a ransomware attack and that customer data was exfiltrated."),
        EVENT,
    )  # fmt: skip
    assert event.fields["discovered"] == date(2026, 3, 23)


def test_risk_factors_and_denials_raise_nothing() -> None:
    nothing(
        eight_k(
            "Item 8.01 Other Events.", "A cybersecurity incident could disrupt our operations."
        ),
        [EVENT],
    )
    nothing(
        eight_k(ITEM, "The Company has not experienced any cybersecurity incident or data breach."),
        [EVENT],
    )
