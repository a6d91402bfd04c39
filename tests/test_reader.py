"""The published site in a reader's browser: a real Chromium, the sample newsroom, a server on loopback."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests import chromium
from tests.chromium import Page
from tests.conftest import ROOT, Desk

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed")

PAGES = (
    "", "en/", "zh-CN/", "en/news.html", "zh-CN/desk-产业新闻.html", "en/tag-steel.html", "en/search.html",
    "en/donghai-blast-furnace/", "zh-CN/donghai-blast-furnace/", "zh-CN/silver-gull-award/",
)  # fmt: skip


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Nothing: tests have their own output."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample newsroom's site is served, one article of it withdrawn."""
    root = tmp_path_factory.mktemp("site") / "checkout"
    root.mkdir()
    for name in ("articles", "journal", "locales"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "transflow.toml", root)
    desk = Desk(root)
    desk("publish", "--all", by="zhou", code=None)  # one is under embargo
    handler = functools.partial(_Quiet, directory=str(root / "public"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


async def go(page: Page, address: str) -> None:
    """Opens an address and waits until it is there."""
    await page.call("Page.navigate", url=address)
    await until(page, f"document.readyState === 'complete' && decodeURI(location.href) === {address!r}")


async def until(page: Page, script: str) -> None:
    """Waits until a JavaScript expression is true in the page."""
    import asyncio

    for _look in range(400):
        if await page.run(script):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"it never came about: {script}")


async def follow(page: Page, words: str) -> None:
    """Follows the link that says `words`, as a reader with a keyboard does."""
    found = f"[...document.querySelectorAll('a')].find(one => one.textContent.trim() === {words!r})"
    before = await page.run("location.href")
    await page.run(f"{found}.focus()")
    await page.press("Enter")
    await until(page, f"location.href !== {before!r} && document.readyState === 'complete'")


async def test_a_reader_reads_in_chinese_changes_to_english_and_searches_both(address: str, tmp_path: Path) -> None:
    async with chromium.browser(tmp_path / "profile", "about:blank") as page:
        await go(page, address)
        await follow(page, "中文")
        assert await page.run("document.documentElement.lang") == "zh-CN"
        await follow(page, "东海钢铁集团5号高炉点火投产")
        assert "38.6亿元" in await page.run("document.querySelector('main').textContent")
        await follow(page, "English")
        assert await page.run("document.documentElement.lang") == "en"
        assert "3.86 billion yuan" in await page.run("document.querySelector('main').textContent")
        await follow(page, "Search")
        for words, wanted in (
            ("hot metal", "Donghai Steel Group Fires Up"),
            ("高炉", "东海钢铁集团5号高炉"),
            ("诺斯米尔", "诺斯米尔大学"),
        ):
            await page.run("document.querySelector('#words').value = ''; document.querySelector('#words').focus()")
            await page.call("Input.insertText", text=words)
            await page.press("Enter")
            await until(
                page, f"[...document.querySelectorAll('#found a')].some(one => one.textContent.includes({wanted!r}))"
            )
        await page.run("document.querySelector('#words').value = ''; document.querySelector('#words').focus()")
        await page.call("Input.insertText", text="2026")  # in both languages of one article: shown once
        await page.press("Enter")
        await until(page, "[...document.querySelectorAll('#found .tongues a')].some(one => one.hreflang === 'zh-CN')")
        once = "(links => new Set(links).size === links.length)([...document.querySelectorAll('#found h2 a')].map(one => one.href.split('/').at(-2)))"
        assert await page.run(once)
        await page.run("document.querySelector('#words').value = ''; document.querySelector('#words').focus()")
        await page.call("Input.insertText", text="no such word")
        await page.press("Enter")
        await until(page, "document.querySelector('#found').textContent.includes('Nothing found.')")
        assert not [one for one in page.asked if not one.startswith((address, "about:", "data:"))]
        assert not page.said


async def test_no_page_bars_anybody(address: str, tmp_path: Path) -> None:
    """WCAG 2.2 AA as axe-core knows it, in light and dark, on a telephone and a desk."""
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
    wrong = []
    async with chromium.browser(tmp_path / "profile", "about:blank") as page:
        for scheme, width in (("light", 1280), ("dark", 360)):
            await page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
            await page.call("Emulation.setDeviceMetricsOverride", **size)
            for one in PAGES:
                await go(page, address + one)
                await page.run(axe)
                found = await page.run(
                    f"axe.run({rules}).then(done => done.violations.map(one => one.id + ': ' + one.nodes[0].html))"
                )
                assert found is not None
                wrong += [f"{scheme} {one}: {violation}" for violation in found]
                wide = await page.run("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                wrong += [f"{one} is wider than {width} px"] if wide else []
    assert not wrong


def test_an_article_is_light_and_runs_nothing(address: str) -> None:
    from urllib.request import urlopen

    text = urlopen(f"{address}en/donghai-blast-furnace/").read().decode()
    style = urlopen(f"{address}assets/transflow.css").read()
    assert len(text.encode()) + len(style) < 30_000
    assert re.findall(r"<script[^>]*>", text) == ['<script type="application/ld+json">']


def test_every_link_leads_somewhere(address: str) -> None:
    from urllib.error import HTTPError
    from urllib.parse import quote, urljoin
    from urllib.request import urlopen

    seen, todo, broken = set[str](), [address], list[str]()
    while todo:
        here = todo.pop()
        if here in seen:
            continue
        seen.add(here)
        try:
            with urlopen(quote(here, safe=":/%")) as answer:
                text = answer.read().decode("utf-8", "replace") if "html" in answer.headers["Content-Type"] else ""
        except HTTPError as error:
            broken.append(f"{error.code} {here}")
            continue
        for link in re.findall(r'(?:href|src)="([^"#]+)', text):
            target = urljoin(here, link)
            if target.startswith(address):
                todo.append(target)
    assert not broken
    assert len(seen) > 30
