"""What the checks are called where people read of them; files, JSON and commands know them by their ids alone."""

from collections.abc import Mapping

from transflow.checks.port import Finding
from transflow.interface import gettext as _
from transflow.interface import mark as N_

NAMES: Mapping[str, str] = {
    "empty": N_("no text"),
    "tags": N_("tags"),
    "han": N_("Chinese left over"),
    "copied": N_("not translated"),
    "numbers": N_("numbers"),
    "currencies": N_("currencies"),
    "omissions": N_("missing text"),
    "repeats": N_("said twice"),
    "machine": N_("stray text"),
    "addresses": N_("addresses"),
    "house": N_("rule of the house"),
    "terms": N_("terms"),
    "names": N_("names of people"),
    "capitals": N_("style of names"),
    "lists": N_("people in a list"),
    "countries": N_("countries"),
    "roles": N_("who does it to whom"),
    "posts": N_("rank of a post"),
    "positions": N_("left and right"),
    "gender": N_("he and she"),
    "spelling": N_("one person, one spelling"),
    "mentions": N_("first mention"),
    "pronouns": N_("pronouns"),
    "consistency": N_("translated otherwise"),
    "reuse": N_("one text for two"),
    "usage": N_("spelt otherwise elsewhere"),
    "agreement": N_("agreement"),
    "verbs": N_("forms of verbs"),
    "articles": N_("a, an, the"),
    "clauses": N_("joined sentences"),
    "tenses": N_("tense of what was said"),
    "wording": N_("wording"),
    "harper": N_("spelling and grammar"),
    "particles": N_("的, 地, 得"),
    "dots": N_("dots of foreign names"),
    "heavy": N_("heavy Chinese"),
    "originals": N_("original name"),
    "place": N_("place of added text"),
    "address": N_("address"),
    "overused": N_("too often"),
    "brackets": N_("brackets"),
    "quotes": N_("quotation marks"),
    "spaces": N_("spaces"),
    "width": N_("punctuation width"),
    "fragments": N_("cut text"),
    "ends": N_("last character"),
}


def named(check: str) -> str:
    """The name of a check in the person's language; the id of one that another package has brought."""
    return _(NAMES[check]) if check in NAMES else check


def told(finding: Finding) -> str:
    """A finding in one line: the check's name and its message."""
    return _("{what}: {said}").format(what=named(finding.check), said=finding.message)
