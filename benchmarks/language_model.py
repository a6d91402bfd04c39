"""Real news through a server that plays a language model: `uv run python -m benchmarks.language_model`.

Every document of `../shared/data/news` becomes an article, a paragraph a segment, in two newsrooms (one for each
direction). A process of its own plays an OpenAI-compatible endpoint: it answers with what a system once said of each
segment (GPT-4 where there is one, else ONLINE-B), `--delay` seconds a request. In a second run `--faults` of its
requests go wrong, each as often: cut, 500, 429, an answer cut at its limit, chatter without JSON, two segments mixed
up, one left out, all slipped by one. At the end each segment of each PO file is compared with the recorded answer of
its own source (but for capitals, which names get in the house style). Nothing leaves the machine, and no text is
printed. It measures the road, not a model: none runs here.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import polib

from tests.modelserver import Call, ModelServer, Said
from transflow.newsroom import pretranslation, quoting, syncing
from transflow.newsroom.room import open_newsroom

NEWS = Path(__file__).parents[2] / "shared" / "data" / "news"
SYSTEMS = ("GPT4-5shot", "GPT-4", "ONLINE-B")
DIRECTIONS = {"zh-en": ("zh_CN", "en"), "en-zh": ("en", "zh_CN")}
FAULTS = ("cut", "500", "429", "limit", "chatter", "mixed", "left out", "slipped")
SETTINGS = """\
[newsroom]
name = "Replay"
source = "{source}"
targets = ["{target}"]
[articles]
segmentation = "paragraph"
[translate]
engines = ["llm"]
[engines.llm]
url = "{url}"
model = "m"
threads = {threads}
per_million_sent = 2.0
per_million_received = 8.0
"""


def recorded(direction: str, limit: int) -> list[list[tuple[str, str]]]:
    """(source, answer) of each segment of each document; one of two answers for equal sources, so that there is one."""
    said: dict[str, str] = {}
    documents = []
    with gzip.open(NEWS / f"news.{direction}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pairs = []
            for one in json.loads(line)["segments"]:
                answer = next((one["mt"][name] for name in SYSTEMS if one["mt"].get(name)), "")
                if answer:
                    pairs.append((one["source"], said.setdefault(one["source"], " ".join(answer.split()))))
            documents.append(pairs)
    return documents[:limit]


def serve(pipe: Connection, answers: dict[str, str], delay: float, faults: float) -> None:
    """The endpoint; runs until it is ended."""
    chance, lock, done = random.Random(7), threading.Lock(), Counter[str]()

    def answer(call: Call) -> Said | None:
        time.sleep(delay)
        with lock:
            kind = chance.choice(FAULTS) if chance.random() < faults else ""
            done[kind or "good"] += 1
            done["segments asked for"] += len(call.segments)
        said = {
            name: {"source_start": text[:14], "target": answers.get(text, "")} for name, text in call.segments.items()
        }
        names = list(said)
        if kind == "cut":
            return None
        if kind in ("500", "429"):
            return Said(status=int(kind), headers={"Retry-After": "0"}, body={"error": {"message": "no"}})
        if kind == "limit":
            return Said(json.dumps(said)[:80], finish="length")
        if kind == "chatter":
            return Said("Here are the translations you asked for.")
        if kind == "mixed":
            said[names[0]], said[names[-1]] = said[names[-1]], said[names[0]]
        elif kind == "left out":
            del said[names[-1]]
        elif kind == "slipped":
            said = dict(zip(names, [said[name] for name in (*names[1:], names[0])], strict=True))
        return Said(json.dumps(said, ensure_ascii=False))

    server = ModelServer()
    server.answer = answer
    pipe.send(server.url)
    while pipe.recv() == "count":
        pipe.send(dict(done))
    server.close()


@contextmanager
def endpoint(answers: dict[str, str], delay: float, faults: float) -> Iterator[tuple[str, Connection]]:
    """Its address, and a pipe that tells what it did."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there, answers, delay, faults))
    process.start()
    try:
        yield here.recv(), here
    finally:
        here.send("end")
        process.join(10)


def measure(direction: str, limit: int, delay: float, faults: float, threads: int) -> None:
    """One newsroom, translated and compared."""
    documents = recorded(direction, limit)
    answers = {source: answer for pairs in documents for source, answer in pairs}
    source, target = DIRECTIONS[direction]
    with endpoint(answers, delay, faults) as (url, pipe), tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        settings = SETTINGS.format(source=source, target=target, url=url, threads=threads)
        (root / "transflow.toml").write_text(settings, encoding="utf-8")
        (root / "articles").mkdir()
        for number, pairs in enumerate(documents):
            text = "\n\n".join(source for source, _answer in pairs)
            (root / "articles" / f"d{number}.md").write_text(text + "\n", encoding="utf-8")
        room = open_newsroom(root, lambda: "benchmark")
        syncing.sync(room, [])
        plan = quoting.plan(room)
        begun = time.perf_counter()
        done = pretranslation.translate(room)
        seconds = time.perf_counter() - begun
        right, wrong, other = 0, 0, 0
        for path in (root / "locales" / target / "LC_MESSAGES").glob("d*.po"):
            for entry in polib.pofile(str(path), wrapwidth=0):
                if entry.msgid not in answers:
                    other += 1  # Markdown reads it otherwise than the recording wrote it
                elif entry.msgstr:
                    own = entry.msgstr.casefold() == answers[entry.msgid].casefold()
                    right, wrong = right + own, wrong + (not own)
        pipe.send("count")
        did = pipe.recv()
    load = os.getloadavg()[0]
    print(f"{direction}: {len(documents)} documents, {done.total} segments, faults {faults:.0%}, load {load:.1f}")
    print(f"  filled {done.filled} in {seconds:.1f} s; its own answer {right}, another's {wrong}, not compared {other}")
    print(f"  server: {did}")
    print(f"  quoted {plan.quotes[0].tokens}; paid {done.paid['llm'].tokens}, requests {done.paid['llm'].requests}")
    for reason, count in Counter(one.reason for one in done.failures).most_common():
        print(f"  refused {count}: {reason}")


def main() -> None:
    """Reads the options and measures both directions, without and with faults."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--delay", type=float, default=0.5)
    options.add_argument("--faults", type=float, default=0.05)
    options.add_argument("--threads", type=int, default=16)
    told = options.parse_args()
    for direction in DIRECTIONS:
        for faults in (0.0, told.faults):
            measure(direction, told.documents, told.delay, faults, told.threads)


if __name__ == "__main__":
    main()
