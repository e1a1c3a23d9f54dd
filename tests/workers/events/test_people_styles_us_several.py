"""Filings of issuers in the US and abroad in which several people change office at once."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read
from workers.events import Told

ON = "2025-06-12"


TOLD: tuple[tuple[str, str, str, list[str]], ...] = (
    (
        "she_succeeds_him_who_retires_on_that_date",
        "8-K",
        'Brackwater Industries Names Imogen Thackeray President and Chief Executive Officer\n\nCLEVELAND, June 12, 2025 (GLOBE NEWSWIRE) -- Brackwater Industries, Inc. (NYSE: BRKW), a maker of flow control equipment, today announced that its Board of Directors has named Imogen Thackeray as President and Chief Executive Officer, effective July 14, 2025. She succeeds Gerald P. Fennimore, who will retire from the Company and the Board on that date after 22 years of service. Ms. Thackeray will also join the Board of Directors.\n\n"Imogen is an outstanding leader," said Rupert Vandersloot, Chairman of the Board. "On behalf of the Board, I thank Gerald for his contributions."\n\nMs. Thackeray joins Brackwater from Nordhavn Pumps A/S, where she was appointed Chief Executive Officer in 2019. Earlier in her career she served as Chief Operating Officer of Delmar Valve Corp. She serves on the board of directors of the Great Lakes Science Center.\n\nAbout Brackwater Brackwater Industries designs and manufactures flow control equipment.',
        [
            "board appointment Imogen Thackeray +director 2025-07-14",
            "board departure Gerald P. Fennimore -director 2025-07-14",
            "officer appointment Imogen Thackeray +president +chief_executive_officer 2025-07-14",
            "officer departure Gerald P. Fennimore -president -chief_executive_officer 2025-07-14",
        ],
    ),
    (
        "the_following_persons_became_directors",
        "5.02",
        "Prior to the effective time of the Merger, and in accordance with the Merger Agreement, each of Percival Joy, Lenora Ostrander and Miles Huckabay resigned from the board of directors of the Company, effective upon the Closing. Upon the Closing on June 10, 2025, the following persons became directors of the Company: Sanjeev Trivedi, Carlotta Weiss and Desmond Achterberg. Mr. Trivedi was appointed Chief Executive Officer and Ms. Weiss was appointed Chair of the Board.",
        [
            "board departure Percival Joy -director undated",
            "board departure Lenora Ostrander -director undated",
            "board departure Miles Huckabay -director undated",
            "board appointment Sanjeev Trivedi +director 2025-06-10",
            "board appointment Carlotta Weiss +director +chairman_of_board 2025-06-10",
            "board appointment Desmond Achterberg +director 2025-06-10",
            "officer appointment Sanjeev Trivedi +chief_executive_officer 2025-06-10",
        ],
    ),
    (
        "chair_and_chief_executive_are_parted",
        "5.02",
        "On June 11, 2025, the Board approved the separation of the roles of Chairman and Chief Executive Officer. Effective July 1, 2025, Rutherford Blaine will cease to serve as Chairman of the Board and will continue as Chief Executive Officer and a director, and Octavia Lindgren, who has been a director since 2017 and most recently the Lead Independent Director, will become the independent Chair of the Board.",
        [
            "board role_change Rutherford Blaine -chairman_of_board 2025-07-01",
            "board role_change Octavia Lindgren +chairman_of_board 2025-07-01",
        ],
    ),
    (
        "two_directors_each_with_a_former_office",
        "8-K",
        "On June 10, 2025, upon the closing of the Merger, pursuant to the terms of the Merger Agreement, the board of directors of the Company appointed Waylon Driscoll, formerly Chairman and Chief Executive Officer of Fairhold Bancshares, Inc., and Geneva Ashdown, formerly a director of Fairhold, to the boards of directors of the Company and the Bank.",
        [
            "board appointment Waylon Driscoll +director 2025-06-10",
            "board appointment Geneva Ashdown +director 2025-06-10",
        ],
    ),
    (
        "the_holder_replaced_its_designee",
        "5.02",
        "Director Resignation and Appointment\n\nEffective June 12, 2025, pursuant to the director nomination agreement, dated as of March 4, 2022, between the Company and Ironbridge Growth Fund III, L.P., Ironbridge replaced its designee Cormac Delaney on the Board with Tatiana Brusilow.",
        [
            "board departure Cormac Delaney -director 2025-06-12",
            "board appointment Tatiana Brusilow +director 2025-06-12",
        ],
    ),
    (
        "elevated",
        "5.02",
        "On June 10, 2025, Gretchen Lomax was elevated to Executive Vice President, Chief Credit Officer of the Company and of Meadowlark Bank. Ms. Lomax replaces Peter Swann, who retired on May 30, 2025.",
        [
            "officer appointment Gretchen Lomax +executive_vice_president +chief_credit_officer 2025-06-10",
            "officer departure Peter Swann -chief_credit_officer 2025-05-30",
        ],
    ),
    (
        "removed_the_following_persons",
        "5.02",
        "On June 10, 2025, the stockholders of the Company, by written consent, elected Rhys Calloway and Mina Farouk as directors and removed the following persons as directors of the Company: Otto Brandl and Ludmila Reyes.",
        [
            "board appointment Rhys Calloway +director 2025-06-10",
            "board appointment Mina Farouk +director 2025-06-10",
            "board departure Otto Brandl -director 2025-06-10",
            "board departure Ludmila Reyes -director 2025-06-10",
        ],
    ),
    (
        "she_replaces_him_who_resigned",
        "5.02",
        "On June 11, 2025, the Board of Directors of the Company appointed Jocelyn Webb, age 53, to the Board as a non-employee director. Ms. Webb will serve in the class of directors whose term expires in 2027. Ms. Webb replaces Arturo Banks, who resigned from the Board on June 10, 2025 to devote more time to other commitments.",
        [
            "board appointment Jocelyn Webb +director 2025-06-11",
            "board departure Arturo Banks -director 2025-06-10",
        ],
    ),
    (
        "both_offices_left_and_both_taken",
        "5.02",
        "Retirement of Chief Executive Officer; Appointment of Successor\n\nSheldon Marsh, our Chief Executive Officer and a member of our Board, will retire from those positions effective at the close of business on July 31, 2025. Beginning August 1, 2025, Esme Calder will serve as our Chief Executive Officer. Ms. Calder was also elected to the Board, effective the same date.",
        [
            "board departure Sheldon Marsh -director 2025-07-31",
            "board appointment Esme Calder +director 2025-08-01",
            "officer departure Sheldon Marsh -chief_executive_officer 2025-07-31",
            "officer appointment Esme Calder +chief_executive_officer 2025-08-01",
        ],
    ),
    (
        "the_departure_of_one_and_the_appointment_of_another",
        "5.02",
        "On June 12, 2025 Kelter Diagnostics, Inc. issued a press release announcing the departure of Winona Beale, Chief Commercial Officer, effective June 13, 2025, and the appointment of Salvatore Ricci as Interim Chief Commercial Officer.",
        [
            "officer departure Winona Beale -chief_commercial_officer 2025-06-13",
            "officer appointment Salvatore Ricci +chief_commercial_officer undated",
        ],
    ),
    (
        "a_chair_retires_after_the_meeting",
        "8-K",
        'Granger Valley Financial Corporation Announces Board Transition\n\nGRANGER, Ind., June 12, 2025 /PRNewswire/ -- Granger Valley Financial Corporation (Nasdaq: GVFC) today announced that long-time Chairman Everett Doyle will retire from the Board of Directors following the Company\'s annual meeting on September 16, 2025. Lead Independent Director Patrice Hume has been elected to succeed Doyle as Chair. In addition, Granger announced the election of Anders Kopp and Lucinda Mays to the Board effective July 1.\n\n"It has been a privilege," said Doyle.',
        [
            "board departure Everett Doyle -director 2025-09-16",
            "board role_change Patrice Hume +chairman_of_board undated",
            "board appointment Anders Kopp +director 2025-07-01",
            "board appointment Lucinda Mays +director 2025-07-01",
        ],
    ),
    (
        "resolved_to_acknowledge_and_to_elect",
        "6-K",
        "Minutes of the Board of Directors' Meeting. The Directors resolved to (i) acknowledge the resignation presented by Mrs. Beatriz Falcão from the office of Investor Relations Officer; and (ii) elect Mr. Caio Mendes Duarte to the office of Investor Relations Officer, with a term of office until the first meeting after the 2026 Annual Meeting.",
        [
            "officer departure Beatriz Falcão -investor_relations_officer undated",
            "officer appointment Caio Mendes Duarte +investor_relations_officer undated",
        ],
    ),
    (
        "two_who_leave_each_with_an_office",
        "5.02",
        "On June 10, 2025, Tessaly Therapeutics, Inc. implemented a reduction in force. In connection therewith, the employment of Morgan Ives, Chief Business Officer, and Tara Quillen, Chief People Officer, will terminate effective June 30, 2025.",
        [
            "officer departure Morgan Ives -chief_business_officer -chief_people_officer 2025-06-30",
            "officer departure Tara Quillen -chief_business_officer -chief_people_officer 2025-06-30",
        ],
    ),
    (
        "succeeds_who_passed_away",
        "5.02",
        "On June 11, 2025, Brackwater Industries, Inc. announced that Connor Vale has been appointed Chairman of the Board, effective immediately. Mr. Vale, who has been an independent director since 2020, succeeds Rupert Vandersloot, who passed away on June 2, 2025.",
        [
            "board role_change Connor Vale +chairman_of_board 2025-06-11",
            "board departure Rupert Vandersloot -chairman_of_board 2025-06-02",
        ],
    ),
    (
        "from_one_role_to_another",
        "6-K",
        "Lotuspeak Holdings Inc Announces Management Change\n\nSHANGHAI, June 12, 2025 -- Lotuspeak Holdings Inc (NYSE: LPK) today announced that Mr. Deng Haoran has been promoted to co-president of the Company, effective immediately. Mr. Deng has served as senior vice president since 2021. Ms. Fang Yulan, co-founder, will transition from her role as chief operating officer to chief strategy officer.",
        [
            "officer appointment Deng Haoran +co_president 2025-06-12",
            "officer role_change Fang Yulan -chief_operating_officer +chief_strategy_officer undated",
        ],
    ),
    (
        "the_effective_time_of_a_merger",
        "5.02",
        "Pursuant to the Merger Agreement, at the Effective Time, each of the directors of the Company (Annika Borgstrom, Mortimer Kell, and Rupert Vandersloot) ceased to be a director of the Company, and Eloise Grant and Martin Szabo, the directors of Merger Sub immediately prior to the Effective Time, became the directors of the Company.",
        [
            "board departure Annika Borgstrom -director undated",
            "board departure Mortimer Kell -director undated",
            "board departure Rupert Vandersloot -director undated",
            "board appointment Eloise Grant +director undated",
            "board appointment Martin Szabo +director undated",
        ],
    ),
    (
        "succeeding_who_takes_another_office",
        "5.02",
        "On June 10, 2025, Damon Fry, age 50, was appointed Senior Vice President, Chief Accounting Officer and Controller of the Company, effective June 16, 2025, succeeding Rita Vogel, who was named Senior Vice President, Chief Risk Officer on the same date.",
        [
            "officer appointment Damon Fry +senior_vice_president +chief_accounting_officer +principal_accounting_officer 2025-06-16",
            "officer role_change Rita Vogel +senior_vice_president +chief_risk_officer -chief_accounting_officer -principal_accounting_officer 2025-06-16",
        ],
    ),
    (
        "a_succession_plan_with_one_date",
        "5.02",
        "The Board has approved a succession plan under which Gerald Fennimore will transition from President and Chief Executive Officer to Executive Chairman on January 1, 2026, at which time Hollis Tremaine will be promoted to President and Chief Executive Officer and join the Board.",
        [
            "board role_change Gerald Fennimore +chairman_of_board 2026-01-01",
            "board appointment Hollis Tremaine +director 2026-01-01",
            "officer departure Gerald Fennimore -president -chief_executive_officer 2026-01-01",
            "officer appointment Hollis Tremaine +president +chief_executive_officer 2026-01-01",
        ],
    ),
    (
        "a_meeting_to_come",
        "6-K",
        "Mizuhara Optical Corporation. Notice regarding changes of directors. At the 98th Ordinary General Meeting of Shareholders to be held on June 26, 2025, Mr. Haruto Sekine is expected to be newly elected as Director, and Mr. Minoru Tabata is expected to retire as Director.",
        [
            "board appointment Haruto Sekine +director 2025-06-26",
            "board departure Minoru Tabata -director 2025-06-26",
        ],
    ),
)


@pytest.mark.parametrize(
    ("form", "text", "expected"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD]
)
def test_it_is_told(form: str, text: str, expected: list[str]) -> None:
    assert (
        read(
            ITEM_502 * (form == "5.02") + text,
            ON,
            told=Told(form="8-K" if form == "5.02" else form),
        ).told
        == expected
    )
