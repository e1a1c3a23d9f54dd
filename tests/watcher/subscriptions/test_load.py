from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.telling import an_issuer
from watcher.errors import ConfigError
from watcher.model import Severity
from watcher.settings import config_dir
from watcher.subscriptions import Telling, load_subscriptions
from workers.channels import open_channel

CHANNELS = """
[channels.desk]
module = "workers.channels.webhook"
url = "https://example.com/hook"
secret_file = "nowhere"

[channels.mail]
module = "workers.channels.email"
to = ["a@example.com", "b@example.com", "a@example.com"]
host = "mail.example.com"

[channels.quiet]
module = "workers.channels.console"
enabled = false
"""


KINDS = frozenset({"results", "results.annual", "results.interim", "dividend"})


def load(
    tmp_path: Path,
    text: str,
    environ: Mapping[str, str] | None = None,
    types: Collection[str] = ("results",),
) -> Telling:
    path = tmp_path / "subscriptions.toml"
    path.write_text(CHANNELS + text, encoding="utf-8")
    return load_subscriptions(path, environ=environ or {}, issuers=[an_issuer()], types=types)


def complaint(
    tmp_path: Path,
    text: str,
    environ: Mapping[str, str] | None = None,
    types: Collection[str] = ("results",),
) -> str:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text, environ, types)
    return str(caught.value)


def test_a_subscription_says_who_hears_what(tmp_path: Path) -> None:
    telling = load(
        tmp_path,
        '[subscriptions.all]\nissuers = ["NHC"]\ntypes = ["results.*"]\nsources = ["edgar"]\n'
        'min_severity = "high"\nmax_age = "12h"\nchannels = ["desk"]',
    )
    (found,) = telling.subscriptions
    assert (found.name, found.issuers, found.types) == ("all", ("NHC",), ("results.*",))
    assert (found.sources, found.channels) == (("edgar",), ("desk",))
    assert (found.min_severity, found.max_age) == (Severity.HIGH, timedelta(hours=12))


def test_nothing_said_means_all_issuers_and_types_from_low_for_three_days(tmp_path: Path) -> None:
    (found,) = load(tmp_path, "[subscriptions.all]").subscriptions
    assert (found.issuers, found.types, found.sources) == ((), (), ())
    assert (found.min_severity, found.max_age) == (Severity.LOW, timedelta(days=3))


def test_a_channel_with_addresses_makes_one_route_for_each(tmp_path: Path) -> None:
    telling = load(tmp_path, '[subscriptions.all]\nchannels = ["mail", "desk", "mail"]')
    assert telling.subscriptions[0].channels == ("mail/a@example.com", "mail/b@example.com", "desk")
    block, address = telling.block("mail/b@example.com")
    assert block is telling.channels["mail"]
    assert address == "b@example.com"
    assert telling.block("desk") == (telling.channels["desk"], None)
    assert telling.block("gone") == (None, None)


def test_a_channel_that_is_not_enabled_gets_nothing(tmp_path: Path) -> None:
    telling = load(tmp_path, '[subscriptions.all]\nchannels = ["quiet", "desk"]')
    assert telling.subscriptions[0].channels == ("desk",)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            '[subscriptions.a]\ntype = ["results"]',
            "subscriptions.a.type: no such option; did you mean types?",
        ),
        ('[subscriptions.a]\nmin_severity = "loud"', "subscriptions.a.min_severity: "),
        ('[subscriptions.a]\nmax_age = "soon"', "subscriptions.a.max_age: "),
        ("[subscriptions.a]\nmax_age = 3", "subscriptions.a.max_age: "),
        ('[subscriptions.a]\ntypes = ["results/annual"]', "subscriptions.a.types.0: "),
        ('[subscriptions.a]\nsources = ["sedar"]', "subscriptions.a.sources.0: "),
        (
            '[subscriptions.a]\nchannels = ["pager"]',
            "subscriptions.a.channels: no [channels.pager]",
        ),
        ('[subscriptions.a]\nissuers = ["KX"]', "subscriptions.a.issuers: no issuer"),
        ('[subscriptions.a]\ntypes = ["result"]', "no event type 'result'; did you mean results?"),
        ('[subscriptions."A b"]', "subscriptions.A b"),
        ('[subscriptions.a]\nissuers = "NHC"', 'issuers: write a list, such as ["a", "b"]'),
        ("[subscription.a]", "subscription: no such kind of table; did you mean subscriptions?"),
        ('[channels.x]\nmodule = "webhook"', "channels.x.module: "),
        ("subscriptions = 3", "subscriptions"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    said = complaint(tmp_path, text if text.startswith("[") else f"[channels.y]\n{text}")
    assert "subscriptions.toml" in said
    assert place in said or "channels.y" in said


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('types = ["results.anual"]', "no event type has the subtype 'results.anual'; did you mean annual?"),
        ('types = ["re?ult"]', "no event type 're?ult'; did you mean results?"),
        ('types = ["quite_*"]', "no event type 'quite_*'; docs/events.md lists them"),
        ('people = ["Ada Moor", "007"]', "'007' holds no name"),
        ('types = ["*.departed"]', "no event type has the subtype '*.departed'"),
        ('statuses = ["efective"]', "no status is called 'efective'; did you mean effective?"),
    ],
)  # fmt: skip
def test_what_no_event_can_be_is_refused(tmp_path: Path, line: str, why: str) -> None:
    assert why in complaint(tmp_path, f"[subscriptions.a]\n{line}", types=KINDS)


@pytest.mark.parametrize("glob", ["results", "results.*", "*.annual", "re*.ann?al", "dividend.any"])
def test_a_glob_that_can_match_is_right(tmp_path: Path, glob: str) -> None:
    assert load(tmp_path, f'[subscriptions.a]\ntypes = ["{glob}"]', types=KINDS).subscriptions


def test_all_wrong_places_are_named_at_once(tmp_path: Path) -> None:
    said = complaint(
        tmp_path, '[subscriptions.a]\nmax_age = "x"\n[subscriptions.b]\nmin_severity = "y"'
    )
    assert "subscriptions.a.max_age" in said
    assert "subscriptions.b.min_severity" in said


def test_what_stands_beside_a_wrong_option_is_looked_at_too(tmp_path: Path) -> None:
    said = complaint(
        tmp_path,
        '[subscriptions.a]\nmin_severity = "hi"\nissuers = ["KX"]\ntypes = ["result"]\n'
        'channels = ["pager"]\nwhere = "valu > 3"',
    )
    for place in ("min_severity", "issuers", "types", "channels", "where"):
        assert f"subscriptions.a.{place}: " in said


def test_a_wrong_channel_is_still_there(tmp_path: Path) -> None:
    said = complaint(
        tmp_path, '[channels.x]\nmodule = "webhook"\n[subscriptions.a]\nchannels = ["x"]'
    )
    assert "channels.x.module" in said
    assert "no [channels.x]" not in said


def test_an_option_can_come_from_the_environment(tmp_path: Path) -> None:
    telling = load(
        tmp_path,
        "",
        {
            "WATCHER_CHANNELS__DESK__SECRET": "whsec_c2VjcmV0",
            "WATCHER_CHANNELS__QUIET__ENABLED": "true",
            "WATCHER_CHANNELS__MAIL__TO": '["c@example.com"]',
            "WATCHER_WEB__PORT": "9000",
        },
    )
    desk = telling.channels["desk"].options
    assert desk["secret"] == "whsec_c2VjcmV0"
    assert "secret_file" not in desk, "the value from the environment replaces the file"
    assert telling.channels["quiet"].enabled
    assert telling.channels["mail"].to == ("c@example.com",)


@pytest.mark.parametrize(
    "variable", ["WATCHER_CHANNELS__PAGER__URL", "WATCHER_CHANNELS__DESK", "WATCHER_CHANNELS__"]
)
def test_an_environment_variable_for_no_channel_is_an_error(tmp_path: Path, variable: str) -> None:
    assert variable in complaint(tmp_path, "", {variable: "x"})


def test_options_are_never_printed(tmp_path: Path) -> None:
    telling = load(tmp_path, "", {"WATCHER_CHANNELS__DESK__SECRET": "whsec_c2VjcmV0"})
    assert "c2VjcmV0" not in repr(telling) + str(telling)


def test_the_example_file_loads_and_its_enabled_channels_open() -> None:
    telling = load_subscriptions(config_dir() / "subscriptions.toml", environ={})
    opened = {open_channel(b).channel.name for b in telling.channels.values() if b.enabled}
    assert opened == {"console", "file", "canary"}, "a fresh machine needs no account"
    named = {block.module.rpartition(".")[2] for block in telling.channels.values()}
    assert named == {"console", "file", "canary", "webhook", "slack", "email"}


def test_the_example_channels_need_nothing_but_what_the_demo_sets() -> None:
    environ = {
        "WATCHER_CHANNELS__DESK_HOOK__ENABLED": "true",
        "WATCHER_CHANNELS__DESK_HOOK__URL": "http://127.0.0.1:8001/hook",
        "WATCHER_CHANNELS__DESK_HOOK__SECRET": "whsec_" + "MDEyMzQ1Njc4OWFiY2RlZg" * 2,
        "WATCHER_CHANNELS__DESK_SLACK__ENABLED": "true",
        "WATCHER_CHANNELS__DESK_SLACK__URL": "http://127.0.0.1:8001/services/T/B/X",
        "WATCHER_CHANNELS__DESK_SLACK__HOSTS": '["127.0.0.1"]',
        "WATCHER_CHANNELS__DESK_MAIL__ENABLED": "true",
        "WATCHER_CHANNELS__DESK_MAIL__HOST": "127.0.0.1",
        "WATCHER_CHANNELS__DESK_MAIL__PORT": "2525",
        "WATCHER_CHANNELS__DESK_MAIL__SECURITY": "none",
    }
    telling = load_subscriptions(config_dir() / "subscriptions.toml", environ=environ)
    assert len([open_channel(block) for block in telling.channels.values()]) == 6
    assert telling.subscriptions[0].channels == ("terminal", "journal", "desk-hook", "desk-slack")
    assert telling.subscriptions[1].channels == ("desk-mail/desk@example.com",)
