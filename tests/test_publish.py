"""Pages: what is kept, what is made harmless, and the newsroom's own templates."""

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transflow.errors import SettingsError
from transflow.publish import Entry, Link, Page, Printer
from transflow.publish.sanitising import clean, elsewhere

PAGE = Page(
    locale="en", slug="furnace", newsroom="University News", base_url="https://news.example.edu/",
    title="A furnace is lit", summary="It burns hydrogen.", byline="By LI Na", dateline="LINHAI", desk="Research",
    credit="Edited by HE Lin", date=dt.date(2026, 11, 24), tags=("steel",),
    corrections=(("2026-11-25", "The sum was wrong."),), body="<p>It was lit on Monday.</p>",
    others=(Link("zh_CN", "../../zh-CN/furnace/", "中文"),), modified="2026-11-25T02:00:00Z",
)  # fmt: skip

PRESS = Printer()


class Reader(HTMLParser):
    """The tags of a page with their attributes, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


# ── what is made harmless ───────────────────────────────────────────────────────────────────────────────────────────
_PIECES = st.sampled_from([
    "<script>", "</script>", "<ScRiPt src=//e>", "<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">',
    '<a href="JaVa&#10;script:x">', "</a>", "<svg onload=x>", "<math>", "<style>", "</style>", "<p onclick='x'>", "<p>",
    "</p>", "<iframe srcdoc='<script>'>", "<noscript>", "<!--", "-->", "<![CDATA[", "<b", ">", '"', "'", " onfocus=x ",
    "<form action='javascript:x'>", "<img src='//e/x.png'>", r"<img src='/\e/x'>", "<img src='\x01https://e/x'>",
    "<img alt='a>b' src='http://e'>", "<video src='http://e'>", "<table>", "<td style='background:url(//e)'>", "<title>",
    "<base href='//e'>", "<link rel=stylesheet href='//e'>", "<meta http-equiv=refresh>", "&lt;script&gt;", "正文", "\x00",
])  # fmt: skip
_LOADING = {"src", "srcset", "poster", "background", "data", "action", "formaction", "ping"}


@given(st.lists(_PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_nothing_runs_and_nothing_calls_out(html: str) -> None:
    cleaned = clean(html)
    assert "<script" not in cleaned.lower()
    for tag, attributes in Reader(cleaned).tags:
        assert tag not in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "video",
            "form",
            "base",
            "link",
            "meta",
            "svg",
        }
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert not re.sub(r"[\s\x00-\x20]", "", value).lower().startswith("javascript:") or name in ("alt", "title")
            assert name not in _LOADING or not elsewhere(value)
            assert name != "style" or re.fullmatch(r"text-align:\s*\w+;?", value)


@given(st.lists(_PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_a_clean_text_stays_as_it_is(html: str) -> None:
    once = clean(html)
    assert Reader(clean(once)).tags == Reader(once).tags


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img loading="lazy" src="../a.png" alt="A" width="10" height="20"><figcaption>c <em>e</em></figcaption></figure>',
        '<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>',
        '<section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item">x</li></ol></section>',
        '<table><tbody><tr><td style="text-align:right" colspan="2">1</td></tr></tbody></table>',
        '<p><del>a</del> <code class="language-python">b</code> <a href="https://e.example/">c</a></p>',
        '<details open=""><summary>s</summary>b</details>',
        "<p>a javascript: scheme, in words, and &lt;script&gt;</p>",
    ],
)
def test_what_an_article_needs_is_kept(html: str) -> None:
    assert Reader(clean(html)).tags == Reader(html).tags
    assert re.sub(r"<[^>]*>", "", clean(html)) == re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    "address", ["http://e/x.png", "//e/x", r"\\e\x", r"/\e/x", "/\t/e/x", "\x01//e/x", " https://e", "data:image/png,x"]
)
def test_an_image_of_another_site_is_never_fetched(address: str) -> None:
    assert elsewhere(address)
    assert not Reader(clean(f'<p><img src="{address}" alt="a map"></p>')).of("img")
    assert "a map" in clean(f'<p><img src="{address}" alt="a map"></p>')


def test_an_image_of_another_site_in_a_link_leaves_its_words() -> None:
    html = '<a href="https://e.example/"><img src="https://e.example/x.png" alt="chart"></a>'
    assert clean(html) == '<a href="https://e.example/">chart</a>'


@pytest.mark.parametrize("address", ["a.png", "../../images/a/b.png", "/images/a.png", "图.png"])
def test_an_image_beside_the_page_stays(address: str) -> None:
    (image,) = Reader(clean(f'<img src="{address}">')).of("img")
    assert image == {"loading": "lazy", "alt": "", "src": address}


def test_a_body_cannot_dress_up_as_the_page() -> None:
    cleaned = clean('<h1 class="skip" id="content">x</h1><p id="a">y</p><p id="a">z</p><p id="b">v</p>')
    assert [name for name, _ in Reader(cleaned).tags] == ["h2", "p", "p", "p"]
    assert [attributes for _, attributes in Reader(cleaned).tags] == [{}, {"id": "a"}, {}, {"id": "b"}]


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_words_are_escaped_wherever_they_stand(words: str) -> None:
    nasty = f"</title><script>\"{words}'</script>"
    page = replace(
        PAGE, title=nasty, summary=nasty, byline=nasty, dateline=nasty, desk=nasty, credit=nasty, tags=(nasty,),
        corrections=((nasty, nasty),), newsroom=nasty,
    )  # fmt: skip
    for html in (PRESS.page(page), PRESS.list("en", nasty, "", [Entry("a", nasty, nasty, None, "a/")], ())):
        assert "<script" not in html.lower()
        assert not Reader(html).of("script")


def test_a_date_stands_in_the_language_of_the_page() -> None:
    english, chinese = PRESS.page(PAGE), PRESS.page(replace(PAGE, locale="zh_CN"))
    assert '<time datetime="2026-11-24">November 24, 2026</time>' in english
    assert '<time datetime="2026-11-24">2026年11月24日</time>' in chinese
    assert "November 25, 2026" in english
    assert "2026年11月25日" in chinese
    moment = dt.datetime(2026, 11, 24, 10, 20, 30, 123456, tzinfo=dt.UTC)
    assert '<time datetime="2026-11-24T10:20:30+00:00">November 24, 2026</time>' in PRESS.page(
        replace(PAGE, date=moment)
    )


def test_a_page_says_its_language_and_where_the_other_is() -> None:
    html = Reader(PRESS.page(PAGE))
    assert html.of("html") == [{"lang": "en"}]
    links = {(one.get("rel"), one.get("hreflang")): one["href"] for one in html.of("link")}
    assert links["canonical", None] == "https://news.example.edu/en/furnace/"
    assert links["alternate", "zh-CN"] == "https://news.example.edu/zh-CN/furnace/"
    assert links["stylesheet", None] == "../../assets/transflow.css"
    assert "../../zh-CN/furnace/" in [one.get("href") for one in html.of("a")]
    assert {"name": "description", "content": "It burns hydrogen."} in html.of("meta")


def test_without_an_address_of_the_site_nothing_absolute_is_said() -> None:
    for html in (PRESS.page(replace(PAGE, base_url="")), PRESS.list("en", "N", "", (), ()), PRESS.front("N", ())):
        assert "http" not in html
        assert not [one for one in Reader(html).of("link") if one.get("rel") == "canonical"]


def test_what_is_not_known_leaves_no_empty_tags() -> None:
    bare = replace(
        PAGE, summary=None, byline=None, dateline=None, desk=None, credit=None, date=None, tags=(), corrections=(),
        others=(), modified=None,
    )  # fmt: skip
    html = PRESS.page(bare)
    for words in ("None", "<time", 'name="description"', "corrections", 'class="tags"', 'class="standfirst"'):
        assert words not in html


def test_a_list_names_every_article() -> None:
    entries = [
        Entry("a", "One & two", "Sum", "2026-11-24", "a/", "../images/a.png"),
        Entry("b", "Three", None, None, "b/"),
    ]
    html = PRESS.list("zh_CN", "大学新闻", "https://e.example", entries, [Link("en", "../en/", "English")])
    assert "2026年11月24日" in html
    assert "One &amp; two" in html
    assert {"a/", "b/", "../", "../en/"} <= {one.get("href") for one in Reader(html).of("a")}
    assert "../assets/transflow.css" in html


def test_the_front_page_offers_the_languages() -> None:
    html = Reader(PRESS.front("N", [Link("en", "en/", "English"), Link("zh_CN", "zh-CN/", "中文")]))
    assert [(one["href"], one.get("lang")) for one in html.of("a") if "lang" in one] == [
        ("en/", "en"),
        ("zh-CN/", "zh-CN"),
    ]


def test_no_page_needs_another_host() -> None:
    assert "http" not in PRESS.style().replace('[href^="http"]', "")
    assert not re.search(r"@import|url\(", PRESS.style())
    html = Reader(PRESS.page(PAGE))
    assert not [one for _tag, one in html.tags if elsewhere(one.get("src", ""))]
    assert not [one for one in html.of("link") if one["rel"] == "stylesheet" and elsewhere(one["href"])]


def test_the_same_page_twice_is_the_same_bytes() -> None:
    assert Printer().page(PAGE) == PRESS.page(PAGE)


# ── a newsroom's own templates ──────────────────────────────────────────────────────────────────────────────────────
def test_a_template_of_the_newsroom_takes_the_place_of_ours() -> None:
    press = Printer(
        {"article.html": "{% extends 'base.html' %}{% block content %}<i>{{ page.title }}</i>{% endblock %}"}
    )
    assert "<i>A furnace is lit</i>" in press.page(PAGE)
    styled = Printer({"transflow.css": "p { color: red }"})
    assert styled.style() == "p { color: red }"
    assert styled.page(PAGE) == PRESS.page(PAGE)


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("article.html", "a\n{{ page.title", "templates/article.html:2"),
        ("article.html", "a\n\n{{ nowhere }}", "templates/article.html:3"),
        ("article.html", "{% include 'none.html' %}", "templates/article.html:1"),
        ("article.html", "\n{{ 1 / 0 }}", "templates/article.html:2"),
        ("article.html", "{{ page.title.__class__.__mro__ }}", "templates/article.html:1"),
        ("base.html", "\n\n{% if %}", "templates/base.html:3"),
        ("base.html", "\n{{ nowhere }}", "templates/base.html:2"),
    ],
)
def test_a_broken_template_is_named_with_its_line(name: str, text: str, where: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Printer({name: text}).page(PAGE)
    assert caught.value.where == where
    assert caught.value.remedy
