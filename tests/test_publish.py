"""Pages: what is kept, what is made harmless, and the newsroom's own templates."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transflow.errors import SettingsError
from transflow.publish import Around, House, Link, Printer, Record, feeds
from transflow.publish.lists import Listing
from transflow.publish.released import Entry, entry
from transflow.publish.sanitising import clean, elsewhere

RECORD = Record(
    locale="en", slug="furnace", source="zh_CN", title="A furnace is lit", date="2026-11-24",
    published="2026-11-24T01:00:00Z", modified="2026-11-25T02:00:00Z", body="<p>It was lit on Monday.</p>",
    summary="It burns hydrogen.", byline="By LI Na", dateline="LINHAI", desk="Research", credit="Edited by HE Lin",
    tags=("steel",), corrections=(("2026-11-25", "The sum was wrong."),), languages=("en", "zh_CN"),
    pictures=("images/furnace/1-a.png",),
)  # fmt: skip
OTHER = Link("zh_CN", "../../zh-CN/furnace/", "中文")
AROUND = Around(
    (OTHER,), (Link("en", "../award/", "An award"),), Link("en", "../visit/", "A visit"), Link("en", "../new/", "New")
)
HOUSE = House("University News", "https://news.example.edu")
PRESS = Printer(HOUSE)
ALONE = Printer(House("University News"))


def listing(*entries: Entry, locale: str = "en") -> Listing:
    return Listing(locale, "news", None, entries, None, None)


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
    nasty = f"</title></script><script>\"{words}'</script>"
    press = Printer(House(nasty, "https://news.example.edu"))
    record = replace(
        RECORD, title=nasty, summary=nasty, byline=nasty, dateline=nasty, desk=nasty, credit=nasty, tags=(nasty,),
        corrections=((nasty, nasty),),
    )  # fmt: skip
    link = Link("en", "../a/", nasty)
    pages = (
        press.page(record, Around((link,), (link,), link, link)),
        press.listing(listing(entry(record, nasty)), [link]),
        press.home("en", [entry(record, nasty)] * 2, [(nasty, [entry(record, nasty)])], [link]),
        press.search("en", {"en": 1}, [link]),
        press.notice(replace(record, withdrawn="2026-11-26")),
        press.front([link]),
    )
    for html in pages:
        scripts = [one for one in Reader(html).of("script") if one.get("type") != "application/ld+json"]
        assert [one.get("src") for one in scripts] in ([], ["../assets/search.js"])
    for text in (
        feeds.atom(press.house, "en", [entry(record, "")]),
        feeds.sitemap(press.house, "en", [entry(record, "")]),
    ):
        assert "<script" not in text


def test_an_article_has_no_script_and_says_what_it_is_to_machines() -> None:
    html = PRESS.page(RECORD, AROUND)
    (script,) = Reader(html).of("script")
    assert script == {"type": "application/ld+json"}
    found = re.search(r"ld\+json\">(.*?)</script>", html)
    assert found is not None
    value = json.loads(found[1])
    here = "https://news.example.edu/en/furnace/"
    assert (value["@type"], value["@id"], value["inLanguage"]) == ("NewsArticle", here, "en")
    assert (value["datePublished"], value["dateModified"]) == (RECORD.published, RECORD.modified)
    assert value["translationOfWork"] == {"@id": "https://news.example.edu/zh-CN/furnace/"}
    assert value["image"] == ["https://news.example.edu/images/furnace/1-a.png"]
    assert "script" not in {name for name, _attributes in Reader(ALONE.page(RECORD, AROUND)).tags}


def test_a_date_stands_in_the_language_of_the_page() -> None:
    english, chinese = PRESS.page(RECORD, AROUND), PRESS.page(replace(RECORD, locale="zh_CN"), AROUND)
    assert '<time datetime="2026-11-24">November 24, 2026</time>' in english
    assert '<time datetime="2026-11-24">2026年11月24日</time>' in chinese
    assert "November 25, 2026" in english
    assert "2026年11月25日" in chinese
    moment = "2026-11-24T10:20:30+00:00"
    assert f'<time datetime="{moment}">November 24, 2026</time>' in PRESS.page(replace(RECORD, date=moment), AROUND)


def test_a_page_says_its_language_and_where_the_others_are() -> None:
    html = Reader(PRESS.page(RECORD, AROUND))
    assert html.of("html") == [{"lang": "en"}]
    links = {(one.get("rel"), one.get("hreflang")): one["href"] for one in html.of("link")}
    assert links["canonical", None] == "https://news.example.edu/en/furnace/"
    assert links["alternate", "zh-CN"] == links["alternate", "x-default"] == "https://news.example.edu/zh-CN/furnace/"
    assert links["stylesheet", None] == "../../assets/transflow.css"
    assert {
        "../../zh-CN/furnace/",
        "../award/",
        "../visit/",
        "../new/",
        "../tag-steel.html",
        "../desk-research.html",
    } <= {one.get("href") for one in html.of("a")}
    assert {"name": "description", "content": "It burns hydrogen."} in html.of("meta")
    assert {"property": "og:image", "content": "https://news.example.edu/images/furnace/1-a.png"} in html.of("meta")


def test_without_an_address_of_the_site_nothing_absolute_is_said() -> None:
    for html in (
        ALONE.page(RECORD, AROUND),
        ALONE.listing(listing(), ()),
        ALONE.front(()),
        ALONE.home("en", (), (), ()),
    ):
        assert "http" not in html
        assert not [one for one in Reader(html).of("link") if one.get("rel") == "canonical"]


def test_what_is_not_known_leaves_no_empty_tags() -> None:
    bare = Record("en", "furnace", "en", "A furnace is lit", "2026-11-24", RECORD.published, RECORD.modified)
    html = ALONE.page(bare, Around())
    for words in (
        "None",
        'name="description"',
        "corrections",
        'class="tags"',
        'class="standfirst"',
        "related",
        "beside",
    ):
        assert words not in html


def test_a_list_names_every_article() -> None:
    entries = [
        entry(replace(RECORD, locale="zh_CN", slug="a", title="One & two"), ""),
        entry(replace(RECORD, locale="zh_CN", slug="b", title="Three", summary=None, pictures=()), ""),
    ]
    html = PRESS.listing(listing(*entries, locale="zh_CN"), [Link("en", "../en/", "English")])
    assert "2026年11月24日" in html
    assert "One &amp; two" in html
    assert {"a/", "b/", "./", "../en/"} <= {one.get("href") for one in Reader(html).of("a")}
    assert [one["src"] for one in Reader(html).of("img")] == ["../images/furnace/1-a.png"]
    assert "../assets/transflow.css" in html


def test_what_was_withdrawn_says_nothing_of_it() -> None:
    html = PRESS.notice(replace(RECORD, withdrawn="2026-11-26"))
    assert "November 26, 2026" in html
    for words in (RECORD.title, RECORD.summary, RECORD.desk, "Monday"):
        assert str(words) not in html
    assert {"name": "robots", "content": "noindex"} in Reader(html).of("meta")


def test_the_front_page_offers_the_languages() -> None:
    html = Reader(PRESS.front([Link("en", "en/", "English"), Link("zh_CN", "zh-CN/", "中文")]))
    assert [(one["href"], one.get("lang")) for one in html.of("a") if "lang" in one] == [
        ("en/", "en"),
        ("zh-CN/", "zh-CN"),
    ]


def test_no_page_needs_another_host() -> None:
    assert "http" not in PRESS.style().replace('[href^="http"]', "")
    assert not re.search(r"@import|url\(", PRESS.style())
    html = Reader(PRESS.page(RECORD, AROUND))
    assert not [one for _tag, one in html.tags if elsewhere(one.get("src", ""))]
    assert not [one for one in html.of("link") if one["rel"] == "stylesheet" and elsewhere(one["href"])]


def test_the_same_page_twice_is_the_same_bytes() -> None:
    assert Printer(HOUSE).page(RECORD, AROUND) == PRESS.page(RECORD, AROUND)


# ── a newsroom's own templates ──────────────────────────────────────────────────────────────────────────────────────
def test_a_template_of_the_newsroom_takes_the_place_of_ours() -> None:
    own = "{% extends 'base.html' %}{% block content %}<i>{{ article.title }}</i>{% endblock %}"
    assert "<i>A furnace is lit</i>" in Printer(HOUSE, {"article.html": own}).page(RECORD, AROUND)
    styled = Printer(HOUSE, {"transflow.css": "p { color: red }"})
    assert styled.style() == "p { color: red }"
    assert styled.page(RECORD, AROUND) == PRESS.page(RECORD, AROUND)


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("article.html", "a\n{{ article.title", "templates/article.html:2"),
        ("article.html", "a\n\n{{ nowhere }}", "templates/article.html:3"),
        ("article.html", "{% include 'none.html' %}", "templates/article.html:1"),
        ("article.html", "\n{{ 1 / 0 }}", "templates/article.html:2"),
        ("article.html", "{{ article.title.__class__.__mro__ }}", "templates/article.html:1"),
        ("base.html", "\n\n{% if %}", "templates/base.html:3"),
        ("base.html", "\n{{ nowhere }}", "templates/base.html:2"),
    ],
)
def test_a_broken_template_is_named_with_its_line(name: str, text: str, where: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Printer(HOUSE, {name: text}).page(RECORD, AROUND)
    assert caught.value.where == where
    assert caught.value.remedy
