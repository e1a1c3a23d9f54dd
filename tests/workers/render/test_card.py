from tests.support.records import a_filing, a_flag, an_alert, an_event, an_hkex_filing
from watcher.model import Issuer
from workers.render.card import cards_of

ISSUER = Issuer(key="northern-lights", name="Northern Lights Limited", tickers=("NLL",))


def test_a_card_says_what_every_channel_says() -> None:
    filing, event = a_filing(), an_event(also_types=("committee_change",))
    (card,) = cards_of([an_alert(filing.id, event)], filing, ISSUER, [event], [a_flag()])
    assert card.issuer == "northern-lights"
    assert card.name == "northern lights"
    assert card.company == "Northern Lights Limited (NLL)"
    assert card.types == ("board_change", "committee_change")
    assert dict(card.facts)["Who"] == "Berg Ada"
    assert card.quote == "resign"
    assert any("Norther Lights" in doubt for doubt in card.doubts)


def test_a_card_of_an_unwatched_company_is_found_by_the_number_of_its_venue() -> None:
    filing, event = an_hkex_filing(), an_event()
    (card,) = cards_of([an_alert(filing.id, event)], filing, None, [event], [])
    assert card.issuer == "hkex:08083"
    (other,) = cards_of([an_alert(a_filing().id, event)], a_filing(), None, [event], [])
    assert other.issuer == "cik:0001234567"


def test_each_alert_tells_its_own_events() -> None:
    filing, one, two = (
        a_filing(),
        an_event(1),
        an_event(2, type="dividend", headline="HK$0.02 a share"),
    )
    alerts = [an_alert(filing.id, one), an_alert(filing.id, two, one, subscription="all")]
    first, second = cards_of(alerts, filing, ISSUER, [one, two], [])
    assert first.types == ("board_change",)
    assert second.types == ("dividend", "board_change")
    assert second.also
