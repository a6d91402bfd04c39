"""What can go wrong with a service, in short reasons that hold neither text, nor address, nor key."""

from dataclasses import dataclass

from transflow.interface import gettext as _


@dataclass(frozen=True, slots=True)
class Blow:
    """One thing that went wrong.

    `whole`: it concerns the engine, not this text. `again`: another try may help. `shaky`: it says something about
    the service's health; several texts in a row with such a blow end the run. `wait`: the service asked for so
    many seconds of rest. `cool`: seconds for which the engine is not asked again, if this ended its run. `busy`: the
    service is there, and is asked too much. `mendable`: somebody here may have mended it a moment later (a key, a
    line), so that the next process does ask.
    """

    reason: str
    whole: bool = False
    again: bool = False
    shaky: bool = False
    wait: float | None = None
    cool: float = 60.0
    busy: bool = False
    mendable: bool = False


class TroubleError(Exception):
    """Carries a Blow through the library's code (none of its handlers knows this class)."""

    def __init__(self, blow: Blow) -> None:
        super().__init__(blow.reason)
        self.blow = blow


def unreachable() -> Blow:
    """No connection could be made."""
    return Blow(_("no connection to the server"), whole=True, again=True, shaky=True, mendable=True)


def silent() -> Blow:
    """The server did not answer in time."""
    return Blow(_("the server did not answer in time"), again=True, shaky=True, mendable=True)


def cut() -> Blow:
    """The connection broke while the answer came."""
    return Blow(_("the connection was cut"), again=True, shaky=True, mendable=True)


def empty() -> Blow:
    """Success without a translation: what a silent lockout looks like, and what a second try mends where it is none."""
    return Blow(_("an empty answer"), again=True, shaky=True)


def garbled() -> Blow:
    """Success with something that is not an answer of this service: a web page, broken JSON, missing fields."""
    return Blow(_("an answer that cannot be read (a web page, or another program's)"), again=True, shaky=True)


def quota() -> Blow:
    """The service's free or paid allowance is used up."""
    return Blow(_("the quota of this service is used up"), whole=True)


def refused() -> Blow:
    """The key is missing, wrong or blocked."""
    return Blow(_("the service refused the key or the request"), whole=True, mendable=True)


def captcha() -> Blow:
    """The service takes us for a robot."""
    return Blow(_("the service asks for a captcha; try again in an hour"), whole=True, cool=3600.0)


def busy(wait: float | None = None) -> Blow:
    """Too many requests."""
    return Blow(_("too many requests"), whole=True, again=True, wait=wait, busy=True)


def failing(status: int, wait: float | None = None) -> Blow:
    """A server error, 5xx."""
    return Blow(_("the server failed (HTTP {status})").format(status=status), again=True, shaky=True, wait=wait)


def rejected(status: int) -> Blow:
    """The service does not take this text."""
    return Blow(_("the service rejected this text (HTTP {status})").format(status=status))


def astray() -> Blow:
    """The address is wrong, or sends us elsewhere."""
    return Blow(_("there is no translation service at this address"), whole=True, mendable=True)


def unsupported() -> Blow:
    """The service does not know one of the languages; it may know others."""
    return Blow(_("the service does not know this pair of languages"), whole=True, cool=0.0)


def overspent(reason: str) -> Blow:
    """The newsroom's own budget forbids it. A shorter text may still fit, and so may another run: nothing falls."""
    return Blow(reason, cool=0.0)


def of_status(status: int, wait: float | None) -> Blow | None:
    """What an HTTP status means; None for success."""
    if 200 <= status < 300:
        return None
    if status == 429:
        return busy(wait)
    if status == 456:  # DeepL: the characters of this month are used up
        return quota()
    if status in (401, 402, 403):
        return refused()
    if status in (404, 405, 410) or 300 <= status < 400:
        return astray()
    if status == 408 or status >= 500:
        return failing(status, wait)
    return rejected(status)
