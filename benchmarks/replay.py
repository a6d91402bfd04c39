"""Real news through a service that answers with recorded translations: `uv run python benchmarks/replay.py`.

Every document of `../shared/data/news` becomes an article with bold words, code and bold paragraphs, in a newsroom with
the starter termbase. A process of its own plays LibreTranslate: it knows what ONLINE-B (or Google) once said of
each segment, carries tags along most of the time and drops them otherwise (one text with tags in five), and answers
after `--delay` seconds. In a second run `--faults` of its requests fail: the connection is cut, 500, 429 with
Retry-After, a web page, an empty text, and an answer that comes too late. Whatever a run leaves is translated by the
same command again, as a person would. At the end each segment of each PO file is compared with the recorded answer of
its own source. Nothing leaves the machine, and no text is printed.
"""

import argparse
import asyncio
import gzip
import json
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
import time
import urllib.request
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import polib
from aiohttp import web
from rapidfuzz import process

from transflow.article import TAG, escape, unescape
from transflow.engines import tags
from transflow.newsroom import pretranslation, syncing
from transflow.newsroom.room import open_newsroom
from transflow.newsroom.wording import Wording
from transflow.script import HAN
from transflow.segment import Segment

NEWS = Path(__file__).parents[2] / "shared" / "data" / "news"
SYSTEMS = ("ONLINE-B", "google")
TIMEOUT = 3.0  # seconds; a late answer comes after them
FAULTS = ("cut", "500", "429", "page", "empty", "late")
_TOKEN = re.compile(r"(?<![\w.,:/-])[0-9A-Za-z]{2,}(?![\w.,:/%-])", re.ASCII)
_LATIN = re.compile(r"[A-Za-z’' -]{3,}")
_MARK = re.compile(r"QX\s?([0-9]+)")


@dataclass(frozen=True)
class Line:
    """A segment as an article has it (`markdown`), as a source is written (`source`), and the recorded answer in both
    ways; `token` is the word in its tag, if there is one."""

    markdown: str
    source: str
    plain: str
    answer: str
    said: str
    token: str = ""


@dataclass
class Replay:
    """What the service knows: answers by source, and answers and words in tags by plain text."""

    exact: dict[str, str] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def answer(self, text: str) -> str:
        """The recorded answer; of a text into which something was written, that of the nearest one."""
        if text in self.exact:
            lossy = TAG.search(text) and zlib.crc32(text.encode()) % 5 == 0
            return TAG.sub("", self.exact[text]) if lossy else self.exact[text]
        bare = unescape(TAG.sub("", text))
        if bare in self.tokens.values():
            return bare
        known = bare if bare in self.plain else self._nearest(bare)
        said, token = self.plain[known], self.tokens.get(known, "")
        if token and token not in bare:
            return said.replace(token, "QX1" if _MARK.search(bare) else "")
        return said

    def _nearest(self, text: str) -> str:
        """The source of a text in which words of the target language stand, or marks."""
        chinese = len(HAN.findall(text)) * 2 > len(text.split())
        return str(process.extractOne((HAN if not chinese else _LATIN).sub("", text), list(self.plain))[0])


def lines(document: Mapping[str, Any], number: int) -> Iterator[Line]:
    """The segments of a document: every third with a word in bold or as code, if one stands in both languages, and
    every seventh in bold as a whole."""
    for place, segment in enumerate(document["segments"]):
        plain = " ".join(segment["source"].split())
        said = next(segment["mt"][system] for system in SYSTEMS if segment["mt"].get(system))
        said = unescape(tags.from_plain(said, escape(plain)).strip())
        shared = [
            found[0]
            for found in _TOKEN.finditer(plain)
            if plain.count(found[0]) == said.count(found[0]) == 1 and _TOKEN.search(said) is not None
        ]
        if place and shared and (number + place) % 3 == 0:
            token, void = shared[0], (number + place) % 2 == 0
            marks, left, right = ("`", "<code1/>", "") if void else ("**", "<b1>", "</b1>")
            inside = "" if void else token
            source, answer = (
                f"{escape(one.partition(token)[0])}{left}{inside}{right}{escape(one.partition(token)[2])}"
                for one in (plain, said)
            )
            before, _token, after = plain.partition(token)
            yield Line(f"{_escaped(before)}{marks}{token}{marks}{_escaped(after)}", source, plain, answer, said, token)
        elif place and (number + place) % 7 == 0 and plain[0].isalnum() and plain[-1] not in "*\\":
            yield Line(f"**{_escaped(plain)}**", f"<b1>{escape(plain)}</b1>", plain, f"<b1>{escape(said)}</b1>", said)
        else:
            yield Line(_escaped(plain), escape(plain), plain, escape(said), said)


def _escaped(text: str) -> str:
    """A text of which nothing is Markdown (CommonMark 2.4)."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def documents() -> list[tuple[str, list[Line]]]:
    """(language, segments) of every document."""
    found = []
    for name, language in (("zh-en", "zh_CN"), ("en-zh", "en")):
        with gzip.open(NEWS / f"news.{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            found += [(language, list(lines(json.loads(line), number))) for number, line in enumerate(file)]
    return found


# ── the service ─────────────────────────────────────────────────────────────────────────────────────────────────
def serve(pipe: Connection, known: Replay, delay: float, faults: float) -> None:
    """LibreTranslate; runs until it is ended, and says at `/figures` what it did."""
    chance, done = random.Random(7), Counter[str]()

    async def translate(request: web.Request) -> web.StreamResponse:
        done["requests"] += 1
        text = request.query["q"]
        done["again"] += text not in known.exact
        await asyncio.sleep(delay)
        if chance.random() < faults:
            kind = FAULTS[done["faults"] % len(FAULTS)]
            done["faults"] += 1
            done[kind] += 1
            if kind == "cut" and request.transport:
                request.transport.close()
            if kind == "late":
                await asyncio.sleep(TIMEOUT + 1)
            if kind == "500":
                return web.Response(status=500)
            if kind == "429":
                return web.Response(status=429, headers={"Retry-After": "1"})
            if kind == "page":
                return web.Response(text="<html>It works!</html>", content_type="text/html")
            if kind == "empty":
                return web.json_response({"translatedText": ""})
        return web.json_response({"translatedText": known.answer(text)})

    async def figures(_request: web.Request) -> web.Response:
        return web.json_response(done)

    async def run() -> None:
        application = web.Application()
        application.router.add_route("*", "/translate", translate)
        application.router.add_get("/figures", figures)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pipe.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


@contextmanager
def service(known: Replay, delay: float, faults: float) -> Iterator[str]:
    """The address of a service in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    running = context.Process(target=serve, args=(there, known, delay, faults), daemon=True)
    running.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        running.terminate()
        running.join()


# ── the newsroom ────────────────────────────────────────────────────────────────────────────────────────────────
def newsroom(root: Path, read: Sequence[tuple[str, list[Line]]], url: str) -> None:
    """A newsroom of all documents, with the starter termbase."""
    (root / "articles").mkdir()
    (root / "locales").mkdir()
    starter = resources.files("transflow.starter") / "terms.csv"
    (root / "locales" / "terms.csv").write_text(starter.read_text("utf-8"), encoding="utf-8")
    (root / "transflow.toml").write_text(
        '[articles]\nsegmentation = "paragraph"\n[translate]\nengines = ["libre"]\n'
        f'[engines.libre]\nurl = "{url}"\nretries = 3\ntimeout = {TIMEOUT}\n',
        encoding="utf-8",
    )
    for number, (language, some) in enumerate(read):
        head, *rest = (line.markdown for line in some)
        body = "\n\n".join((f"# {head}", *rest))
        text = f"---\nlang: {language}\n---\n\n{body}\n"
        (root / "articles" / f"n{number:03}.md").write_text(text, encoding="utf-8")


@dataclass
class Found:
    """What stands in the PO files: segments in all and with tags; unknown sources; targets that are empty, those with
    the words of the recorded answer of their own source (capitals of names apart), with all of its tags or without
    some, and those with other words."""

    segments: int = 0
    tagged: int = 0
    unknown: int = 0
    empty: int = 0
    right: int = 0
    untagged: int = 0
    wrong: int = 0


def compare(root: Path, known: Replay) -> Found:
    """Each segment with the recorded answer of its own source."""
    found = Found()
    for path in sorted((root / "locales").rglob("n*.po")):
        for entry in polib.pofile(str(path), wrapwidth=0):
            found.segments += 1
            found.tagged += TAG.search(entry.msgid) is not None
            found.unknown += entry.msgid not in known.exact
            same = _words(entry.msgstr) == _words(known.exact.get(entry.msgid, ""))
            whole = tags.whole(entry.msgstr, entry.msgid)
            found.empty += not entry.msgstr
            found.right += same and whole
            found.untagged += same and not whole
            found.wrong += bool(entry.msgstr) and not same
    return found


def _words(text: str) -> str:
    return "".join(TAG.sub("", text).casefold().split())


def told_terms(root: Path, read: Sequence[tuple[str, list[Line]]]) -> None:
    """Prints how many terms of the termbase, and names that it does not know, stand in the sources, and how many of
    them the recorded answers lack: the rest an engine says rightly by itself."""
    room = open_newsroom(root, lambda: "bench")
    for source, target in (("zh_CN", "en"), ("en", "zh_CN")):
        sums = Counter[str]()
        for language, some in read:
            if language != source:
                continue
            words = Wording(room, source, target)  # of each document alone
            words.learn([Segment(line.source) for line in some])
            for line in some:
                known = [one for one in words.occurrences(line.source) if one.target]
                missing = words.judge(line.source, line.answer).missing
                sums["segments"] += bool(known)
                sums["poor"] += bool(missing)
                for one in known:
                    kind = "names" if one.guess else "terms"
                    sums[kind] += 1
                    sums[f"no {kind}"] += one in missing
        print(f"{source} → {target}: {sums['terms']} terms, of which the recorded answers lack {sums['no terms']}; "
              f"{sums['names']} unknown names, {sums['no names']}; in {sums['segments']} segments, {sums['poor']} "
              "of them to be asked once more")  # fmt: skip


def run(read: Sequence[tuple[str, list[Line]]], known: Replay, delay: float, faults: float) -> None:
    """One run of `translate` over all documents, and what it left once more, as long as there is any."""
    with tempfile.TemporaryDirectory() as folder, service(known, delay, faults) as url:
        root = Path(folder)
        newsroom(root, read, url)
        room = open_newsroom(root, lambda: "bench")
        syncing.sync(room)
        load, begun, runs = os.getloadavg()[0], time.perf_counter(), 0
        done = pretranslation.translate(room)
        seconds, first, runs = time.perf_counter() - begun, done, 1
        while done.failures and done.filled:
            done, runs = pretranslation.translate(room), runs + 1
        with urllib.request.urlopen(f"{url}figures") as answer:
            figures = Counter(json.load(answer))
        found = compare(root, known)
    characters = sum(len(line.plain) for _language, some in read for line in some)
    print(f"\n{len(read)} documents, {found.segments} segments ({found.tagged} with tags), {characters:,} characters; "
          f"{delay} s an answer, {faults:.0%} of requests fail; load {load:.1f} on {os.cpu_count()} cores")  # fmt: skip
    print(f"first run: {seconds:.1f} s, {first.filled} filled, {first.filled / seconds:.0f} segments a second, "
          f"{first.left} left; {runs} run(s) in all")  # fmt: skip
    for reason, count in Counter(one.reason for one in first.failures).most_common():
        print(f"  left by the first run: {count} × {reason}")
    print(f"requests {figures['requests']}, of which {figures['again']} asked once more for a term or a tag; faults "
          f"{figures['faults']}: {', '.join(f'{one} {figures[one]}' for one in FAULTS)}")  # fmt: skip
    print(f"held by segments: {found.right} the answer of their own source, {found.untagged} the same without a tag, "
          f"{found.wrong} another one, {found.empty} none; {found.unknown} sources unknown")  # fmt: skip
    named = Counter(check for fault in first.faults for check in fault.checks)
    print(f"errors that the checks found, told at once: {len(first.faults)} segments {dict(named)}")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most", flush=True)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--delay", type=float, default=0.1, help="seconds until the service answers")
    parser.add_argument("--faults", type=float, default=0.05, help="share of the requests that fail in the second run")
    arguments = parser.parse_args()
    if not NEWS.exists():
        sys.exit(f"{NEWS} is not here")
    read = documents()
    known = Replay()
    for _language, some in read:
        for line in some:
            known.exact[line.source], known.plain[line.plain] = line.answer, line.said
            known.tokens |= {line.plain: line.token} if line.token else {}
    with tempfile.TemporaryDirectory() as folder:
        newsroom(Path(folder), read, "http://127.0.0.1/")
        told_terms(Path(folder), read)
    for faults in (0.0, arguments.faults):
        run(read, known, arguments.delay, faults)


if __name__ == "__main__":
    main()
