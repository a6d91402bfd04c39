"""What stands beside the segment: matches, terms, findings, notes."""

from collections.abc import Callable, Sequence

from rich.style import Style
from rich.text import Text

from transflow import checks
from transflow.act import Verb
from transflow.checks.mending import Fix
from transflow.difference import Change, difference
from transflow.interface import gettext as _
from transflow.memory import WITHDRAWN, Unit
from transflow.newsroom import naming, record
from transflow.newsroom.reading import View
from transflow.newsroom.recalling import Aid, Offer
from transflow.newsroom.record import Earlier
from transflow.segment import Status
from transflow.terms import Occurrence
from transflow.terms.evidence import Candidate
from transflow.tui.looks import MARKS, SEVERITY_STYLE
from transflow.workflow import TRANSLATED

_SHOWN = 40  # characters of what a fix takes away that are shown beside what it puts there
OFFER = "offer"  # the name under which a piece of the side says which offer it belongs to: a click inserts it


def side(
    view: View,
    aid: Aid | None,
    terms: Sequence[Occurrence],
    locale: str,
    local: Callable[[str], str],
    names: Sequence[Candidate] = (),
    key: str = "",
    fixes: Sequence[Fix] = (),
    fix_key: str = "",
) -> Text:
    """Everything that helps with one segment. `aid` is None while it is being looked up; `local` writes an instant in
    the newsroom's time zone; `names` are those in the segment that the termbase does not know, `key` is the one that
    adds to it; `fixes` are those of the findings, `fix_key` is the one that applies them."""
    text = Text()
    _findings(text, view, fixes, fix_key)
    _notes(text, view)
    _machine(text, view, aid)
    _corrected(text, view, aid)
    _offers(text, aid, view)  # before the terms: their numbers must be in sight, the terms are marked in the source too
    _terms(text, terms, locale)
    _names(text, names, key)
    _history(text, aid, local)
    return text


def changes(old: str, new: str) -> Text:
    """How `old` became `new`: what is gone struck out, what is new underlined."""
    text = Text()
    styles = {Change.SAME: "dim", Change.GONE: "red strike", Change.NEW: "green underline"}
    for piece in difference(old, new):
        text.append(piece.text, styles[piece.change])
    return text


def concordance(unit: Unit, words: str, local: Callable[[str], str]) -> Text:
    """A pair of the memory, the words that were looked for in colour."""
    text = Text(f"{unit.source}\n   {unit.target}\n   ")
    text.highlight_words([words], "bold yellow", case_sensitive=False)
    where, reserve = _reserve(unit)
    text.append(" ".join(filter(None, (where, unit.by or "", local(unit.at)[:10] if unit.at else ""))), "dim")
    return text.append(reserve, "dim")


def _reserve(one: Offer | Unit) -> tuple[str, str]:
    """Where a text of the memory comes from, and what speaks against it."""
    if one.origin.endswith(WITHDRAWN):
        return one.origin.removesuffix(WITHDRAWN), _(" (withdrawn from readers)")
    return one.origin, _(" (not approved yet)") if one.draft else ""


def earlier(one: Earlier, present: str, local: Callable[[str], str]) -> Text:
    """An earlier text: who wrote it when, and what has changed since."""
    text = Text(f"{local(one.at)}  {one.by}\n   ", "dim")
    return text.append_text(changes(one.text, present))


def _head(text: Text, words: str) -> None:
    if text:
        text.append("\n")
    text.append(f"{words}\n", "bold underline")


def _findings(text: Text, view: View, fixes: Sequence[Fix], key: str) -> None:
    by_finding = {fix.finding: fix for fix in fixes}
    if view.findings:
        _head(text, _("Findings"))
    for one in view.findings:
        severity = one.finding.severity.value
        text.append(f"{MARKS[severity]} ", SEVERITY_STYLE[severity])
        style = "dim strike" if one.waived else ""
        text.append(f"{checks.told(one.finding)}\n", style)
        fix = by_finding.get(one.finding)
        if fix is not None and not one.waived:
            said = _("{key}: “{old}” → “{new}”") if fix.put else _("{key}: takes “{old}” out")
            if fix.put and len(fix.old) > _SHOWN:  # the whole text, which stands in the field
                said = _("{key}: “{new}” in its place")
            text.append(f"  {said.format(key=key, old=fix.old, new=fix.put)}\n", "green")
        if one.waiver:
            text.append(_("  waived by {name}: {why}").format(name=one.waiver.by, why=one.waiver.why) + "\n", "dim")


def _notes(text: Text, view: View) -> None:
    segment = view.segment
    if segment.returned:
        _head(text, _("Returned by {name}").format(name=segment.returned.by))
        text.append(f"{segment.returned.note}\n", "bold red")
    if segment.previous:
        _head(text, _("The source was (confirming keeps the translation)"))
        text.append_text(changes(segment.previous, segment.source))
        text.append("\n")
    if segment.remarks:
        _head(text, _("Remarks"))
        for remark in segment.remarks:
            text.append(f"{remark}\n")


def _terms(text: Text, terms: Sequence[Occurrence], locale: str) -> None:
    known = list(dict.fromkeys(one.term.text for one in terms if one.term.rendering(locale)))
    by_text = {one.term.text: one.term for one in terms}
    if known:
        _head(text, _("Terms and names"))
    for name in known:
        term = by_text[name]
        text.append(name, "cyan")
        text.append(f" {' | '.join(term.renderings(locale))}")
        if term.kind == "person":
            known_of = term.person
            pronoun = known_of.get("pronoun", "")
            told = pronoun or _("pronoun unknown")
            text.append(f" ({told})", "" if pronoun else "yellow")
            facts = [known_of.get("honorific", ""), *known_of.get("posts", "").split("|")]
            text.append("".join(f"  {one}" for one in facts if one), "dim")
        forbidden = term.forbidden(locale)
        if forbidden:
            text.append(_("  never: {words}").format(words=", ".join(forbidden)), "red")
        text.append(f"  {term.note}\n" if term.note else "\n", "dim")


def _names(text: Text, names: Sequence[Candidate], key: str) -> None:
    """New names, each with what it may be called; the first is the one that the key for adding offers."""
    if names:
        _head(text, _("New names ({key} keeps the first)").format(key=key))
    for one in names:
        text.append(one.name, "cyan")
        text.append(f" = {one.rendering or '…'}?")
        doubts = naming.why(one.guess)
        text.append(f"  {doubts}\n" if doubts else "\n", "yellow" if doubts else "")


def _machine(text: Text, view: View, aid: Aid | None) -> None:
    """What the machine said and what people made of it; an accepted text says so, for a reviewer looks there first."""
    segment = view.segment
    if aid is None or not aid.machine or segment.status not in (*TRANSLATED, Status.RETURNED) or not segment.target:
        return
    if aid.machine == segment.target:
        text.append(_("The machine’s text, accepted unchanged") + "\n", "bold magenta")
        return
    _head(text, _("The machine said"))
    text.append_text(changes(aid.machine, segment.target))
    text.append("\n")


def _corrected(text: Text, view: View, aid: Aid | None) -> None:
    """What a reviewer made of the translator's text, as long as it stands (DESIGN §6.2: the translator is shown it)."""
    last = next((one for one in aid.history if one.verb is Verb.CORRECT), None) if aid else None
    if last and last.before and last.after and last.after.target == view.segment.target:
        _head(text, _("Corrected by {name}").format(name=last.actor))
        text.append_text(changes(last.before.target, last.after.target))
        text.append("\n")


def _offers(text: Text, aid: Aid | None, view: View) -> None:
    _head(text, _("Memory and machines"))
    if aid is None:
        text.append("…\n", "dim")
    elif not aid.offers:
        text.append(_("nothing like it yet") + "\n", "dim")
    for number, offer in enumerate(aid.offers if aid else (), start=1):
        style = Style(meta={OFFER: number})
        line = Text(f"{number} ", "bold")
        line.append(f"{_told(offer)}\n", "dim")
        if offer.score is not None and offer.source != view.segment.source:
            line.append("  ")
            line.append_text(changes(offer.source, view.segment.source))
            line.append("\n")
        line.append(f"  {offer.target}\n")
        line.stylize(style)
        text.append_text(line)
    for failure in aid.failures if aid else ():
        text.append(f"{failure}\n", "italic dim")


def _told(offer: Offer) -> str:
    """Where an offer comes from, who made it when, and how near it is."""
    score = "" if offer.score is None else f"{offer.score}% "
    made = "".join(f" {one}" for one in (offer.by, offer.day) if one)
    taken_off = f" (−{offer.penalty})" if offer.penalty else ""
    where, reserve = _reserve(offer)
    mended = _(" (numbers and names put in)") if offer.repaired else ""
    return f"{score}{where}{made}{reserve}{mended}{taken_off}"


def _history(text: Text, aid: Aid | None, local: Callable[[str], str]) -> None:
    if aid is None or not aid.history:
        return
    _head(text, _("What was done here"))
    for one in aid.history:
        text.append(f"{local(one.at)[5:]} {one.actor} ", "dim")
        text.append(_(one.verb.value))
        said = record.words(one) if one.verb in _SAID else ""
        text.append(f": {said}\n" if said else "\n", "dim")


_SAID = (Verb.RETURN, Verb.COMMENT, Verb.WAIVE, Verb.OMIT)  # acts of which the words matter, beside the text itself
