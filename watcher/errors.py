"""Every error of the program, in one tree.

    WatcherError
    ├── Transient                 worth trying again; the ledger row says when
    │   ├── Unreachable           no answer: DNS, connect, read or total time-out
    │   │   └── TimedOut          the other side may or may not have got the request
    │   ├── Blocked               a block page, 403 or 429: the breaker is open
    │   ├── ServerFault           5xx, or an error page where data should be
    │   ├── BudgetExhausted       no request token within the waiting time
    │   ├── QueueDown             Redis/Valkey does not answer
    │   ├── Overtaken             decided on what another commit changed meanwhile
    │   ├── BlobsAway             the store of document bodies is full or away
    │   └── LedgerBusy            the database is locked or away
    └── Permanent                 the same input will fail the same way
        ├── BadInput              a document or feed that is not what it claims
        │   ├── BadFeed           a feed page that cannot be trusted
        │   ├── Unreadable        a document without text that we can read
        │   ├── TooLarge          over a size, page or depth limit
        │   └── ForbiddenMarkup   DOCTYPE or entities in XML
        ├── NotFound              404, 410: the document does not exist
        ├── RefusedAddress        an address that requests may not reach
        ├── ConfigError           a setting, subscription or issuer file is wrong
        └── UnknownId             no such filing, alert or delivery

Messages say what happened, to which filing or subscriber, and what to do. They
never hold a secret. Retryable or not is the branch, nothing else.
"""

from __future__ import annotations

from datetime import timedelta


class WatcherError(Exception):
    """Something went wrong; the message tells a person what and what to do."""


class Transient(WatcherError):
    """Worth trying again. ``after`` is how long the other side asked us to wait."""

    def __init__(self, message: str, *, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after


class Unreachable(Transient):
    """No answer came: name look-up, connection or time-out."""


class TimedOut(Unreachable):
    """No answer within the time; the other side may or may not have got the request."""


class Blocked(Transient):
    """The venue refuses us for now; the breaker for its host is open."""


class ServerFault(Transient):
    """The other side failed, or sent an error page in place of data."""


class BudgetExhausted(Transient):
    """No request token came free within the waiting time."""


class QueueDown(Transient):
    """Redis or Valkey does not answer; the sweep rings again later."""


class Overtaken(Transient):
    """Another filing of the same issuer was committed meanwhile: decide again on what it told."""


class BlobsAway(Transient):
    """The store of document bodies is full or away."""


class LedgerBusy(Transient):
    """The database is locked or away."""


class Permanent(WatcherError):
    """The same input will fail the same way."""


class BadInput(Permanent):
    """A document or feed that is not what it claims to be."""


class BadFeed(BadInput):
    """A feed page that cannot be trusted; it counts as a failed poll."""


class Unreadable(BadInput):
    """A document without text that we can read."""


class TooLarge(BadInput):
    """Over a size, page, depth or time limit."""


class ForbiddenMarkup(BadInput):
    """DOCTYPE or entity declarations, which no filing needs."""


class NotFound(Permanent):
    """The venue says that the document does not exist."""


class RefusedAddress(Permanent):
    """The address is private, malformed or not on the allow-list."""


class ConfigError(Permanent):
    """A setting, subscription or issuer file is wrong; the message names the place."""


class UnknownId(Permanent):
    """No such filing, alert or delivery in the ledger."""
