"""Words that tell names from other capitals, and the register of Chinese surnames."""

from __future__ import annotations

_NOT_NAMES = """
A ADS ADSs AGM Academy Accountant Accountants Act Acting Additionally Adds After Agreement
Agreements Airlines All Also Although America American An And Annex Announcement Announces
Annual Any Appendix Appointment Appoints April Article Articles As Asia Association At Audit
August Avenue Bachelor Bank Because Before Bermuda Biography Biosciences Board Boards Both
Brands Business By Bylaws CCO CEO CFO CHRO CIO CLO CMO COO CSO CTO California Cambridge Capital Cayman Center Centre
Certified Chair Chairman Chairman's Chairperson Chairwoman Change Changes Chapter Charter Chief
China Chinese Circular Class Cloud Co Code College Commission Committee Committees Common
Companies Company Compensation Conduct Consulting Contact Contacts Controller Corp Corporate
Corporation Council Counsel Current Currently Data Date Dated December Declares Degree Delaware
Department Departure Deputy Development Digital Director Directors Division Doctor Dr During EGM
EVP Each East Effective Election Elects Employer Employment Energy Enterprises Entertainment
Europe Except Exchange Executive Executive's Exhibit Expands February Finally Finance Financial
Following Foods For Form Former Foundation Friday From Fund Funds Further Futures GEM Games
General Global Governance Governing Group Groups HKEX Harvard He Health Her Hires His Holding
Holdings Hong Hospital However Human INED If In Inc Inc. Incorporated Independent Industries
Institute Insurance Interim International Investment Investments Investor Islands Islands'
Issuer It Item Items Its JP January Joint July June Kingdom Kong LLC LLM LLP LP Laboratories
Labs Law Lead Letter Limited Listing Ltd MBA Management Manager Managing March Marketing Master
May Media Meeting Meetings Member Members Memorandum Messrs Ministry Miss Mobile Monday Motors
Mr Mrs Ms NASDAQ NED NYSE Name Names Nasdaq National Network Networks No Nominating Nomination
Non-Executive Non-executive North Not Note Notes November October Of Officer Officers On
Operating Operation Operations Or Order Ordinance Other Our Oxford PLC PRC Pacific Page Part
Partners Partnership People’s Period Pharma Pharmaceuticals Plan Plans Plc President President's
Presidents Press Previously Prior Product Products Prof Promotes Proposed Public Pursuant
Quarterly Re-election Registrant Regulation Relations Release Removal Remuneration Report
Reports Republic Research Resignation Resources Retirement Risk Road Rule Rules SEC SVP Sales
Saturday Save Schedule School Sciences Secretary Section Securities Senior Separation September
Series Services Share Shareholders Shares She Should Signature Signed Since Singapore Society
Software Solutions Source South Stanford States Stock Stockholders Stores Strategy Street
Studios Subject Such Sunday Systems Table Taps Technologies Technology Texas That The Their
Therapeutics There These They This Those Thursday Title To Today Treasurer Trust Tuesday U.K.
U.S. UK USA Under United University Unless Until Upon Vice We Wednesday Welcomes West When Where
Which While Who With Yesterday York
"""
_BUSINESS = """
Implement Implements Establish Establishes Adopt Adopts Increase Increases Reduce Reduces Improve Improves Enhance Enhances Strengthen Eliminate Amend Suggested Minimum Requirements Performance-Based
Accounting Administration Administrative Bureau Collaboration Initiative Internship Office Affairs Americas Analytics Banking Branch Brand Broadband
Chemicals Chief-of-Staff Clinical Commerce Commercial Communications Compliance Construction Consumer
Content Credit Creative Culture Customer Design Distribution Diversity Downstream Economic Policy Drilling EMEA
Engineering Enterprise Experience Exploration Facilities Federal Government Information Innovation
Institutional Integration Internal Lending Leasing Legal Logistics Manufacturing Medical Merchandising
Midstream Mining Mortgage Oncology Organization Packaging People Platform Platforms Procurement
Production Program Programme Programs Property Purchasing Quality Real-Estate Refining Regional Regulatory Reporting
Retail Eastern Central Mountain Time Safety Science Segment Specialty Store Strategic Supply Sustainability Talent Tax Technical
Authorised Authorized Representative Representatives Process Agent Supervisor Supervisors Supervisory Re-designation Transformation Transportation Treasury Underwriting Veteran Industry Leader Expert Leadership Team Succession Joins Leaves Retires Hires Resigns Steps Transition Transitions Appointments Elected Appointed Adviser Advisor Advisors Upstream Wealth Wholesale Worldwide
"""
"""Words of functions and divisions, as they stand behind a title: ``Vice President, Retail Banking``."""
_ALSO_NAMES = """
An April August Banks Bond Chase Co East Hall He Hong In June Kong Law Major March May North On
Or Oxford Page Price Prior Rice Sales She So Stock Street To West York Young
"""
_ZH_COMPOUND = (
    "上官 令狐 公孫 司徒 司馬 司马 夏侯 尉遲 慕容 欧阳 歐陽 皇甫 諸葛 诸葛 "
    "万俟 萬俟 聞人 闻人 赫連 赫连 澹臺 澹台 公冶 宗政 濮陽 濮阳 淳于 單于 单于 太叔 申屠 仲孫 仲孙 軒轅 轩辕 鍾離 鐘離 钟离 宇文 長孫 长孙 鮮于 鲜于 閭丘 闾丘 司空 亓官 司寇 "
    "顓孫 颛孙 端木 巫馬 巫马 公西 漆雕 樂正 乐正 拓跋 夾谷 宰父 穀梁 段干 東郭 东郭 呼延 羊舌 梁丘 左丘 南宮 南宫 獨孤 独孤 納蘭 纳兰 完顏 完颜 耶律 達奚 褚師 賀蘭 贺兰 范姜 張簡"
)
_ZH_SURNAMES = (
    "贝齐陆聂庞丛欧谈窦巩荆蔺畅"
    "丁万严丰乌乐乔乜习于井亢仇仝仰仲任伊伍伏伯何佘余佟佴侯俞倪傅储儲元充党全公关冀冉农冯况冷冼"
    "凌凤刁刘別利劉劳勞勾包匡區华卓单卜卞卢卫印危厙厲古史叶司吉后向吕吳吴呂周和咸哈唐商喬單喻嚴"
    "國堵墨壽夏夔奚姚姜姬娄婁孔孙孟季孫宁安宋宓宗官宣宦宫宮宰家容宿寇富寧封尚尤尹居屈屠山岑岳崔"
    "嵇巢左巫巴帅帥師席常干平年幸庄应康庾廉廖廣弓弘张張強彭徐從惠愛慎慕應懷戈戎成戚戴房扈扶支敖"
    "文方施时昌明易昝晁時晏景暨暴曹曾朱李杜束杨杭東松林柏查柯柳柴栾桂桑桓梁梅楊榮樂樊權欒歐步"
    "武段殷毋毕毛水江池汤汪汲沃沈沙況洪浦温游湛湯溫滑滕滿潘濮烏焦熊燕牛牟牧狄王班琴璩甄甘田申畢"
    "白皮益盛盧相瞿石祁祖祝祿禹秋秦程穆空竇章童竺符笪简管簡籍米糜紀紅索終經緱繆纪缪罗羅羊羿翁習"
    "翟耿聞聶肖胡胥能臧舒艾芮花苏苗范茅茹荀荊荣莊莘莫華萧萬葉葛董蒋蒙蒯蒲蒼蓋蓝蓬蔚蔡蔣蕭薄薊薛"
    "藍藺蘇虞融衛衡袁裘裴褚覃解計許訾詹談諸謝譙譚许诸谭谷豐貝貢費賀賁賈賞賴贡费贺贾赖赵越趙路車"
    "车辛辜農边连逄通連逯邊邓邢那邬邰邱邴邵邹郁郈郎郑郗郜郝郟郤郭都鄂鄒鄔鄧鄭酆酈金鈄鈕錢鍾钟钮"
    "钱閔閻闕關闞闫闻阎阮陈陰陳陶陸陽隆隗雍雙雲雷霍靳鞏鞠韋韓韦韩韶項須顏顧项顾颜養饒饶馬馮駱马"
    "骆高鬱魏魚魯鮑鱼鲁鲍鳳麥麴麻黃黄黎黨齊龍龐龔龙龚"
    "香邸苑晉晋逄郇種笪琴歸归揭睦薩萨蘭兰庹粟檀矯矫綦帖稅税鐘郄敬遲迟衣宛渠戰战堯尧赫尉仵禤郏郟鄢岑冼佐谌諶牌麦闵閩湯寻尋"
    "丘付仉亓展曲楚涂苟邝鄺隋鹿練练閆暢叢"
    "殳甯閭闾欽钦汝澹顓颛拓軒轩楼樓芦蘆倫伦勵励植招訚撖蹇冒雒忻淵渊賓宾岐鄞阙顔翦芈羋朴樸撒羌騰腾茆菅虢倉仓刀奉曠旷沐盤盘睢蟻蚁漆淦皋郯鄲郸笮蒿邾邛雋隽靖莒閎闳阚禚佀冮卿厍呙弋彤戢揣昃杲濯禇筱厉褟盖琚缑栗苻苌鉏锺鈡艰麹鄷凃錡禢侴"
)

_ORG_WORDS = """
Bank Brands Capital Cloud Corp Corporation Co Company Digital Energy Enterprises Entertainment Foods Foundation
Fund Funds Games Group Groups Holding Holdings Hospital Inc Incorporated Industries Institute Insurance
Investment Investments Labs Limited LLC LLP LP Ltd Media Mobile Motors Networks Partners Partnership Pharma
Pharmaceuticals PLC Plc Resources Securities Services Software Solutions Stores Studios Systems Technologies
Technology Therapeutics Trust University College Airlines Academy Bancorp Bancshares Bancorporation Financial Realty REIT Acquisition Petroleum Minerals Biosciences
Therapeutics Biopharma Biotech Diagnostics Semiconductor Electronics Aerospace Shipping Marine Resorts Hotels
Restaurants Apparel Wireless Communications Broadcasting Publishing Steel Chemical Chemicals Savings
"""

NOT_NAMES = frozenset((_NOT_NAMES + _BUSINESS + _ORG_WORDS).split())
"""Capitalised words of companies, offices, places, calendars and headings."""
ORG_WORDS = frozenset(_ORG_WORDS.split())
"""Words that make the capitals before them a company."""
ALSO_NAMES = frozenset(_ALSO_NAMES.split())
"""Some of them that are names as well, once an honorific stands before them."""
ZH_COMPOUND = frozenset(_ZH_COMPOUND.split())
"""Surnames of two characters."""
ZH_SURNAMES = frozenset(_ZH_SURNAMES)
"""Surnames of one character, traditional and simplified. 於 is not among them: before a name it
is the preposition (於雷先生辭任後), and hardly anyone bears it."""
