from __future__ import annotations

from pydantic import BaseModel, SecretStr

from workers.secrecy import HIDDEN, redacted

TOKEN = "tok%2B9876543210"


class Config(BaseModel):
    url: SecretStr = SecretStr(
        f"https://user:hunter22@example.com/services/T0000001/abc?key={TOKEN}"
    )
    secret: SecretStr = SecretStr("whsec_QUJDREVGR0hJSktMTU5P")
    password: SecretStr = SecretStr("")
    host: str = "mail.example.com"


def test_secrets_and_their_telling_parts_are_hidden() -> None:
    config = Config()
    for secret in (
        config.url.get_secret_value(), "hunter22", "/services/T0000001/abc", "T0000001",
        TOKEN, "tok+9876543210", "whsec_QUJDREVGR0hJSktMTU5P", "QUJDREVGR0hJSktMTU5P",
    ):  # fmt: skip
        said = redacted(f"before {secret} after", config)
        assert secret not in said
        assert said.startswith("before")
        assert said.endswith("after")
        assert HIDDEN in said


def test_what_is_no_secret_stays() -> None:
    said = redacted("mail.example.com: 550 no such user at example.com\r\nquit", Config())
    assert said == "mail.example.com: 550 no such user at example.com quit"


def test_an_excerpt_is_short() -> None:
    assert len(redacted("word " * 1000, Config())) <= 300
