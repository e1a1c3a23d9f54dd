"""Mail over SMTP: one message to one address, so that every reader has an own outcome.

``to = [...]`` of the channel makes one delivery for each address; a retry goes only to
those who did not get it. Message-ID comes from the alert, so a mail that arrives twice
is shown once; all mails of one story refer to one id made from it, so they are one thread
whichever of them a reader got.
"""

from __future__ import annotations

import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from watcher.model import Outcome, Reason, Rejected, Retry, Sent
from watcher.net.smtp import NotSecure, Server, session
from watcher.settings import Block
from workers.channels import Channel, Message, Pace, Tools, account
from workers.secrecy import redacted


class Config(Block):
    """``security`` is never weakened: a server without STARTTLS is refused, not used plain."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, gt=0, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    ca_bundle: str = ""
    username: str = ""
    password: SecretStr = SecretStr("")
    password_file: str = ""
    sender: str
    unsubscribe_url: str = Field(default="", pattern=r"^(https://[!-~]+)?$")
    unsubscribe_mail: str = ""
    per_second: float = Field(default=2, gt=0, le=100)
    timeout_seconds: float = Field(default=30, gt=0, le=38)

    @field_validator("sender", "unsubscribe_mail")
    @classmethod
    def _is_address(cls, text: str) -> str:
        if text and not is_address(text):
            raise ValueError("not a mail address of the form name@example.com")
        return text


def is_address(text: str) -> bool:
    """One plain ASCII ``name@domain`` that cannot break out of a header or a command."""
    try:
        address = Address(addr_spec=text)
    except (ValueError, IndexError):  # IndexError: how the parser takes some broken input
        return False
    whole = bool(address.username and "." in address.domain.strip("."))
    return whole and text.isascii() and text.isprintable() and not set(text) & set(' "<>,;')


def send(message: Message, config: Config, tools: Tools) -> Outcome:
    """Sent when the server has taken the mail for this one address."""
    to = tools.to or ""
    if not is_address(to):
        return Rejected(reason=Reason.BAD_RECIPIENT, detail="not a mail address; correct `to`")
    mail = compose(message, config, tools, to)
    try:
        with session(_server(config)) as server:
            server.send_message(mail, config.sender, [to])
    except NotSecure as error:
        return Rejected(reason=Reason.CONFIG, detail=str(error))
    except smtplib.SMTPException as error:
        return _refused(error, config)
    except TimeoutError:
        return Retry(reason=Reason.TIMEOUT, detail=f"{config.host}: no answer in time")
    except OSError as error:
        detail = redacted(f"{config.host}: {error}", config)
        return Retry(reason=Reason.CONNECTION, detail=detail)
    return Sent(status=250)


def pace(config: Config) -> Pace:
    """Providers count mails by account: who logs in where, or who sends."""
    who = account(config.host, str(config.port), config.username or config.sender)
    return Pace(account=f"mail:{who}", per_second=config.per_second)


def _server(config: Config) -> Server:
    return Server(
        host=config.host, port=config.port, security=config.security, ca_bundle=config.ca_bundle,
        username=config.username, password=config.password.get_secret_value(),
        seconds=config.timeout_seconds,
    )  # fmt: skip


def compose(message: Message, config: Config, tools: Tools, to: str) -> EmailMessage:
    """Text and HTML with the same words."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _literally(message.subject)
    mail["From"] = Address("Filing Watcher", addr_spec=config.sender)
    mail["To"] = to
    mail["Date"] = format_datetime(tools.now)
    mail["Message-ID"] = _id(message.alert_id, config)
    story = [_id(message.case, config)] if message.case else []
    before = [_id(message.supersedes, config)] if message.supersedes else []
    if before:
        mail["In-Reply-To"] = before[0]
    if story or before:
        mail["References"] = " ".join([*story, *before])
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Severity"] = message.severity.value
    page = config.unsubscribe_url or tools.unsubscribe
    if ways := _unsubscribe(config, page):
        mail["List-Unsubscribe"] = ", ".join(ways)
    if page:
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _literally(text: str) -> str:
    """No encoded word (RFC 2047) of a stranger's: Python decodes it as it takes the header, and
    what it hides may be the lines of other headers, or of a body.
    """
    return text.replace("=?", "= ?")


def _id(name: str, config: Config) -> str:
    """The same for every attempt and resend."""
    return f"<{name}@{config.sender.rpartition('@')[2]}>"


def _unsubscribe(config: Config, page: str) -> list[str]:
    mail = (
        f"mailto:{config.unsubscribe_mail}?subject=unsubscribe" if config.unsubscribe_mail else ""
    )
    return [f"<{way}>" for way in (page, mail) if way]


def _refused(error: smtplib.SMTPException, config: Config) -> Outcome:
    """4xx is tried again, 5xx is not; who is to blame follows from the command refused."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Rejected(reason=Reason.CONFIG, detail=redacted(f"{config.host}: {error}", config))
    if isinstance(error, smtplib.SMTPServerDisconnected):
        late = isinstance(error.__context__, TimeoutError)  # smtplib wraps it
        reason = Reason.TIMEOUT if late else Reason.CONNECTION
        return Retry(reason=reason, detail=redacted(f"{config.host}: {error}", config))
    code, words = _answer(error)
    detail = redacted(f"{config.host}: {code} {words}", config)
    if not 500 <= code < 600:
        return Retry(reason=_temporary(error), status=code or None, detail=detail)
    return Rejected(reason=_permanent(error), status=code, detail=detail)


def _answer(error: smtplib.SMTPException) -> tuple[int, str]:
    """The server's code and words; one recipient, so one answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return code, said.decode("utf-8", "replace")
    if isinstance(error, smtplib.SMTPResponseException):
        words: bytes | str = error.smtp_error
        return error.smtp_code, words if isinstance(words, str) else words.decode(
            "utf-8", "replace"
        )
    return 0, type(error).__name__


def _temporary(error: smtplib.SMTPException) -> Reason:
    is_login = isinstance(error, smtplib.SMTPAuthenticationError)
    return Reason.AUTH if is_login else Reason.SERVER_ERROR


def _permanent(error: smtplib.SMTPException) -> Reason:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return Reason.BAD_RECIPIENT
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Reason.AUTH
    if isinstance(
        error, smtplib.SMTPSenderRefused | smtplib.SMTPHeloError | smtplib.SMTPConnectError
    ):
        return Reason.CONFIG
    return Reason.CLIENT_ERROR


CHANNEL = Channel(
    name="email",
    config=Config,
    send=send,
    addressed=True,
    pace=pace,
    doc="Text and HTML mail over SMTP, one per address.",
)
