"""The site as a whole: what is printed when something changes is what printing everything gives, and machines can read
it."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from transflow.publish import KINDS, House, Record, Subject, addresses, bringing, feeds, kinship, lists, ninjs
from transflow.publish.bringing import Work
from transflow.publish.linked import news_article
from transflow.publish.mixed import marked
from transflow.publish.released import RANKS, Entry, Released, entry

HOUSE = House("University News", "https://news.example.edu")


def a_record(slug: str = "a", day: int = 1, **facts: object) -> Record:
    return replace(
        Record("en", slug, "zh_CN", slug.title(), f"2026-11-{day:02}", f"2026-11-{day:02}T08:00:00Z",
               f"2026-11-{day:02}T08:00:00Z", languages=("en", "zh_CN")),
        **facts,
    )  # fmt: skip


# ── the record ──────────────────────────────────────────────────────────────────────────────────────────────────────
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
_SUBJECTS = st.lists(st.builds(Subject, _WORDS, st.sampled_from(KINDS)), max_size=4)
_RECORDS = st.builds(
    Record,
    locale=st.just("en"), slug=st.just("a"), source=st.sampled_from(["zh_CN", "en", "zh_TW"]), title=_WORDS,
    date=st.sampled_from(["2026-11-24", "2026-11-24T10:20:30+08:00"]), published=st.just("2026-11-24T02:00:00Z"),
    modified=st.just("2026-11-25T02:00:00Z"), body=st.just("") | _WORDS, summary=st.none() | _WORDS,
    byline=st.none() | _WORDS, dateline=st.none() | _WORDS, desk=st.none() | _WORDS, credit=st.none() | _WORDS,
    tags=st.lists(_WORDS, max_size=3).map(tuple),
    subjects=_SUBJECTS.map(lambda ones: tuple(sorted(ones, key=lambda one: KINDS.index(one.kind)))),
    corrections=st.lists(st.tuples(st.sampled_from(["2026-11-25", ""]), _WORDS), max_size=2).map(tuple),
    pictures=st.lists(st.sampled_from(["images/a/1-x.png", "images/a/2-图.jpg"]), max_size=2).map(tuple),
    languages=st.sampled_from([("en",), ("en", "zh_CN"), ("en", "zh_CN", "zh_TW")]),
    withdrawn=st.none() | st.just("2026-11-26"), moved=st.none() | st.just("b"),
)  # fmt: skip


@given(_RECORDS, st.sampled_from([HOUSE, House("N")]))
def test_a_record_comes_back_from_ninjs(record: Record, house: House) -> None:
    assert ninjs.read(ninjs.write(record, house), "en", "a") == record


DATA = Path(__file__).parent / "data"
NINJS = jsonschema.Draft202012Validator(
    json.loads((DATA / "ninjs-schema_2.1.json").read_text()),
    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
)
ATOM, SITEMAP = (etree.RelaxNG(etree.parse(str(DATA / name))) for name in ("atom.rng", "sitemap.rng"))
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


@settings(max_examples=40)
@given(st.lists(_RECORDS, min_size=1, max_size=3), st.sampled_from([HOUSE, House("N")]))
def test_machines_can_read_all_that_is_for_them(records: list[Record], house: House) -> None:
    """The schema of ninjs 2.1, JSON Feed 1.1, RFC 4287, sitemaps.org, and what search engines want of an article."""
    entries = [entry(replace(one, slug=f"a{number}"), "") for number, one in enumerate(records)]
    for one in records:
        NINJS.validate(json.loads(ninjs.write(one, house)))
    feed = json.loads(feeds.json_feed(house, "en", entries))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert len({one["id"] for one in feed["items"]}) == len(entries)
    for one in feed["items"]:
        assert one["content_text"]
        assert all(isinstance(tag, str) for tag in one.get("tags", []))
        assert all(_INSTANT.fullmatch(one[name]) for name in ("date_published", "date_modified"))
    if not house.base_url:
        return
    ATOM.assertValid(etree.fromstring(feeds.atom(house, "en", entries).encode()))
    SITEMAP.assertValid(etree.fromstring(feeds.sitemap(house, "en", entries).encode()))
    SITEMAP.assertValid(etree.fromstring(feeds.sitemap_index(house, [addresses.sitemap("zh_CN", 1)]).encode()))
    for one in records:
        said = json.loads(news_article(one, house))
        assert (said["@context"], said["@type"]) == ("https://schema.org", "NewsArticle")
        assert 0 < len(said["headline"]) <= 110
        assert said["author"]["name"]
        assert said["publisher"]["name"] == house.name
        assert all(_INSTANT.fullmatch(said[name]) for name in ("datePublished", "dateModified"))
        linked = [said["@id"], *said.get("image", ()), *(it["@id"] for it in said.get("workTranslation", ()))]
        assert all(re.fullmatch(r"https://news\.example\.edu/[!-~]+", address) for address in linked)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'{"headlines": []}', b'{"altids": [{}]}'])
def test_what_is_no_record_is_none(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        ninjs.read(data, "en", "a")


# ── step by step and from nothing ───────────────────────────────────────────────────────────────────────────────────
class Site:
    """What a site brought up to date step by step would show: every page as the values that it is printed from."""

    def __init__(self) -> None:
        self.index = Released(None)
        self.shown: dict[object, object] = {}

    def put(self, record: Record) -> None:
        work = Work()
        bringing.put(self.index, entry(record, ""), work)
        bringing.settle(self.index, work)
        self.take(work)

    def drop(self, slug: str) -> None:
        work = Work()
        bringing.drop(self.index, "en", slug, work)
        bringing.settle(self.index, work)
        self.shown.pop(("en", slug), None)
        self.take(work)

    def take(self, work: Work) -> None:
        for locale, slug in work.pages:
            one = self.index.get(locale, slug)
            assert one is not None, "a page of what is not live"
            others = [self.index.get(locale, other) for other in self.index.related(locale, slug)]
            beside = (*self.index.before(one, 1), None, *self.index.after(one, 1))
            self.shown[locale, slug] = (
                one,
                *((other and (other.slug, other.title)) for other in (*others, 0, *beside)),
            )
        for one in work.lists:
            self.shown[one] = lists.listing(self.index, *one)
        for locale, number in work.shards:
            size = bringing.SHARD
            self.shown[locale, number] = self.index.slice(locale, RANKS, (number - 1) * size, number * size)
        for one in (*work.gone, *work.gone_shards):
            self.shown.pop(one, None)

    def anew(self) -> "Site":
        made = Site()
        made.index = self.index
        made.take(bringing.everything(self.index))
        return made


_TAGS = st.lists(st.sampled_from(["steel", "awards", "visits"]), max_size=2, unique=True).map(tuple)
_STEPS = st.lists(
    st.tuples(st.sampled_from("abcdefghijklm"), st.integers(0, 28), _TAGS, st.sampled_from([None, "Campus"]), st.integers(0, 1)),
    min_size=1, max_size=40,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(_STEPS)
def test_step_by_step_is_from_nothing(steps: list[tuple[str, int, tuple[str, ...], str | None, int]]) -> None:
    """Articles come, change and go; pages are short here, so that many are turned."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "LENGTH", 3)
        patch.setattr(bringing, "SHARD", 4)
        patch.setattr(kinship, "WINDOW", 4)
        site = Site()
        for slug, day, tags, desk, retitled in steps:
            if not day:
                site.drop(slug)
                continue
            known = site.index.get("en", slug)
            published = known.published if known else f"2026-11-{day:02}T08:00:00Z"
            title = f"{slug} {retitled}"
            site.put(a_record(slug, day, tags=tags, desk=desk, published=published, title=title))
        assert site.shown == site.anew().shown


def test_news_changes_little_of_what_is_there() -> None:
    site = Site()
    for number in range(95):
        site.put(a_record(f"a{number:03}", 1 + number // 4, tags=("steel",)))
    work = Work()
    bringing.put(site.index, entry(a_record("new", 28, tags=("steel",)), ""), work)
    bringing.settle(site.index, work)
    assert work.pages == {("en", "new"), ("en", "a094")}
    assert {(group, number) for _locale, group, number in work.lists} == {
        (group, number) for group in ("news", "tag:steel") for number in (None, 4)
    }
    assert work.shards == {("en", 1)}


@given(st.integers(0, 200))
def test_every_article_stands_on_a_page_of_at_most_twenty(count: int) -> None:
    index = Released(None)
    index.put(entry(a_record(f"a{number:03}", 1 + number // 10), "") for number in range(count))
    pages = [lists.listing(index, "en", "news", number) for number in (None, *range(lists.last(count), 0, -1))]
    assert all(len(page.entries) <= 20 for page in pages)
    assert len({one.slug for page in pages for one in page.entries}) == count
    for page, next_page in pairwise(pages):  # one leads to the next, and back
        assert page.older == addresses.listing("en", "news", next_page.number).removeprefix("en/")
        assert next_page.newer == addresses.listing("en", "news", page.number).removeprefix("en/")
    assert pages[0].newer is None
    assert pages[-1].older is None


def test_related_are_those_of_before_that_share_most() -> None:
    def one(slug: str, day: int, tags: tuple[str, ...], names: tuple[str, ...] = ()) -> Entry:
        return entry(a_record(slug, day, tags=tags, subjects=tuple(map(Subject, names))), "")

    earlier = [one("a", 1, ("steel",)), one("b", 2, ("steel", "visits")), one("c", 3, ()), one("d", 4, (), ("X", "Y"))]
    for last, wanted in (
        (one("z", 9, ("steel", "visits"), ("X", "Y")), ["b", "d", "a"]),
        (one("z", 9, (), ("X",)), []),  # one name in common is too little
    ):
        ((found, others),) = kinship.related([*earlier, last], len(earlier))
        assert (found, others) == (last, wanted)


# ── passages in the other language ──────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("html", "locale", "wanted"),
    [
        ("He read 《红楼梦》 twice.", "en", 'He read <span lang="zh">《红楼梦》</span> twice.'),
        ('<a title="红">red</a>', "en", '<a title="红">red</a>'),
        ("<code>变量</code> 值", "en", '<code>变量</code> <span lang="zh">值</span>'),
        ("他说 Knowledge is power 很重要", "zh_CN", '他说 <span lang="en">Knowledge is power</span> 很重要'),
        ("使用 Python 和 NATO", "zh_CN", "使用 Python 和 NATO"),
        ("nothing", "en", "nothing"),
    ],
)
def test_a_passage_in_the_other_language_is_marked(html: str, locale: str, wanted: str) -> None:
    assert marked(html, locale) == wanted


@given(st.lists(st.sampled_from(["<b>", "</b>", "红楼", "red and blue", "，", "<code>", "</code>", " ", "&amp;", "x"])))
def test_marking_changes_no_word(parts: list[str]) -> None:
    import re

    html = "".join(parts)
    for locale in ("en", "zh_CN"):
        assert re.sub(r'<span lang="\w+">|</span>', "", marked(html, locale)) == html


# ── names of files ──────────────────────────────────────────────────────────────────────────────────────────────────
@given(
    st.lists(
        st.text(min_size=1, max_size=20),
        min_size=2,
        max_size=2,
        unique_by=lambda name: " ".join(name.casefold().split()),
    )
)
def test_two_tags_have_two_files(names: list[str]) -> None:
    import unicodedata

    plain = [" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in names]
    one, two = (addresses.listing("en", f"tag:{name}") for name in names)
    assert (one == two) == (plain[0] == plain[1]) or not all(plain)
    assert not any(char in name[3:] for char in '/\\?#%:*"<>|' for name in (one, two))
