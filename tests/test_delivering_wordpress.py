"""What is published goes to a WordPress: once, in all languages, over nobody's work, whatever happens on the way."""

import base64
import contextlib
import io
import json
import threading
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from tests.conftest import Desk
from tests.wordpress import HANG_UP, PASSWORD, USER, Call, Told, WordPress
from transflow import delivery
from transflow.delivery.wordpress import client as clients
from transflow.delivery.wordpress import open_publisher
from transflow.errors import SettingsError

ARTICLE = """---
title: 研讨会 & 展览
date: 2026-11-20
desk: 校园
tags: [校史]
summary: 代表团来访。
byline: 记者 林汐然
---

![校史馆的大门](photo.png "校史馆")

代表团参观了校史馆，另见[获奖](award.md)。
"""
ENGLISH = {
    "研讨会 & 展览": "Seminar & exhibition", "校园": "Campus", "校史": "History", "代表团来访。": "A delegation came.",
    "记者 林汐然": "By LIN Xiran", "校史馆的大门": "The gate of the museum", "校史馆": "The museum",
    "代表团参观了校史馆，另见<a1>获奖</a1>。": "The delegation visitted the museum; see <a1>the award</a1>.",
}  # fmt: skip


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def plain() -> Iterator[WordPress]:
    made = WordPress(polylang=False)
    yield made
    made.close()


@pytest.fixture
def polylang() -> Iterator[WordPress]:
    made = WordPress()
    yield made
    made.close()


def newsroom(desk: Desk, site: WordPress, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A newsroom with a live article `a`, translated by li and signed by wang, and a destination `web`."""
    monkeypatch.setenv("TRANSFLOW_DELIVER_WEB_PASSWORD", PASSWORD)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    path = desk.root / "transflow.toml"
    path.write_text(
        path.read_text("utf-8") + f'\n[deliver.web]\nkind = "wordpress"\nurl = "{site.url}"\nuser = "{USER}"\n'
    )
    folder = desk.root / "articles" / "a"
    folder.mkdir()
    (folder / "index.md").write_text(ARTICLE, "utf-8")
    (folder / "photo.png").write_bytes(png())
    desk("sync")
    for one in desk.segments("a"):
        desk("edit", "a", one["id"], "--text", ENGLISH[one["source"]])
    desk("approve", "a", "--all", by="wang")
    desk("publish", "a", by="wang")
    return desk


def test_the_life_of_an_article(desk: Desk, polylang: WordPress, monkeypatch: pytest.MonkeyPatch) -> None:
    site = polylang
    live = newsroom(desk, site, monkeypatch)
    assert "would be delivered" in live("deliver", "web", "--all", "--dry-run").out
    assert not site.calls
    told = live("deliver", "web", "--all", "--json").json["destinations"][0]
    assert [(one["slug"], one["what"]) for one in told["articles"]] == [("a", "new")]
    posts = site.posts()
    assert set(posts) == {"a", "a-en"}
    chinese, english = posts["a"], posts["a-en"]
    assert (english["title"], english["excerpt"], english["status"]) == (
        "Seminar &amp; exhibition",
        "A delegation came.",
        "publish",
    )
    assert english["date_gmt"] == "2026-11-19T16:00:00"  # the day begins in Shanghai
    media = {one["slug"].rpartition("-")[2]: one for one in site.objects["media"].values()}
    assert (media["en"]["alt_text"], media["en"]["caption"]) == ("The gate of the museum", "The museum")
    assert media["zh"]["alt_text"] == "校史馆的大门"
    assert f'src="{media["en"]["source_url"]}"' in english["content"]
    assert f"wp-image-{english['featured_media']}" in english["content"]
    assert english["featured_media"] == media["en"]["id"]
    assert "https://news.example.edu/en/award/" in english["content"], "what is not there is on our own site"
    assert {one["name"] for one in site.objects["tags"].values()} == {"校史", "History"}
    assert [site.objects["categories"][one]["name"] for one in english["categories"]] == ["Campus"]
    group = {"zh": chinese["id"], "en": english["id"]}
    assert (english["lang"], chinese["lang"]) == ("en", "zh")
    assert site._group("posts", chinese["id"]) == site._group("posts", english["id"]) == group
    assert site._group("categories", english["categories"][0])["zh"] == chinese["categories"][0]

    before = len(site.calls)
    assert "1 article unchanged" in live("deliver", "--all").out
    assert len(site.calls) == before, "what has not changed is not asked for"

    wrong = next(one for one in live.segments("a") if "visitted" in one["target"])
    live("amend", "a", wrong["id"], "--text", wrong["target"].replace("visitted", "visited"), by="zhao")
    live("deliver", "web", "a")
    assert "visited" in site.posts()["a-en"]["content"]
    assert site.posts()["a-en"]["id"] == english["id"]
    assert len(site.objects["media"]) == 2

    # Somebody mends it there: it is not overwritten unless that is wanted.
    site.edit("a-en", content="mended over there")
    live("correct", "a", "--note", "应为两位代表。")
    note = next(one for one in live.segments("a") if one["source"] == "应为两位代表。")
    live("edit", "a", note["id"], "--text", "There were two delegates.")
    waiting = live("deliver", "--all")
    assert "a → web" in waiting.err, "what is not approved stays away, and is said"
    assert "two delegates" not in json.dumps(site.state())
    live("approve", "a", "--all", by="wang")
    live("publish", "a", by="wang")
    refused = live("deliver", "web", "a", code=1)
    assert "content changed in WordPress" in refused.err
    assert "Editor-in-chief" in refused.err
    assert site.posts()["a-en"]["content"] == "mended over there"
    live("deliver", "web", "a", "--force")
    assert "There were two delegates." in site.posts()["a-en"]["content"]
    assert "November 2" in site.posts()["a-en"]["content"]

    live("kill", "a", "--why", "wrong", by="wang")
    live("deliver", "--all")
    assert site.posts()["a-en"]["title"] == "This article has been withdrawn"
    assert "museum" not in json.dumps(site.state())
    assert not site.objects["media"]


def test_only_what_is_live_goes(desk: Desk, polylang: WordPress, monkeypatch: pytest.MonkeyPatch) -> None:
    live = newsroom(desk, polylang, monkeypatch)
    live.write("draft", "---\ntitle: 草稿\n---\n\n未完。\n")
    live("sync")
    assert "not published" in live("deliver", "web", "draft", code=1).err
    path = live.root / "articles" / "a" / "index.md"
    path.write_text(path.read_text("utf-8").replace("title:", "embargo: 2099-01-01\ntitle:", 1), "utf-8")
    assert "embargo" in live("deliver", "web", "a", code=1).err
    assert "no such destination" in live("deliver", "wob", "--all", code=2).err
    live("deliver", "--all")
    assert not polylang.calls


def test_a_colleague_goes_on_and_a_renamed_article_stays_one_post(
    desk: Desk, polylang: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = newsroom(desk, polylang, monkeypatch)
    live("deliver", "--all")
    ids = {one["id"] for one in polylang.posts().values()}
    (live.root / "articles/a").rename(live.root / "articles/b")
    path = live.root / "articles/b/index.md"
    path.write_text(path.read_text("utf-8").replace("title:", "formerly: a\ntitle:", 1), "utf-8")
    live.po("a").rename(live.po("b"))
    live("publish", "b", by="wang")
    live("deliver", "--all")
    assert {one["id"] for one in polylang.posts().values()} == ids
    assert set(polylang.posts()) == {"b", "b-en"}
    assert [path.name for path in (live.root / "deliveries/web").iterdir()] == ["b.json"]


# ── the publisher alone ─────────────────────────────────────────────────────────────────────────────────────────────
def edition(locale: str, text: str = "Text", **facts: Any) -> delivery.Edition:
    alt = {"en": "A gate", "zh_CN": "大门"}[locale]
    html = f'<p>{text} [gallery]</p>\n<figure><img loading="lazy" src="p.png" alt="{alt}"><figcaption>C</figcaption></figure>'
    made = delivery.Edition(
        locale, f"Title {locale}", "2026-11-20T00:00:00+08:00", "2026-11-20T01:00:00Z", "2026-11-20T01:00:00Z", html=html,
        summary="S", desk=f"Desk {locale}", tags=("steel", f"tag {locale}"), corrections=(("2026-11-21", "A note"),),
    )  # fmt: skip
    return replace(made, **facts)


PACKAGE = delivery.Package(
    "furnace", (edition("zh_CN", "正文"), edition("en")), (delivery.Picture("p.png", "0123456789ab", lambda: b"PNG"),)
)
NEWER, NEWEST = (
    replace(PACKAGE, editions=(edition("zh_CN", f"{text}正文"), edition("en", text))) for text in ("Newer", "Newest")
)


class StoppedError(BaseException):
    """kill -9: nothing of ours runs any more."""


class Bench:
    """A publisher with a record that is on the disk, as it were, when `save` has returned."""

    def __init__(self, site: WordPress, **options: Any) -> None:
        self.site, self.options = site, options
        self.disk: dict[str, Any] = {}
        self.slept: list[float] = []

    def put(self, package: delivery.Package = PACKAGE, *, force: bool = False) -> None:
        """One run of the program."""
        resources = delivery.Resources(
            lambda _name: PASSWORD,
            lambda _path: pytest.fail("no folder"),
            lambda _slug, _locale: None,
            self.slept.append,
        )
        publisher = open_publisher("web", {"url": self.site.url, "user": USER, **self.options}, resources)
        record = delivery.Record(deepcopy(self.disk), lambda value: setattr(self, "disk", deepcopy(dict(value))))
        publisher.put(package, record, force=force)
        record.save()


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def run(site: WordPress, *packages: delivery.Package, bench: Bench | None = None) -> tuple[dict[str, Any], int]:
    bench = bench or Bench(site)
    for one in packages:
        bench.put(one)
    return site.state(), len(site.calls)


def test_no_key_and_no_text_reaches_a_log(polylang: WordPress, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        run(polylang, PACKAGE)
    key = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    assert caplog.records
    assert not any(secret in caplog.text for secret in (PASSWORD, key, "正文", "A gate"))


def test_without_polylang_a_line_leads_to_the_other_language(plain: WordPress) -> None:
    run(plain, PACKAGE)
    posts = plain.posts()
    assert f'href="{plain.url}/furnace-en/" hreflang="en">' in posts["furnace"]["content"]
    assert f'href="{plain.url}/furnace/" hreflang="zh-CN">Read this article in 中文' in posts["furnace-en"]["content"]
    assert "&#91;gallery]" in posts["furnace"]["content"], "WordPress would run a shortcode"


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_wherever_it_is_stopped_the_next_run_ends_alike(late: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """kill -9 before each request is sent, or when it has been carried out and nobody has read the answer; the next run
    is killed too; and then the article is newer than all that was on its way."""
    site = WordPress(polylang=late)
    wanted, count = run(site, PACKAGE, NEWER, NEWEST)
    once = clients.Client._once
    for stop in range(late, count, 2):
        other = WordPress(polylang=site.polylang)
        bench, left = Bench(other), [stop, stop % 13]  # requests before the first and the second kill

        def stopped(self: Any, *arguments: Any, left: list[int] = left) -> Any:
            left[0] -= 1
            if left[0] < 0 and not late:
                raise StoppedError
            found = once(self, *arguments)
            if left[0] < 0:
                raise StoppedError
            return found

        with monkeypatch.context() as patch:
            patch.setattr(clients.Client, "_once", stopped)
            with contextlib.suppress(StoppedError):
                run(other, PACKAGE, NEWER, NEWEST, bench=bench)
            left.pop(0)
            with contextlib.suppress(StoppedError):
                bench.put(NEWER)
        bench.put(NEWEST)
        assert other.state() == wanted, f"stopped at request {stop}"
        other.close()
    site.close()


@pytest.mark.parametrize("first", [True, False], ids=["made", "changed"])
def test_two_kills_that_left_two_texts_on_their_way(
    polylang: WordPress, first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One behind a request that was carried out, one before the next: what is there is that of the first try."""
    once = clients.Client._once

    def killed(package: delivery.Package, *, late: bool) -> None:
        def stopped(self: Any, method: str, path: str, *rest: Any) -> Any:
            if method != "POST" or not path.startswith("/wp/v2/posts"):
                return once(self, method, path, *rest)
            if late:
                once(self, method, path, *rest)
            raise StoppedError

        with monkeypatch.context() as patch:
            patch.setattr(clients.Client, "_once", stopped)
            with pytest.raises(StoppedError):
                bench.put(package)

    bench = Bench(polylang)
    if not first:
        bench.put(replace(PACKAGE, editions=(edition("zh_CN", "原文"), edition("en", "Old"))))
    killed(PACKAGE, late=True)
    killed(NEWER, late=False)
    bench.put(NEWEST)
    assert "Newest" in polylang.posts()["furnace"]["content"]
    assert len(polylang.posts()) == 2


def test_an_answer_that_is_lost_makes_nothing_twice(polylang: WordPress) -> None:
    """Each request that makes something is carried out, and its answer lost on the way."""
    wanted, _count = run(polylang, PACKAGE)
    other = WordPress()
    seen: set[tuple[str, str]] = set()

    def lose(call: Call) -> Told | None:
        key = call.path, json.dumps(call.params, sort_keys=True)
        if call.method != "POST" or key in seen:
            return None
        seen.add(key)
        return HANG_UP if len(seen) % 2 else Told(504, text="<html>Gateway Time-out</html>")

    other.after = lose
    assert run(other, PACKAGE)[0] == wanted
    other.close()


PAGE = "<html><form action='/wp-login.php'>Log in</form></html>"


@pytest.mark.parametrize(
    ("told", "said", "whole"),
    [
        (Told(401, {"code": "incorrect_password"}), "application password", True),
        (Told(403, {"code": "rest_cannot_create"}), "role of an Editor", True),
        (Told(403, text="<html>Blocked</html>"), "firewall", True),
        (Told(404, text="<html>Not found</html>"), "no REST API of WordPress", True),
        (Told(404, {"code": "rest_no_route"}), "Permalinks", True),
        (Told(413, text="<html>413</html>"), "picture_width", False),
        (Told(429, {"code": "slow"}, {"Retry-After": "3600"}), "rest", True),
        (Told(500, text="<html>Fatal</html>"), "the server failed (HTTP 500)", False),
        (Told(400, {"code": "rest_invalid_param"}), "rest_invalid_param", False),
        (Told(200, text=PAGE), "login page", True),
        (Told(302, text="", headers={"Location": "https://other.example/wp-login.php"}), "log in", True),
        (Told(301, text="", headers={"Location": "https://www.example.edu/wp-json/"}), "https://www.example.edu", True),
        (HANG_UP, "connection was cut", False),
    ],
)
def test_trouble_is_told_in_the_users_words(polylang: WordPress, told: Told, said: str, whole: bool) -> None:
    polylang.fault = lambda call: told if call.path.endswith("/media") and call.method == "POST" else None
    bench = Bench(polylang)
    with pytest.raises(delivery.DeliveryError) as caught:
        bench.put()
    message = f"{caught.value.reason} → {caught.value.remedy}"
    assert said in message
    assert caught.value.whole is whole
    assert PASSWORD.split()[0] not in message
    polylang.fault = lambda _call: None
    bench.put()
    assert len(polylang.posts()) == 2


def test_a_rest_that_is_asked_for_is_taken(polylang: WordPress) -> None:
    tired = iter([Told(429, {"code": "slow"}, {"Retry-After": "7"}), Told(503, text="", headers={"Retry-After": "2"})])
    polylang.fault = lambda call: next(tired, None) if call.method == "POST" else None
    bench = Bench(polylang)
    bench.put()
    assert bench.slept == [7.0, 2.0]


def test_a_strangers_post_is_left_alone(polylang: WordPress) -> None:
    Bench(polylang).put(replace(PACKAGE, editions=(edition("zh_CN", "of somebody else"),)))
    before = polylang.state()
    bench = Bench(polylang)
    with pytest.raises(delivery.EditedError, match="did not make"):
        bench.put()
    assert polylang.state()["posts"] == before["posts"]
    bench.put(force=True)
    assert "正文" in polylang.posts()["furnace"]["content"]


def test_categories_that_the_web_desk_adds_or_drops_stay_so(polylang: WordPress) -> None:
    bench = Bench(polylang)
    bench.put()
    post = polylang.posts()["furnace"]
    steel, other = post["tags"]
    polylang.edit("furnace", categories=[*post["categories"], 7], tags=[steel, 8])
    bench.put(replace(NEWER, editions=(replace(NEWER.editions[0], tags=("tag zh_CN", "new")), NEWER.editions[1])))
    new = next(one["id"] for one in polylang.objects["tags"].values() if one["name"] == "new")
    post = polylang.posts()["furnace"]
    assert "Newer" in post["content"]
    assert 7 in post["categories"]
    assert sorted(post["tags"]) == sorted([8, new]), f"without {steel}, which went here, and {other}, which went there"


def test_what_was_deleted_there_is_not_put_back_unasked(polylang: WordPress) -> None:
    bench = Bench(polylang)
    bench.put()
    post = polylang.posts()["furnace-en"]
    post["status"], post["slug"] = "trash", "furnace-en__trashed"
    with pytest.raises(delivery.EditedError, match="deleted in WordPress"):
        bench.put(NEWER)
    bench.put(NEWER, force=True)
    assert "Newer" in polylang.posts()["furnace-en"]["content"]


def test_categories_and_tags_are_made_once_in_a_full_list(polylang: WordPress) -> None:
    """An author cannot make any; two hundred that look alike do not hide the right one; names are compared as words."""
    number = 5000
    for number in range(5000, 5210):
        polylang.objects["tags"][number] = {
            "id": number,
            "name": f"steel {number}",
            "slug": f"steel-{number}",
            "lang": "en",
        }
    polylang.objects["tags"][number + 1] = {"id": number + 1, "name": "Steel", "slug": "steel", "lang": "en"}
    Bench(polylang).put()
    assert number + 1 in polylang.posts()["furnace-en"]["tags"]
    assert [one["name"] for one in polylang.objects["tags"].values()].count("tag en") == 1


def test_what_a_modest_user_is_not_given_is_no_conflict() -> None:
    """WordPress takes tags out of the texts of users without `unfiltered_html`: what it kept is remembered."""
    site = WordPress(role="author", polylang=False)
    site.objects["categories"] = {
        number: {"id": number, "name": f"Desk {locale}", "slug": "d"} for number, locale in ((3, "zh_CN"), (4, "en"))
    }
    names = ("steel", "tag zh_CN", "tag en")
    site.objects["tags"] = {number: {"id": number, "name": name, "slug": name} for number, name in enumerate(names, 20)}
    bench = Bench(site)
    bench.put()
    assert "<section" not in site.posts()["furnace"]["content"]
    bench.put(NEWER)
    assert "Newer" in site.posts()["furnace-en"]["content"]
    site.close()


def test_a_language_that_polylang_lacks_is_said_before_anything_is_sent(polylang: WordPress) -> None:
    with pytest.raises(delivery.DeliveryError, match="no language nl"):
        Bench(polylang, languages={"en": "nl"}).put()
    assert {call.method for call in polylang.calls} == {"OPTIONS", "GET"}


def test_scheduled_pending_and_featured_are_as_the_settings_say(polylang: WordPress) -> None:
    future = replace(PACKAGE, editions=(edition("en", date="2026-12-24T08:00:00+08:00"),))
    Bench(polylang).put(future)
    assert polylang.posts()["furnace"]["status"] == "future"
    other = WordPress(polylang=False)
    bench = Bench(other, status="pending", featured=False, withdrawn="remove")
    bench.put()
    assert {(one["status"], one["featured_media"]) for one in other.posts().values()} == {("pending", 0)}
    other.edit("furnace", status="publish")  # the web desk lets it out, and it stays out
    bench.put(NEWER)
    assert other.posts()["furnace"]["status"] == "publish"
    bench.put(delivery.Package("furnace", (edition("zh_CN"), edition("en")), withdrawn="2026-11-26"))
    assert {one["status"] for one in other.posts().values()} == {"trash"}
    other.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"url": "http://news.example.edu", "user": "u"}, "in the clear"),
        ({"url": "https://news.example.edu", "user": "u", "password": "p"}, "TRANSFLOW_DELIVER_WEB_PASSWORD"),
        ({"url": "https://news.example.edu", "usr": "u"}, "did you mean “deliver.web.user”"),
        ({"url": "https://u:p@news.example.edu", "user": "u"}, "password stands in the address"),
        ({"url": "https://news.example.edu"}, "user is missing"),
    ],
)
def test_settings_that_will_not_do(options: dict[str, Any], said: str) -> None:
    resources = delivery.Resources(
        lambda _name: None, lambda _path: pytest.fail("no folder"), lambda *_all: None, lambda _wait: None
    )
    with pytest.raises(SettingsError) as caught:
        open_publisher("web", options, resources)
    assert said in str(caught.value)


def test_doctor_says_whether_it_would_take_an_article(polylang: WordPress) -> None:
    def reach(password: str | None) -> str | None:
        resources = delivery.Resources(
            lambda _name: password, lambda _path: pytest.fail("no folder"), lambda *_all: None, lambda _wait: None
        )
        return open_publisher("web", {"url": polylang.url, "user": USER}, resources).reach(5)

    assert reach(PASSWORD) is None
    assert "TRANSFLOW_DELIVER_WEB_PASSWORD" in (reach(None) or "")
    assert "application password" in (reach("wrong") or "")
    polylang.role = "author"
    assert "manage_categories" in (reach(PASSWORD) or "")
    over = threading.Event()

    def hold(_call: Call) -> None:
        over.wait(5)

    polylang.fault = hold
    assert open_publisher("web", {"url": polylang.url, "user": USER}, delivery.Resources(
        lambda _name: PASSWORD, lambda _path: pytest.fail("no folder"), lambda *_all: None, lambda _wait: None
    )).reach(0.05) == "the server did not answer in time; do it again later; what was delivered is saved"  # fmt: skip
    over.set()
