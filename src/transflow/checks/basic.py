"""Whether there is a translation at all: empty, copied, left in Chinese; and whether its inline tags are whole."""

import re
from collections import Counter
from collections.abc import Iterator

from transflow.article import TAG
from transflow.checks.alignment.words import GRAMMAR, meant
from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.script import HAN, has_text
from transflow.segment import Segment, Status

_HAN_RUN = re.compile(rf"(?:(?!丨){HAN.pattern})+")  # 丨 is a stroke that news sites use as a bar
_GLOSS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"|「[^「」]*」")
_LETTER = re.compile(r"[^\W\d_]")
# What no digits can stand for: a word that is no number and no unit of one (二十三, 三月, 10 million).
_NAMING = re.compile(
    r"(?![一二三四五六七八九十百千万亿零〇两第年月日号时点分秒元%岁个届次])[\u3400-\u9fff]"
    r"|\b(?!(?:million|billion|trillion|thousand|hundred|percent|dollars|yuan|euros|pounds)\b)[^\W\d_]{3,}"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Lower-case words in a row: names, brands and quoted titles that stay as they are have capitals.
_ENGLISH = re.compile(r"(?<![\w.@/'’-])[a-z]{2,}(?: [a-z]{2,})+(?![\w@/'’-])", re.ASCII)


_NAME_BEFORE, _NAME_AFTER = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]* $"), re.compile(r" [A-Z]")  # around a run in a name
_LOWER = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w-])", re.ASCII)
# One such word alone, between Chinese characters: 银行denied了. Those are loans that Chinese writes so.
_ALONE = re.compile(r"(?<=[㐀-鿿，。、；：！？]) ?[a-z]{4,}(?= ?[㐀-鿿，。、；：！？])", re.ASCII)
_LOANS = "wifi logo demo live vlog blog email emoji cosplay rapper offer boss fans style show beta cookie token meme"
_KEPT = re.compile(rf"{_GLOSS.pattern}|《[^《》]*》|<[^<>]*>")
_HAN_SENTENCE = re.compile("[。！？；]")
_SAID = 3  # lower-case words of what is said in English, and is no gloss
_PROSE = 4  # spaces in a run of lower-case words that is no quotation of the source
_LINK = re.compile(r"(?:https?://|www\.)[\w./?=&#%~:+-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def empty(segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """An error where a person stands behind nothing: the target is blank, not omitted and not untranslated, or has not
    a word for a source that has some (“4.” for a sentence)."""
    if segment.omitted is not None or segment.status is Status.UNTRANSLATED:
        return
    if not segment.target.strip():
        yield Finding("empty", Severity.ERROR, _("the translation is empty: translate it, or omit it with a reason"))
    elif not _LETTER.search(plain(segment.target).text) and len(_NAMING.findall(plain(segment.source).text)) > 1:
        message = _("the translation has not a word: translate it, or omit it with a reason")
        yield Finding("empty", Severity.ERROR, message, (0, len(segment.target)))


def tags(segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """An error for each inline tag that is missing, too many or crossed with another. Order is free."""
    wanted = Counter(tag[0] for tag in TAG.finditer(segment.source))
    stack: list[str] = []
    crossed = False
    for tag in TAG.finditer(segment.target):
        if wanted[tag[0]] == 0:
            message = _("the tag {tag} is not in the source, or not so often").format(tag=tag[0])
            yield Finding("tags", Severity.ERROR, message, tag.span())
        wanted[tag[0]] -= 1
        name = tag[2] + tag[3]
        if tag[1]:
            if stack and stack[-1] == name:
                stack.pop()
            elif not crossed:
                crossed = True
                message = _("the tag {tag} closes nothing here: tags must be nested").format(tag=tag[0])
                yield Finding("tags", Severity.ERROR, message, tag.span())
        elif not tag[4]:
            stack.append(name)
    places = {tag[0]: tag.span() for tag in TAG.finditer(segment.source)}
    for text, count in wanted.items():
        if count > 0:
            message = _("the tag {tag} is missing").format(tag=text)
            yield Finding("tags", Severity.ERROR, message, source_span=places[text], expected=text)


def han(segment: Segment, context: Context) -> Iterator[Finding]:
    """An error for Chinese characters left in an English target. Where brackets or quotation marks hold them they are a
    gloss; in what is said in English they are left as much as anywhere (“We 尽力 to buy”), and so is a whole sentence
    that is said in Chinese."""
    if base(context.target_locale) != "en":
        return
    target = plain(segment.target)
    if not HAN.search(target.text):
        return
    hidden = _GLOSS.sub(_without_gloss, target.text)
    runs = list(_HAN_RUN.finditer(hidden))
    if runs:  # one for the segment: an untouched one has a run in every clause
        text = ", ".join(run[0] for run in runs[:3]) + (" …" if len(runs) > 3 else "")
        message = _("“{text}” is still Chinese").format(text=text)
        yield Finding("han", Severity.ERROR, message, target.span(*runs[0].span()))


def _without_gloss(found: re.Match[str]) -> str:
    """What brackets or quotation marks hold, blank where it is a gloss; of a quotation in English only its own glosses
    are."""
    held = found[0]
    if held[0] in '“‘"「' and _HAN_SENTENCE.search(held):  # He said, “我们会赢。”
        return held
    if len(_LOWER.findall(held)) < _SAID:
        return " " * len(held)
    return held[0] + _GLOSS.sub(_without_gloss, held[1:-1]) + held[-1]


def copied(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning where the source stands in the place of its translation, whole or some lower-case words of it; an
    error where that is an English sentence in a Chinese article (Chinese left in English is `han`)."""
    if base(context.source_locale) == base(context.target_locale):
        return
    source, target = plain(segment.source), plain(segment.target)
    if segment.source.strip() == segment.target.strip():
        words = HAN.search(source.text) if is_chinese(context.source_locale) else _WORDS.search(source.text)
        if words and has_text(source.text) and not _stays(source.text, context.source_locale):
            plainly = sum(word.islower() and len(word) > 1 for word in _WORDS.findall(source.text)) > 1
            severity = Severity.ERROR if plainly and is_chinese(context.target_locale) else Severity.WARNING
            yield Finding("copied", severity, _("the translation is the source itself"))
        return
    if is_chinese(context.target_locale) and HAN.search(target.text):
        for run in _ENGLISH.finditer(target.text):
            if _NAME_BEFORE.search(target.text, 0, run.start()) and _NAME_AFTER.match(target.text, run.end()):
                continue  # Cameron van der Burgh, the Best of the Best
            if run[0] in source.text or run[0].count(" ") >= _PROSE:
                message = _("“{text}” is still English").format(text=run[0])
                yield Finding("copied", Severity.WARNING, message, target.span(*run.span()))
        for start, end in _alone(source.text, target.text):
            message = _("“{text}” is still English").format(text=target.text[start:end])
            yield Finding("copied", Severity.WARNING, message, target.span(start, end))


def _alone(source: str, target: str) -> Iterator[tuple[int, int]]:
    """Where an English word of the source stands alone amid Chinese; what no dictionary has is a name."""
    for found in _ALONE.finditer(target):
        word = found[0].strip()
        if word.removesuffix("s") in _LOANS.split() or any(
            kept.start() < found.start() < kept.end() for kept in _KEPT.finditer(target)
        ):
            continue
        if re.search(rf"(?<![\w'’.@/-]){word}(?![\w'’@/-])", source) and (word in GRAMMAR or meant(word)):
            yield found.end() - len(word), found.end()


def addresses(segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """An error for a web or e-mail address that is another one in the target, a warning for one that is not there."""
    source, target = plain(segment.source), plain(segment.target)
    if "." not in source.text:
        return
    theirs = {found[0].rstrip(".") for found in _LINK.finditer(target.text)} if "." in target.text else set()
    ours = [(found, found[0].rstrip(".")) for found in _LINK.finditer(source.text)]
    other = [one for one in theirs if all(one != wanted for _found, wanted in ours)]
    for found, wanted in ours:
        if wanted in theirs:
            continue
        start, end = found.start(), found.start() + len(wanted)
        near = next((one for one in other if _alike(one, wanted)), None)
        if near is None:
            message = _("the address {address} is not in the translation").format(address=wanted)
            yield Finding("addresses", Severity.WARNING, message, None, source.span(start, end), wanted)
            continue
        at = target.text.index(near)
        message = _("the address {address} is {other} in the translation").format(address=wanted, other=near)
        place = target.span(at, at + len(near))
        yield Finding("addresses", Severity.ERROR, message, place, source.span(start, end), wanted)


def _alike(one: str, other: str) -> bool:
    """Whether two addresses differ by so little that one is likely to be a slip of the other."""
    return (
        abs(len(one) - len(other)) <= 2
        and sum(a == b for a, b in zip(one, other, strict=False))
        + sum(a == b for a, b in zip(reversed(one), reversed(other), strict=False))
        >= max(len(one), len(other)) - 2
    )


def _stays(text: str, locale: str) -> bool:
    """Whether `text` may well stay as it is: a name, a brand, a place, an address, and nothing beside it."""
    if is_chinese(locale):
        return False
    words = _WORDS.findall(text)
    return len(words) <= 4 and all(word[0].isupper() for word in words)
