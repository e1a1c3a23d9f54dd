"""docker-compose.yml and the image against our own command line and settings."""

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from watcher.cli import app
from watcher.settings import CONFIG_DIR_VARIABLE, Settings, load

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
OURS = {name: s for name, s in COMPOSE["services"].items() if "build" in s}


def known_settings() -> set[str]:
    names = {CONFIG_DIR_VARIABLE}
    for top, field in Settings.model_fields.items():
        prefix = f"WATCHER_{top.upper()}"
        block = getattr(field.annotation, "model_fields", None)
        names |= {f"{prefix}__{key.upper()}" for key in block} if block else {prefix}
    return names


def test_the_services_of_the_design_are_there() -> None:
    assert set(COMPOSE["services"]) == {
        "valkey", "postgres", "scheduler", "worker-filings", "worker-deliveries", "web",
        "prometheus", "grafana",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_command_parses_in_our_command_line(name: str) -> None:
    words = OURS[name]["command"]
    group: Any = typer.main.get_command(app)
    context = group.context_class(group, info_name="watcher")
    command_name, command, rest = group.resolve_command(context, list(words))
    assert command is not None
    command.make_context(command_name, list(rest), parent=context)


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_variable_is_a_known_setting(name: str) -> None:
    assert set(OURS[name]["environment"]) <= known_settings()


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_services_run_without_rights(name: str) -> None:
    service = OURS[name]
    assert service["init"] is True
    assert service["read_only"] is True
    assert service["user"].split(":")[0] not in {"0", "root"}
    assert service["cap_drop"] == ["ALL"]


def seconds(text: str) -> int:
    found = re.fullmatch(r"(\d+)s", text)
    assert found
    return int(found[1])


def test_every_service_has_a_healthcheck_and_time_to_drain() -> None:
    limits = load(ROOT / "config").workers
    longest = {
        "worker-filings": limits.filing_seconds,
        "worker-deliveries": limits.delivery_seconds,
    }
    for name, service in COMPOSE["services"].items():
        assert "healthcheck" in service, name
        assert seconds(service["stop_grace_period"]) >= longest.get(name, 1), name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scheduler", ["--here", "--no-channels"]),
        ("worker-filings", ["--here", "--no-channels"]),
        ("worker-deliveries", ["--here"]),
    ],
)
def test_neither_a_venue_nor_a_secret_elsewhere_makes_a_service_unhealthy(
    name: str, words: list[str]
) -> None:
    """A venue that is away is no fault of ours, and only who delivers has the receivers' secrets."""
    assert COMPOSE["services"][name]["healthcheck"]["test"] == ["CMD", "watcher", "doctor", *words]


def test_every_named_volume_and_dependency_is_declared() -> None:
    declared, services = set(COMPOSE["volumes"]), set(COMPOSE["services"])
    for service in COMPOSE["services"].values():
        used = {v.split(":")[0] for v in service.get("volumes", ()) if not v.startswith((".", "/"))}
        assert used <= declared
        assert set(service.get("depends_on", {})) <= services


def left_out(name: str) -> bool:
    """Whether ``.dockerignore`` keeps a path of the repository from the build; the last line wins."""
    out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!")
        parts = name.split("/")
        if any(fnmatchcase("/".join(parts[:end]), pattern) for end in range(1, len(parts) + 1)):
            out = not line.startswith("!")
    return out


def test_the_image_is_built_from_what_the_repository_has() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = [
        w
        for line in text.splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for w in line.split()[1:-1]
    ]
    assert copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [name for name in copied if left_out(name)] == []
    assert [
        n for n in ("config/local.toml", "secrets/web_read", "docs/page.md") if not left_out(n)
    ] == []
    assert "USER watcher" in text


def test_our_user_may_write_in_a_new_volume() -> None:
    """Docker gives it the owner of the folder in the image, and root where there is none."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    made = text.index("install -d -o watcher -g watcher /var/lib/watcher/data")
    assert made < text.index("VOLUME /var/lib/watcher/data")
    for service in OURS.values():
        assert "data:/var/lib/watcher/data" in service["volumes"]


@pytest.mark.parametrize("name", sorted(COMPOSE["services"]))
def test_every_service_drops_rights_that_it_does_not_need(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert set(service.get("cap_add", ())) <= {
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "SETGID",
        "SETUID",
    }
    assert not service.get("privileged")


def test_the_stores_are_reached_by_our_services_only() -> None:
    services, networks = COMPOSE["services"], COMPOSE["networks"]
    assert networks["store"] == {"internal": True}
    for name in ("valkey", "postgres"):
        assert (services[name]["networks"], "ports" in services[name]) == (["store"], False)
    assert {n for n, s in services.items() if "store" in s["networks"]} == {
        *OURS,
        "valkey",
        "postgres",
    }
    assert all(p.startswith("127.0.0.1:") for s in services.values() for p in s.get("ports", ()))


def test_log_ins_are_files_and_no_variables() -> None:
    for service in COMPOSE["services"].values():
        named = {
            k: v
            for k, v in (service.get("environment") or {}).items()
            if "SECRET" in k or "PASSWORD" in k
        }
        assert all(str(value).startswith("/run/secrets/") for value in named.values()), named


def test_every_log_in_is_a_file_of_the_host_and_never_of_the_repository() -> None:
    """Compose copies a variable into a container, which a read-only one does not take."""
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"secrets/{name}"}
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for service in COMPOSE["services"].values():
        assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"])
    for service in OURS.values():
        assert "ledger_url" in service["secrets"]
