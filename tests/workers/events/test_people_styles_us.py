"""How issuers in the US and abroad tell changes in office."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read
from workers.events import Told

ON = "2025-06-12"


TOLD: tuple[tuple[str, str, str, list[str]], ...] = (
    (
        "a_resignation_without_a_defined_company",
        "5.02",
        "On June 10, 2025, Dr. Anil V. Kharkar resigned from the Board of Directors of Brackwater Industries, Inc., effective immediately. Dr. Kharkar's resignation was not the result of any disagreement with the Company on any matter relating to the Company's operations, policies or practices. Dr. Kharkar was a member of the Audit Committee and chair of the Science and Technology Committee.\n\nIn connection with Dr. Kharkar's departure, the Board reduced its size from nine to eight directors.",
        ["board departure Anil V. Kharkar -director 2025-06-10"],
    ),
    (
        "a_quarter_is_no_date",
        "5.02",
        "On June 5, 2025, the Board of Directors of Granger Valley Financial Corporation received notice from director Philbert Nuss of his decision to retire from the Boards of Directors of the Company and of Granger Valley Bank by the end of the third quarter of 2025, in accordance with the mandatory retirement age provisions of the Company's bylaws.",
        ["board departure Philbert Nuss -director undated"],
    ),
    (
        "employment_commences_in_the_next_sentence",
        "5.02",
        "Appointment of Chief Commercial Officer\n\nOn June 12, 2025, Lumenara Biosciences, Inc. announced the appointment of Kestrel Mabry as Chief Commercial Officer. Mr. Mabry's employment is expected to commence on or about July 7, 2025. From 2018 to 2025, Mr. Mabry served as Senior Vice President, Commercial of Orison Pharma plc; he resigned from that position in May 2025.\n\nMr. Mabry, age 51, holds an M.B.A. from the Wharton School.",
        ["officer appointment Kestrel Mabry +chief_commercial_officer 2025-07-07"],
    ),
    (
        "the_resignation_took_effect_on",
        "5.02",
        "On June 9, 2025, Silas Merriweather tendered his resignation as a director of the Company. In his letter of resignation, a copy of which is filed as Exhibit 17.1, Mr. Merriweather stated that he disagrees with the Board's decision to pursue the proposed recapitalization. The resignation took effect on June 9, 2025.",
        ["board departure Silas Merriweather -director 2025-06-09"],
    ),
    (
        "the_earlier_of_two_is_no_date",
        "5.02",
        "Resignation of Director\n\nOn June 10, 2025, Mr. Ulysses Farrow delivered to the Board his resignation from the Board and all committees thereof, such resignation to be effective at the earlier of (i) the appointment of his successor and (ii) September 1, 2025.",
        ["board departure Ulysses Farrow -director undated"],
    ),
    (
        "the_last_day_with_the_company",
        "5.02",
        "Hollis Tremaine, our Chief Operating Officer, has decided to leave the Company to pursue other interests. His last day with the Company will be July 18, 2025. We do not intend to fill the Chief Operating Officer position.",
        ["officer departure Hollis Tremaine -chief_operating_officer 2025-07-18"],
    ),
    (
        "effective_upon_the_departure_of_another",
        "5.02",
        "On June 12, 2025, the Board of Directors designated Ravi Balasundaram, the Company's Vice President of Finance, to serve as the Company's principal financial officer on an interim basis, effective upon Ms. Okonedo-Price's departure on June 20, 2025. As previously announced, Adaeze Okonedo-Price resigned from her position as Chief Financial Officer on May 15, 2025.",
        ["officer appointment Ravi Balasundaram +principal_financial_officer 2025-06-20"],
    ),
    (
        "a_division_behind_a_title_is_nobody",
        "5.02",
        "On June 11, 2025, Ophelia Grantham-Lowe, Executive Vice President, Retail Banking, provided notice of her resignation from the Company and the Bank effective June 27, 2025 to accept a position with another financial institution.",
        ["officer departure Ophelia Grantham-Lowe -executive_vice_president 2025-06-27"],
    ),
    (
        "voted_to_elect_and_to_appoint",
        "5.02",
        'On June 10, 2025, the Board of Directors (the "Board") of Cobalt Ridge Therapeutics, Inc. (the "Company"), on the recommendation of the Nominating and Corporate Governance Committee, voted to (i) elect Maribel Sorensen, Ph.D., to the Board as a Class III director, to serve until the Company\'s 2027 annual meeting, and (ii) appoint Dr. Sorensen to the Science Committee, in each case effective July 1, 2025. Dr. Sorensen currently serves on the boards of Orison Pharma and Kelter Diagnostics and previously served as a director of Vantrel, Inc. until its acquisition in 2023.',
        ["board appointment Maribel Sorensen +director 2025-07-01"],
    ),
    (
        "an_offer_letter_and_who_resumes_the_old_role",
        "5.02",
        'On June 11, 2025, the Company entered into an offer letter with Conrad Whitefeather pursuant to which Mr. Whitefeather will serve as the Company\'s Chief Financial Officer commencing on June 30, 2025 (the "Start Date"). In connection therewith, effective as of the Start Date, Ines Maldonado will step down as Interim Chief Financial Officer and resume her role as Vice President, Corporate Controller.',
        [
            "officer appointment Conrad Whitefeather +chief_financial_officer 2025-06-30",
            "officer role_change Ines Maldonado -chief_financial_officer +vice_president +principal_accounting_officer 2025-06-30",
        ],
    ),
    (
        "a_trustee_of_a_trust",
        "5.02",
        'On June 10, 2025, the Board of Trustees (the "Board") of Sablewood Realty Income Trust (the "Trust") increased the size of the Board from seven to eight trustees and elected Lysander Holm as a trustee of the Trust, effective July 1, 2025. The Board has determined that Mr. Holm is independent under NYSE listing standards.',
        ["board appointment Lysander Holm +director 2025-07-01"],
    ),
    (
        "the_last_day_in_the_same_sentence",
        "5.02",
        "On June 11, 2025, Felix Aumont notified the Company that he has accepted a position with another company and will be resigning from his position as Vice President – Finance, Treasurer and principal accounting officer, with his last day of employment being June 25, 2025.",
        [
            "officer departure Felix Aumont -vice_president -treasurer -principal_accounting_officer 2025-06-25"
        ],
    ),
    (
        "not_renominated_and_the_term_expires",
        "5.02",
        "On June 10, 2025, the Nominating Committee determined not to renominate Gordon Astley for election at the 2025 annual meeting of shareholders. Mr. Astley's term as a director will expire at the annual meeting on August 12, 2025.",
        ["board departure Gordon Astley -director 2025-08-12"],
    ),
    (
        "employment_terminated_without_cause",
        "5.02",
        "On June 6, 2025, Roland Vesely's employment as Chief Financial Officer was terminated without cause, effective as of that date. Mr. Vesely will be entitled to the severance benefits described in his employment agreement. The Board has appointed Kimiko Sund, the Company's Chief Executive Officer, to serve as principal financial officer and principal accounting officer on an interim basis.",
        [
            "officer departure Roland Vesely -chief_financial_officer 2025-06-06",
            "officer appointment Kimiko Sund +principal_financial_officer +principal_accounting_officer undated",
        ],
    ),
    (
        "a_director_since_years_steps_down",
        "8-K",
        'Lumenara Biosciences Appoints Industry Veteran Gideon Farrow to Board of Directors\n\nCAMBRIDGE, Mass.--(BUSINESS WIRE)--Jun. 12, 2025-- Lumenara Biosciences, Inc. (Nasdaq: LMNR), a clinical-stage company, today announced the appointment of Gideon Farrow, M.D., to its Board of Directors. Concurrent with the appointment, Helene Voss, Ph.D., a director since 2016, has stepped down from the Board.\n\n"Gideon\'s experience will be invaluable," said Nigel Castor. "I also want to thank Helene for her service."\n\nDr. Farrow currently serves as Chief Executive Officer of Tessaly Therapeutics and is a member of the board of directors of Kelter Diagnostics.',
        [
            "board appointment Gideon Farrow +director undated",
            "board departure Helene Voss -director undated",
        ],
    ),
    (
        "the_date_before_the_name",
        "5.02",
        "Mr. Abernathy's resignation from the Board became effective on June 10, 2025. Lionel Abernathy, who had been a director since 2014, resigned to comply with the overboarding policy of his employer.",
        ["board departure Lionel Abernathy -director 2025-06-10"],
    ),
    (
        "from_her_role_and_as_a_director",
        "6-K",
        "Board changes. Wexcombe plc today announces that Fiona Garside, Chief Financial Officer, has informed the Board of her intention to step down from her role and as a director of the Company in order to take up a role at another listed company. Fiona will remain with the Company until 31 December 2025. The search for her successor is under way.",
        [
            "board departure Fiona Garside -director undated",
            "officer departure Fiona Garside -chief_financial_officer undated",
        ],
    ),
    (
        "who_was_appointed_earlier_and_resigns",
        "5.02",
        "On June 10, 2025, Nadia Petrossian, who was appointed to the Board pursuant to the Investor Rights Agreement with Ironbridge, resigned as a director effective immediately. On June 11, 2025, pursuant to the same agreement, Ironbridge designated, and the Board appointed, Colm Rafferty as a Class III director.",
        [
            "board departure Nadia Petrossian -director 2025-06-10",
            "board appointment Colm Rafferty +director 2025-06-11",
        ],
    ),
    (
        "a_start_date",
        "5.02",
        "On June 12, 2025, Zephyr Uranium Corp. announced that Kofi Mensah has agreed to join the Company as Chief Financial Officer, with a start date of June 23, 2025. Current Chief Financial Officer Blythe Carver will depart on July 31, 2025 following a transition period.",
        [
            "officer appointment Kofi Mensah +chief_financial_officer 2025-06-23",
            "officer departure Blythe Carver -chief_financial_officer 2025-07-31",
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
