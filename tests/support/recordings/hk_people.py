"""Hong Kong announcements on people: directors, company secretary, the roster."""

from __future__ import annotations

from tests.support.recordings.announcement import Notice, chinese, english
from tests.support.recordings.companies import LANTERN, LYCHEE, PLOVER
from tests.support.recordings.pdf import Rows, Text, typeset

_TITLE = "RESIGNATION OF EXECUTIVE DIRECTOR AND APPOINTMENT OF INDEPENDENT NON-EXECUTIVE DIRECTOR"
_TITLE_ZH = "執行董事辭任及委任獨立非執行董事"


def directors() -> list[Notice]:
    """One goes, one comes: English and Chinese."""
    body = [
        Text("The board (the “Board”) of directors (the “Directors”) of Lychee Garden Holdings Limited (the “Company”) "
             "announces the following changes in the composition of the Board."),
        Text("RESIGNATION OF EXECUTIVE DIRECTOR", "heading"),
        Text("Mr. Poon Kwan Tat (“Mr. Poon”) has tendered his resignation as an executive Director with effect from "
             "1 April 2026 in order to devote more time to his family. Mr. Poon has confirmed that he has no "
             "disagreement with the Board and that there is no matter relating to his resignation that needs to be "
             "brought to the attention of the shareholders of the Company or the Stock Exchange."),
        Text("APPOINTMENT OF INDEPENDENT NON-EXECUTIVE DIRECTOR", "heading"),
        Text("Ms. Leung Wing Sum (“Ms. Leung”) has been appointed as an independent non-executive Director and a member "
             "of the audit committee of the Company with effect from 1 April 2026."),
        Text("Ms. Leung, aged 47, has over 20 years of experience in accounting. From 2011 to 2024 she was the finance "
             "director of a private logistics company, from which she resigned in June 2024. She has entered into a "
             "letter of appointment for a term of three years and is entitled to a director’s fee of HK$240,000 a year."),
    ]  # fmt: skip
    body_zh = [
        Text("荔園控股有限公司（「本公司」）董事（「董事」）會（「董事會」）宣佈以下董事會組成的變動。"),
        Text("執行董事辭任", "heading"),
        Text("潘君達先生（「潘先生」）因希望投放更多時間於家庭，已提呈辭任執行董事，自二零二六年四月一日起生效。潘先生已確認，"
             "彼與董事會並無意見分歧，亦無有關其辭任的事宜須提請本公司股東或聯交所垂注。"),
        Text("委任獨立非執行董事", "heading"),
        Text("梁詠心女士（「梁女士」）已獲委任為獨立非執行董事及本公司審核委員會成員，自二零二六年四月一日起生效。"),
        Text("梁女士，47歲，於會計方面擁有逾20年經驗。彼已訂立委任函，任期三年，有權收取每年240,000港元的董事袍金。"),
    ]  # fmt: skip
    codes = ("10000", "12350", "12650")
    return [
        Notice(news_id="19900201", listed=LYCHEE, title=_TITLE, codes=codes, body=english(
            LYCHEE, _TITLE, body, on="25 March 2026", signed="Suen Hok Lai, Chairman",
            board="the executive Directors are Mr. Suen Hok Lai and Mr. Poon Kwan Tat; and the independent "
                  "non-executive Directors are Mr. Aldous Yim and Ms. Mak Pui Shan.",
        )),
        Notice(news_id="19900202", listed=LYCHEE, title=_TITLE_ZH, codes=codes, lang="c", body=chinese(
            LYCHEE, _TITLE_ZH, body_zh, on="二零二六年三月二十五日", signed="主席 孫學禮",
            board="執行董事為孫學禮先生及潘君達先生；獨立非執行董事為嚴道思先生及麥佩珊女士。",
        )),
    ]  # fmt: skip


def secretary() -> Notice:
    """The company secretary changes, at GEM."""
    title = "CHANGE OF COMPANY SECRETARY AND AUTHORISED REPRESENTATIVE"
    body = [
        Text("The board of directors (the “Board”) of Paper Lantern Education Limited (the “Company”) announces that Mr. "
             "Ko Chi Ming (“Mr. Ko”) has resigned as the company secretary and an authorised representative of the "
             "Company with effect from 25 March 2026. Mr. Ko has confirmed that he has no disagreement with the Board."),
        Text("The Board further announces that Ms. Yau Sze Man (“Ms. Yau”) has been appointed as the company secretary "
             "and an authorised representative of the Company with effect from 25 March 2026 in place of Mr. Ko. Ms. Yau "
             "is an associate member of The Hong Kong Chartered Governance Institute."),
    ]  # fmt: skip
    return Notice(news_id="19900203", listed=LANTERN, title=title, codes=("10000", "12550"), body=english(
        LANTERN, title, body, on="25 March 2026", signed="Kwok Man Hei, Chairman and Executive Director",
        board="the executive Directors are Mr. Kwok Man Hei and Ms. Ip Lok Yan; and the independent non-executive "
              "Directors are Mr. Hui Tsz Fung, Mr. Noel Szeto and Ms. Lau Ching Yee.",
    ))  # fmt: skip


def roster() -> Notice:
    """A list of directors: it verifies, it is no news."""
    title = "LIST OF DIRECTORS AND THEIR ROLES AND FUNCTIONS"
    body = typeset([
        Text(PLOVER.name, "title"), Text(f"(Stock Code: {PLOVER.code})", "centre"), Text(title, "title"),
        Text("The members of the board of directors of Grey Plover Semiconductor Limited are set out below."),
        Text("EXECUTIVE DIRECTORS", "heading"),
        Text("Dr. Tsui Kam Ho (Chairman)"), Text("Ms. Chau Lai Ping (Chief Executive Officer)"),
        Text("INDEPENDENT NON-EXECUTIVE DIRECTORS", "heading"),
        Text("Mr. Wong Cheuk Nam"), Text("Ms. Emily Tong"), Text("Prof. Ng Siu Lun"),
        Text("There are two Board committees. The table below shows their members."),
        Rows([
            ["Director", "Audit Committee", "Nomination Committee"],
            ["Dr. Tsui Kam Ho", "", "C"], ["Mr. Wong Cheuk Nam", "C", "M"], ["Ms. Emily Tong", "M", "M"],
            ["Prof. Ng Siu Lun", "M", ""],
        ], (6, 4, 4)),
        Text("C Chairman of the relevant committee. M Member of the relevant committee."),
        Text("Hong Kong, 25 March 2026"),
    ])  # fmt: skip
    return Notice(
        news_id="19900204", listed=PLOVER, title=title, codes=("10000", "12952"), body=body
    )
