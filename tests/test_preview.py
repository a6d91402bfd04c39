"""The preview: a real server and a real browser in which an edit shows; drafts are marked, and nothing is published."""

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests import chromium
from tests.conftest import Desk
from tests.test_reader import until

NEWS = "---\ntitle: 新实验室启用\ndate: 2026-11-20\n---\n\n实验室周一启用。\n"
SECRET = "---\ntitle: 尚未公布\ndate: 2026-11-21\nembargo: 2099-01-01T08:00:00\nconfidential: true\n---\n\n保密。\n"


@contextmanager
def served(desk: Desk, *arguments: str) -> Iterator[str]:
    """The address that a real `transflow preview` prints; it is ended by Ctrl+C, and must end well."""
    process = desk.process("preview", *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    try:
        yield process.stdout.readline().decode().strip()
    finally:
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert not [
        line for line in err.decode().splitlines() if "the key `title` is written twice" not in line and "→" not in line
    ]


@pytest.fixture
def site(desk: Desk) -> Desk:
    desk.write("lab", NEWS)
    desk.write("secret", SECRET)
    desk.write("gone", NEWS.replace("date", "spiked: dropped\ndate"))
    desk("sync")
    for slug in ("lab", "secret"):
        for number, one in enumerate(desk.segments(slug)):
            desk("edit", slug, one["id"], "--text", f"Words {number} of {slug}.")
    return desk


def got(address: str, **headers: str) -> str:
    with urlopen(Request(address, headers=headers), timeout=20) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
        text: str = answer.read().decode()
        return text


def band(page: str) -> str:
    found = re.search(r'<p role="status"[^>]*>([^<]*)</p>', page)
    return found[1] if found else ""


async def test_an_edit_shows_in_the_open_page_and_nothing_is_published(site: Desk, tmp_path: Path) -> None:
    with served(site, "lab", "--port", "0", "--to", "en") as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/en/lab/", address)
        root = address.removesuffix("en/lab/")
        pages = {
            path: got(root + path)
            for path in ("en/lab/", "zh-CN/lab/", "en/secret/", "zh-CN/secret/", "en/", "zh-CN/news.html")
        }
        assert {path: band(page) for path, page in pages.items()} == {
            "en/lab/": "draft, not published", "zh-CN/lab/": "草稿，未发布",
            "en/secret/": "draft, not published · under embargo until 2099-01-01 08:00 · confidential",
            "zh-CN/secret/": "草稿，未发布 · 禁发至 2099-01-01 08:00 · 稿件保密",
            "en/": "preview; what is not published is marked", "zh-CN/news.html": "预览；尚未发布的内容有标记",
        }  # fmt: skip
        assert all('content="noindex"' in page for page in pages.values())
        assert "[Draft] Words 0 of secret." in pages["en/"]
        assert "〔草稿〕尚未公布" in pages["zh-CN/news.html"]
        titles = [one["title"] for one in json.loads(got(f"{root}en/feed.json"))["items"]]
        assert titles == ["[Draft] Words 0 of secret.", "[Draft] Words 0 of lab."]
        for asked, code in (
            (Request(f"{root}en/gone/"), 404),
            (Request(f"{root}en/nothing/"), 404),
            (Request(address, headers={"Host": "evil.example"}), 403),
        ):
            with pytest.raises(HTTPError) as caught:
                urlopen(asked, timeout=20)
            assert caught.value.code == code
        if chromium.PROGRAM is not None:
            async with chromium.browser(tmp_path / "profile", address) as page:
                await until(page, "document.body && document.body.textContent.includes('Words 1 of lab.')")
                (ident,) = [one["id"] for one in site.segments("lab") if one["target"] == "Words 1 of lab."]
                edit = site.process("edit", "lab", ident, "--text", "Seen at once.", stdout=subprocess.DEVNULL)
                await until(page, "document.body && document.body.textContent.includes('Seen at once.')")
                assert edit.wait(20) == 0
                site.write("lab", NEWS.replace("date", "title: 两个\ndate"))  # a broken article says so, and comes back
                await until(page, "document.body && document.body.textContent.includes('articles/lab.md:3')")
                site.write("lab", NEWS)
                await until(page, "document.body && document.body.textContent.includes('Seen at once.')")
                assert not [one for one in page.asked if not one.startswith((root, "about:", "data:"))]
        assert not (site.root / "public").exists()
