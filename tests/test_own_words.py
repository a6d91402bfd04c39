"""What a translation has of its own (docs/own-words.md): blocks added and moved, fields of its own."""

import re

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from tests.test_formats import front_matters, markdown_texts, units
from transflow import formats
from transflow.errors import ArticleError
from transflow.formats import Added, Moved
from transflow.segment import Kind

KINDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.QUOTE)
WORDS = st.one_of(
    st.sampled_from(("CERN is a *laboratory*.", "# no heading", "1. no list", "> x", "[r]: http://a.b", "“引”**号**", "<b>x</b>", "a | b", "- -", "---")),
    st.text("会ab 1.#-*_`[]<>&|!~\\", min_size=1, max_size=12).filter(str.strip),
)  # fmt: skip


def stretches(raw: str) -> list[tuple[int, str]]:
    """(first line in the file, HTML) of each top-level construct, as markdown-it renders it by itself."""
    start = formats_bounds(raw)
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md, env = md.use(footnote_plugin, inline=False, move_to_end=False), {}
    groups: list[list] = []
    for token in md.parse(re.sub(r"\r\n|\r", "\n", raw[start:]), env):
        if token.level == 0 and token.nesting >= 0:
            groups.append([])
        groups[-1].append(token)
    before = len(re.findall(r"\r\n|\n|\r", raw[:start]))
    return [(1 + before + group[0].map[0], md.renderer.render(group, md.options, env)) for group in groups]


def formats_bounds(raw: str) -> int:
    from transflow.formats.matter import bounds

    return bounds("x", raw)[2]


def plain(pages: list[str]) -> list[str]:
    """HTML without the numbers of footnotes, which follow the order in which they are called, and the guards."""
    made = [re.sub(r"fn(ref)?\d+(:\d+)?|\[\d+(:\d+)?\]", "fn", page).replace("\u2060", "") for page in pages]
    return [page for page in made if page.strip() not in ("", "<!-- -->")]


@settings(max_examples=200, deadline=None)
@given(front_matters, markdown_texts, st.data())
def test_blocks_stand_where_they_are_put_and_nothing_else_changes(front: str, body: str, data: st.DataObject) -> None:
    raw = front + body
    try:
        article = formats.read("articles/x.md", "x", raw)
    except ArticleError:
        return
    blocks = [block for block in article.blocks if block.key is None]
    assume(blocks)
    there = stretches(raw)

    def home(index: int) -> int:
        return max(n for n, (line, _html) in enumerate(there) if line <= article.blocks[index].line)

    places = st.sampled_from([formats.START, *(block.index for block in blocks)])
    many = data.draw(st.lists(st.tuples(st.sampled_from(KINDS), WORDS, places), max_size=3))
    added = [Added(f"a{n}", kind, text, place) for n, (kind, text, place) in enumerate(many)]
    mover, goal = data.draw(st.sampled_from(blocks)).index, data.draw(places)
    moves = [Moved("m", mover, goal)] if data.draw(st.booleans()) else []
    cut = units(article)
    try:
        made, anew = formats.placed(article, cut, [*added, *moves], {})
    except ArticleError as error:
        event("refused")
        assert "read as something else" in error.problem
        return
    assert [one.source for one in anew] == [one.source for one in cut]
    order: list[object] = [*range(len(there))]
    if moves and (goal == formats.START or home(goal) != home(mover)):
        order.remove(home(mover))
        order.insert(0 if goal == formats.START else order.index(home(goal)) + 1, home(mover))
    for one in reversed(added):
        order.insert(0 if one.behind == formats.START else order.index(home(one.behind)) + 1, one)
    if not added and order == [*range(len(there))]:
        assert made.raw == raw
    wanted: list[str] = []
    for one in order:
        wanted.append(html_of(one) if isinstance(one, Added) else there[one][1])
    found = re.sub(r"</ul>\s*<ul>", "", "".join(plain([html for _line, html in stretches(made.raw)])))
    assert said(found) == said(re.sub(r"</ul>\s*<ul>", "", "".join(plain(wanted))))
    text = formats.render(made, [(unit, unit.source) for unit in anew], article.meta.lang or "zh_CN")
    assert text == made.raw


def html_of(one: Added) -> str:
    from html import escape

    text = escape(" ".join(one.text.split()), quote=False)
    tag = {Kind.PARAGRAPH: "<p>{}</p>", Kind.HEADING: "<h2>{}</h2>", Kind.ITEM: "<ul><li>{}</li></ul>", Kind.QUOTE: "<blockquote><p>{}</p></blockquote>"}
    return tag[one.kind].format(text)


def said(page: str) -> str:
    return re.sub(r"<(/?)h[2-6]>", r"<\1h2>", re.sub(r"\s+", "", page)).replace("&quot;", '"')
