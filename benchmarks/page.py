"""What a published page costs its reader: `uv run python -m benchmarks.page [--newsroom DIR]` (default: the sample).

A real Chromium with the settings of Lighthouse's mobile run (412 × 823 points, 150 ms round trip, 1.6 Mbit/s, a
processor four times slower) opens each page with an empty cache, five times; the medians. First and largest contentful
paint and the time that scripts block are in ms, CLS is the layout's shift (0: nothing moves), kB what comes over the
wire (the server here compresses nothing).
"""

import argparse
import asyncio
import functools
import http.server
import shutil
import statistics
import tempfile
import threading
from pathlib import Path
from typing import Any

from tests import chromium
from tests.conftest import ROOT, Desk

PAGES = ("en/", "zh-CN/", "en/news.html", "en/donghai-blast-furnace/", "zh-CN/donghai-blast-furnace/", "en/search.html")
ROUNDS = 5
# Lighthouse's `mobileSlow4G`: bytes a second, and milliseconds.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
OBSERVE = """
window.told = {shift: 0, largest: 0, blocked: 0};
const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take))
  .observe({type, buffered: true});
watch('layout-shift', one => { if (!one.hadRecentInput) told.shift += one.value; });
watch('largest-contentful-paint', one => { told.largest = one.startTime; });
watch('longtask', one => { told.blocked += Math.max(0, one.duration - 50); });
"""
READ = """(() => { const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return {first: paint ? paint.startTime : null, ...told, files: files.length,
    bytes: files.reduce((sum, one) => sum + one.encodedBodySize, 0),
    nodes: document.querySelectorAll('*').length}; })()"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Nothing: the table is the output."""


async def measured(address: str, folder: Path) -> dict[str, dict[str, Any]]:
    """The medians of what each page costs, by its path."""
    found: dict[str, dict[str, Any]] = {}
    async with chromium.browser(folder, "about:blank", size="412,823") as page:
        await page.call("Emulation.setCPUThrottlingRate", rate=4)
        await page.call("Network.emulateNetworkConditions", **NETWORK)
        await page.call("Network.setCacheDisabled", cacheDisabled=True)
        await page.call("Page.addScriptToEvaluateOnNewDocument", source=OBSERVE)
        for path in PAGES:
            rounds = []
            for _round in range(ROUNDS):
                await page.call("Page.navigate", url=address + path)
                for _look in range(400):
                    there = (
                        f"document.readyState === 'complete' && location.href.endsWith({path!r}) && told.largest > 0"
                    )
                    if await page.run(there):
                        break
                    await asyncio.sleep(0.05)
                await asyncio.sleep(0.3)  # a late shift or paint
                rounds.append(await page.run(READ))
            found[path] = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
    return found


def main() -> None:
    """Publishes the newsroom in a copy, serves it on loopback, and prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--newsroom", type=Path, default=ROOT)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "newsroom"
        root.mkdir()
        for name in ("articles", "journal", "locales"):
            shutil.copytree(arguments.newsroom / name, root / name)
        shutil.copy(arguments.newsroom / "transflow.toml", root)
        Desk(root)("publish", "--all", by="zhou", code=None)
        handler = functools.partial(_Quiet, directory=str(root / "public"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = asyncio.run(measured(f"http://127.0.0.1:{server.server_port}/", Path(scratch) / "profile"))
        server.shutdown()
    print("| page | first paint, ms | largest paint, ms | blocked, ms | CLS | requests | kB | elements |")
    print("|---|---|---|---|---|---|---|---|")
    for path, one in found.items():
        print(
            f"| `{path}` | {one['first']:.0f} | {one['largest']:.0f} | {one['blocked']:.0f} | {one['shift']:.3f} "
            f"| {one['files']:.0f} | {one['bytes'] / 1000:.1f} | {one['nodes']:.0f} |"
        )


if __name__ == "__main__":
    main()
