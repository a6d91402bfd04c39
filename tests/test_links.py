"""Links between articles on the live site: none leads nowhere, and each comes as soon as there is somewhere to go."""

import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow.publish import neighbours

OTHER = "---\ntitle: 另一篇\ndate: 2026-11-20\ntargets: []\n---\n\n正文。\n"
LINKING = "---\ntitle: 一\ndate: 2026-11-21\ntargets: []\n---\n\n开头。\n\n见[**另**一篇](brit.md#s)。\n"
PAGE = "public/zh-CN/one/index.html"


def site(desk: Desk) -> dict[str, bytes]:
    """What readers are given, without the state of the index."""
    return {name: data for name, data in desk.files().items() if name.startswith("public/") and "/." not in name}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (None, "no such article"),
        (OTHER, "not published"),
        (OTHER.replace("title:", "spiked: not ours\ntitle:"), "spiked: not ours"),
    ],
)
def test_a_link_comes_when_there_is_a_page_and_not_before(desk: Desk, other: str | None, why: str) -> None:
    desk.write("one", LINKING)
    if other is not None:
        desk.write("brit", other)
    if why != "not published":  # what is as good as published needs no word beforehand
        assert f"one:9 warning source: the link to brit leads nowhere ({why})" in desk("check", "one").out
    done = desk("publish", "one")
    assert f"one:9 warning: the link to brit leads nowhere ({why})" in done.err
    page = (desk.root / PAGE).read_text("utf-8")
    assert "brit" not in page
    assert "见<strong>另</strong>一篇。" in page
    if other is None or "spiked" in other:
        assert "nowhere" not in desk("publish", "--all").out
    desk.write("brit", OTHER)
    assert "nowhere" not in desk("publish", "brit").err
    assert '见<a href="../brit/#s"><strong>另</strong>一篇</a>。' in (desk.root / PAGE).read_text("utf-8")
    assert "nowhere" not in desk("check", "one").out
    stepwise = site(desk)
    shutil.rmtree(desk.root / "public")
    desk("publish", "--all")
    assert site(desk) == stepwise
    desk("kill", "brit", "--why", "a test")  # its notice is a page
    assert 'href="../brit/#s"' in (desk.root / PAGE).read_text("utf-8")


def test_articles_that_link_to_each_other_go_live_together_without_a_word(desk: Desk) -> None:
    desk.write("one", LINKING)
    desk.write("brit", OTHER.replace("正文", "见[一](one.md)"))
    assert desk("publish", "brit", "one").err.count("nowhere") == 0
    assert 'href="../brit/#s"' in (desk.root / PAGE).read_text("utf-8")
    assert 'href="../one/"' in (desk.root / "public/zh-CN/brit/index.html").read_text("utf-8")


def test_a_link_needs_a_page_in_the_language_of_the_page(desk: Desk) -> None:
    desk.write("one", LINKING.replace("targets: []\n", ""))
    desk.write("brit", OTHER)
    desk("sync")
    desk("publish", "brit")
    assert desk("check", "one", code=None).out.count("leads nowhere (no page in en)") == 1
    for one in desk.segments("one"):
        tags = "".join(re.findall("<[^>]*>", one["source"]))
        desk("edit", "one", one["id"], "--text", f"Words {tags}".strip())
    desk("approve", "one", "--all", by="wang", code=None)
    assert "leads nowhere (no page in en)" in desk("publish", "one", by="wang").err
    assert 'href="../brit/#s"' in (desk.root / PAGE).read_text("utf-8")
    assert "brit" not in (desk.root / PAGE.replace("zh-CN", "en")).read_text("utf-8")


NAMES = st.sampled_from(["a", "b-2", "c"])
PIECES = st.one_of(
    st.sampled_from(["词", "<em>x</em>", '<a href="https://x.org/a/">out</a>', '<a href="../../a/b.html">list</a>']),
    st.builds('<a title="1 > 0" href="../{}/" rel="nofollow"><em>见</em></a>'.format, NAMES),
)


@given(st.lists(PIECES), st.frozensets(NAMES))
def test_only_links_that_lead_nowhere_go_and_no_word_does(pieces: list[str], there: frozenset[str]) -> None:
    body = "".join(pieces)
    made = neighbours.linked(body, there.__contains__)
    assert {*neighbours.named(made)} == {*neighbours.named(body)} & there
    bare = re.compile(r"</?a\b(?:[^>\"]|\"[^\"]*\")*>")
    assert bare.sub("", made) == bare.sub("", body)
    assert made.count("https://") == body.count("https://")
    assert made.count("list</a>") == body.count("list</a>")
