"""How fast the engines of services are: `uv run python benchmarks/engines.py [--segments 1000] [--delay 0.1]`.

A process of its own plays LibreTranslate and answers each text after `--delay` seconds. Measured: deep-translator's
`translate_batch`; our engine, alone and as `translate` in a newsroom of articles of 12 segments; our engine with a
budget, which is counted on disk before each request; and with `--faults` of the requests failing (cut, 500, 429, HTML,
empty).
Every answer is compared with its segment's own. Nothing leaves the machine.
"""

import argparse
import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polib
from aiohttp import web
from deep_translator import LibreTranslator

from transflow.engines import Ledger, Outcome, Pair, Resources, load
from transflow.newsroom import pretranslation
from transflow.newsroom.room import open_newsroom

PAIR = Pair("zh_CN", "en")
ARTICLE = 12  # segments


def answer(text: str) -> str:
    """What the service says of a text: its number tells whether an answer stands where it belongs."""
    return f"Report number {text.rpartition('第')[2].rstrip('号。')} came from the delegation."


def serve(port: "multiprocessing.SimpleQueue[int]", delay: float, faults: float) -> None:
    """The service; runs until it is ended."""
    import asyncio

    chance = random.Random(7)

    async def translate(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(delay)
        if chance.random() < faults:
            kind = chance.randrange(5)
            if kind == 0 and request.transport:
                request.transport.close()
            replies: dict[int, Callable[[], web.Response]] = {
                0: web.Response, 1: lambda: web.Response(status=500),
                2: lambda: web.Response(status=429, headers={"Retry-After": "1"}),
                3: lambda: web.Response(text="<html>It works!</html>", content_type="text/html"),
                4: lambda: web.json_response({"translatedText": ""}),
            }  # fmt: skip
            return replies[kind]()
        return web.json_response({"translatedText": answer(request.query["q"])})

    async def run() -> None:
        application = web.Application()
        application.router.add_route("*", "/translate", translate)
        application.router.add_get("/languages", lambda _request: _no_languages())
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port.put(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def _no_languages() -> web.Response:
    return web.json_response([])


@contextmanager
def service(delay: float, faults: float = 0.0) -> Iterator[str]:
    """The address of a service in a process of its own."""
    context = multiprocessing.get_context("spawn")
    port = context.SimpleQueue()
    process = context.Process(target=serve, args=(port, delay, faults), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{port.get()}/"
    finally:
        process.terminate()
        process.join()


def told(what: str, seconds: float, count: int, base: float | None, detail: str = "") -> None:
    """One line of the report."""
    faster = f"{base / seconds:6.1f}×" if base else "       "
    print(f"{what:44} {seconds:8.2f} s {count / seconds:7.1f}/s {faster}  {detail}", flush=True)


def engine(texts: list[str], url: str, resources: Resources, **options: Any) -> tuple[float, list[Outcome]]:
    """The seconds and the outcomes of our engine."""
    made = load("libre", {"url": url, **options}, resources)
    begun = time.perf_counter()
    outcomes = list(made.translate(texts, PAIR))
    return time.perf_counter() - begun, outcomes


def misplaced(texts: list[str], outcomes: list[Outcome]) -> int:
    """How many texts stand where another's belongs; each index must be there once."""
    assert sorted(one.index for one in outcomes) == list(range(len(texts)))
    return sum(one.text is not None and one.text != answer(texts[one.index]) for one in outcomes)


def newsroom(texts: list[str], url: str) -> tuple[float, int, int]:
    """The seconds of `translate` over articles of 12 segments, how many were filled, and how many of them wrongly."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "articles").mkdir()
        (root / "transflow.toml").write_text(f'[translate]\nengines = ["libre"]\n[engines.libre]\nurl = "{url}"\n')
        for start in range(0, len(texts), ARTICLE):
            body = "\n\n".join(texts[start : start + ARTICLE])
            (root / "articles" / f"a{start:05}.md").write_text(body + "\n", encoding="utf-8")
        room = open_newsroom(root, lambda: "bench")
        begun = time.perf_counter()
        done = pretranslation.translate(room)
        seconds = time.perf_counter() - begun
        wrong = 0
        for path in (root / "locales").rglob("*.po"):
            wrong += sum(one.msgstr != answer(one.msgid) for one in polib.pofile(str(path), wrapwidth=0) if one.msgstr)
        return seconds, done.filled, wrong


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=1000)
    parser.add_argument("--delay", type=float, default=0.1, help="seconds until the service answers")
    parser.add_argument("--faults", type=float, default=0.05, help="share of the requests that fail")
    arguments = parser.parse_args()
    texts = [f"代表团昨日带来了报告第{number}号。" for number in range(arguments.segments)]
    print(f"{len(texts)} segments, {arguments.delay} s an answer, load {os.getloadavg()[0]:.1f}", flush=True)
    with service(arguments.delay) as url:
        engine(texts[:32], url, Resources())  # what is loaded once is loaded
        seconds, outcomes = engine(texts, url, Resources())
        ours, wrong = seconds, misplaced(texts, outcomes)
        library = LibreTranslator(source="zh", target="en", api_key="none", custom_url=url)
        begun = time.perf_counter()
        batch = library.translate_batch(texts)
        base = time.perf_counter() - begun
        assert batch == [answer(text) for text in texts]
        told("deep-translator, translate_batch", base, len(texts), None)
        told("engine libre", ours, len(texts), base, f"{wrong} misplaced")
        with tempfile.TemporaryDirectory() as folder:
            ledger = Ledger(Path(folder) / "spending.sqlite", lambda: datetime.now(UTC).date())
            seconds, outcomes = engine(texts, url, Resources(ledger=ledger), characters_per_day=10**9)
            told(
                "engine libre, counted against a budget",
                seconds,
                len(texts),
                base,
                f"{misplaced(texts, outcomes)} misplaced",
            )
            ledger.close()
        seconds, filled, wrong = newsroom(texts, url)
        told(f"translate, articles of {ARTICLE} segments", seconds, filled, base, f"{filled} saved, {wrong} misplaced")
    with service(arguments.delay, arguments.faults) as url:
        seconds, outcomes = engine(texts, url, Resources(), retries=3)
        failed = Counter(one.failure for one in outcomes if one.failure)
        told(
            f"engine libre, {arguments.faults:.0%} of requests fail", seconds, len(texts), base,
            f"{misplaced(texts, outcomes)} misplaced, {dict(failed)}",
        )  # fmt: skip


if __name__ == "__main__":
    main()
