"""How the engines of services are driven: how many requests at once, how fast, until when not, for how much."""

import logging
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.test_engines import KEYS, REPLIES, TEXT, ZH_EN, Asked, Reply, Server, google, only, run, server  # noqa: F401
from transflow.cli import stopping
from transflow.engines import Falls, Ledger, Resources, Standings, load, store, trouble, workers
from transflow.engines.budget import Budget, Spent
from transflow.engines.falls import LONGEST
from transflow.engines.house import nearby
from transflow.engines.standing import Limits, Standing
from transflow.engines.web import Web, open_engine
from transflow.engines.wire import _rest
from transflow.errors import SettingsError
from transflow.newsroom import overview, pretranslated, pretranslation, workload
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.tui.desk import acts

DAY = date(2026, 11, 25)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Crowd:
    """Answers only when `wanted` requests are under way at once, so that a smaller number never gets one."""

    def __init__(self, wanted: int) -> None:
        self._all_here = threading.Barrier(wanted)
        self._lock = threading.Lock()
        self.now = self.most = 0

    def __call__(self, asked: Asked) -> Reply:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            self._all_here.wait(20)
        finally:
            with self._lock:
                self.now -= 1
        return google(f"words {asked.text.removeprefix('文本')}")


# --- How many at once


@pytest.mark.parametrize(("address", "own"), [
    ("http://127.0.0.1:5000/", True), ("http://localhost:5000/", True), ("http://[::1]/", True), ("http://10.1.2.3/", True),
    ("http://192.168.0.9:80/", True), ("http://172.20.1.1/", True), ("http://mt:5000/", True), ("http://mt.local/", True),
    ("http://mt.internal/", True), ("https://translate.google.com/m", False), ("http://8.8.8.8/", False),
    ("https://libretranslate.com/", False), ("http://172.32.0.1/", False), ("http://mylocalhost.com/", False),
    ("http://notlocal/", True), ("http://evil.notlocal.com", False), (None, False), ("", False),
])  # fmt: skip
def test_what_is_nearby(address: str | None, own: bool) -> None:
    assert nearby(address) is own


def limits(name: str, **options: object) -> Limits:
    return open_engine(name, options, Resources(keys=KEYS.get)).limits


def test_limits_are_the_services_own_unless_the_settings_say() -> None:
    assert limits("google") == Limits(4, 5.0, 4)
    assert limits("baidu") == Limits(4, 1.0, 1)
    assert limits("microsoft").in_flight == 16
    assert limits("libre", url="http://10.0.0.5:5000/") == Limits(32)
    assert limits("libre", url="https://mt.example.org/").in_flight == 4
    assert limits("libre", url="http://10.0.0.5/", threads=3, rate=2.5, burst=7) == Limits(3, 2.5, 7)
    assert limits("google", pause=0.5) == Limits(4, 2.0, 1)


@pytest.mark.parametrize(("options", "named"), [
    ({"pause": 1, "rate": 2}, "pause"), ({"price_per_month": 3}, "price_per_month"), ({"rate": 0}, "rate"),
    ({"characters_per_day": 0}, "characters_per_day"), ({"price_per_million": -1}, "price_per_million"),
    ({"deadline": 0}, "deadline"), ({"budjet": 3}, "budjet"),
])  # fmt: skip
def test_options_that_will_not_do(options: dict[str, object], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load("google", options, Resources())


def test_thirty_two_are_under_way_at_a_server_of_ones_own(server: Server) -> None:  # noqa: F811
    """None of them would be answered if they were fewer; and each answer stands where it belongs."""
    server.answer = crowd = Crowd(32)
    outcomes = run("google", [f"文本{number}" for number in range(96)])
    assert [outcome.text for outcome in outcomes] == [f"words {number}" for number in range(96)]
    assert crowd.most == 32


def test_runs_that_share_a_standing_share_its_limit(server: Server) -> None:  # noqa: F811
    """Two articles at once are not twice as much for the service."""
    server.answer = crowd = Crowd(4)
    standings = Standings()

    def article() -> None:
        engine = load("google", {"threads": 4}, Resources(standings=standings))
        assert all(outcome.text for outcome in engine.translate([f"文本{n}" for n in range(20)], ZH_EN))

    articles = [threading.Thread(target=article) for _ in range(2)]
    for one in articles:
        one.start()
    for one in articles:
        one.join(30)
    assert (crowd.most, len(server.seen)) == (4, 40)


# --- How fast


@given(st.floats(0.1, 50), st.integers(1, 20), st.lists(st.floats(0, 3), max_size=60))
def test_a_token_bucket_never_gives_more_than_its_rate(rate: float, burst: int, waits: list[float]) -> None:
    clock = Clock()
    standing = Standing(Limits(1000, rate, burst), clock)
    begun, sent = clock.now, []
    for wait in waits:
        clock.now += wait
        if standing.admit() == 0:
            sent.append(clock.now)
    for first, start in enumerate([begun, *sent]):
        for last, end in enumerate(sent[first:], 1):
            assert last <= burst + (end - start) * rate + 1e-6


@given(st.floats(0.1, 50), st.integers(1, 20))
def test_who_waits_as_long_as_told_is_admitted(rate: float, burst: int) -> None:
    clock = Clock()
    standing = Standing(Limits(1000, rate, burst), clock)
    assert [standing.admit() for _ in range(burst)] == [0.0] * burst
    wait = standing.admit()
    assert wait == pytest.approx(1 / rate)
    clock.now += wait
    assert standing.admit() == 0


def test_a_service_that_is_asked_too_much_gets_half_and_recovers() -> None:
    clock = Clock()
    standing = Standing(Limits(8), clock)

    def admitted() -> int:
        number = 0
        while standing.admit() == 0:
            number += 1
        return number

    assert admitted() == 8
    clock.now += 1
    for _ in range(8):  # one wave says one thing
        standing.leave(1000.0, answered=False, busy=True)
    assert admitted() == 4
    for _ in range(4):
        standing.leave(clock.now, answered=True)
    for _ in range(60):
        assert standing.admit() == 0
        standing.leave(clock.now, answered=True)
    assert admitted() == 8


@pytest.mark.parametrize(("headers", "seconds"), [
    ({"Retry-After": "7"}, 7.0), ({"Retry-After": " 0 "}, 0.0), ({}, None), ({"Retry-After": "soon"}, None),
    ({"Retry-After": "-3"}, None), ({"Retry-After": "٣"}, None),
    ({"Retry-After": "Wed, 25 Nov 2026 10:00:30 GMT", "Date": "Wed, 25 Nov 2026 10:00:00 GMT"}, 30.0),
    ({"Retry-After": "Wed, 25 Nov 2026 10:00:00 GMT", "Date": "Wed, 25 Nov 2026 10:00:09 GMT"}, 0.0),
])  # fmt: skip
def test_retry_after_is_read_as_the_standard_says(headers: dict[str, str], seconds: float | None) -> None:
    assert _rest(headers) == seconds


def test_no_try_comes_before_the_service_allows_it(server: Server) -> None:  # noqa: F811
    """429 with Retry-After: the pause holds for all threads, and costs nobody a translation."""
    numbers, times = count(), []

    def answer(_asked: Asked) -> Reply:
        times.append(time.monotonic())
        return Reply("", 429, {"Retry-After": "1"}) if next(numbers) == 0 else google("words")

    server.answer = answer
    assert [outcome.text for outcome in run("google", ["文本0", "文本1"], threads=1)] == ["words"] * 2
    assert len(times) == 3
    assert times[1] - times[0] >= 1


@given(st.floats(0, 1), st.integers(1, 5), st.floats(0, 60))
def test_pauses_are_never_shorter_than_asked_and_not_all_alike(chance: float, tried: int, asked: float) -> None:
    assert asked <= workers.pause(trouble.busy(asked), tried, chance) <= asked * 1.1 + 1e-9
    rest = workers.REST * 2 ** (tried - 1)
    assert workers.pause(trouble.silent(), tried, chance) == pytest.approx(rest * (0.5 + chance))


def test_no_try_begins_after_the_deadline(server: Server) -> None:  # noqa: F811
    server.answer = lambda _asked: Reply("", 503, {"Retry-After": "5"})
    assert only("google", retries=5, deadline=1).failure == "the server failed (HTTP 503)"
    assert len(server.seen) == 1


def test_a_service_that_refuses_some_of_many_loses_none(server: Server) -> None:  # noqa: F811
    """A server that bears four at once is asked by 32: those refused wait for a place, and lose no retry by it."""
    lock, under_way = threading.Lock(), [0]

    def answer(asked: Asked) -> Reply:
        with lock:
            under_way[0] += 1
            here = under_way[0]
        time.sleep(0.002)
        with lock:
            under_way[0] -= 1
        return Reply("", 429, {"Retry-After": "0"}) if here > 4 else google(f"words {asked.text[2:]}")

    server.answer = answer
    outcomes = run("google", [f"文本{number}" for number in range(200)], retries=1)
    assert [outcome.text for outcome in outcomes] == [f"words {number}" for number in range(200)]


def test_who_is_refused_while_others_are_answered_loses_no_try(server: Server) -> None:  # noqa: F811
    """The first text is refused once another has its answer; it has no retry to lose."""
    second, numbers = threading.Event(), count()

    def answer(asked: Asked) -> Reply:
        if asked.text == "文本2":  # its thread has got the answer to 文本1
            second.set()
        if asked.text == "文本0" and next(numbers) == 0:
            assert second.wait(20)
            return Reply("", 429, {"Retry-After": "0"})
        return google(f"words {asked.text[2:]}")

    server.answer = answer
    outcomes = run("google", ["文本0", "文本1", "文本2"], threads=2, retries=0)
    assert [outcome.text for outcome in outcomes] == ["words 0", "words 1", "words 2"]


def test_faults_in_between_lose_and_misplace_nothing(server: Server) -> None:  # noqa: F811
    """One request in twenty is cut, fails, is refused, is a web page or empty: another try mends it."""
    numbers = count()
    kinds: list[Callable[[], Reply | None]] = [
        lambda: None, lambda: Reply("", 500), lambda: Reply("", 429, {"Retry-After": "0"}), lambda: google(""),
        lambda: Reply("<html>It works!</html>"),
    ]  # fmt: skip

    def answer(asked: Asked) -> Reply | None:
        number = next(numbers)
        return kinds[number // 20 % 5]() if number % 20 == 19 else google(f"words {asked.text[2:]}")

    server.answer = answer
    outcomes = run("google", [f"文本{number}" for number in range(240)], retries=3)
    assert [outcome.text for outcome in outcomes] == [f"words {number}" for number in range(240)]


# --- Until when not


def standing_engine(standings: Standings, clock: Clock, **options: object) -> Web:
    return open_engine("google", {"threads": 2, **options}, Resources(
        clock=clock, standings=standings, moment=lambda seconds: f"+{round(seconds)}"
    ))  # fmt: skip


def failures(engine: Web, sources: list[str]) -> set[str | None]:
    return {outcome.failure for outcome in engine.translate(sources, ZH_EN)}


@pytest.mark.parametrize(("reply", "seconds"), [
    (Reply("", 403), 60), (Reply("", 429, {"Retry-After": "3600"}), 3600), (Reply("", 429, {"Retry-After": "61"}), 61),
    (Reply("", 429, {"Retry-After": "9999999"}), int(LONGEST)),
    (Reply('<form><div class="g-recaptcha"></div></form>'), 3600),
])  # fmt: skip
def test_a_circuit_says_until_when_and_holds_for_every_run(reply: Reply, seconds: int, server: Server) -> None:  # noqa: F811
    standings, clock = Standings(), Clock()
    server.answer = lambda _asked: reply
    (first,) = failures(standing_engine(standings, clock), [f"文本{n}" for n in range(20)])
    assert (first or "").endswith(f"; not asked again before +{seconds}")
    asked = len(server.seen)
    server.answer = lambda _asked: google("words")
    clock.now += seconds - 10
    (second,) = failures(standing_engine(standings, clock), ["文本a", "文本b"])  # another engine object: the next run
    assert (second or "").endswith("; not asked again before +10")
    assert len(server.seen) == asked
    clock.now += 11
    assert failures(standing_engine(standings, clock), ["文本a", "文本b"]) == {None}


def test_after_a_fall_one_text_goes_ahead_of_the_others(server: Server) -> None:  # noqa: F811
    standings, clock = Standings(), Clock()
    server.answer = lambda _asked: Reply("", 403)
    failures(standing_engine(standings, clock), ["文本"])
    clock.now += 61
    server.seen.clear()
    server.answer = lambda _asked: Reply("", 500)
    (reason,) = failures(standing_engine(standings, clock, retries=0), [f"文本{n}" for n in range(20)])
    assert (reason or "").startswith("the server failed (HTTP 500); not asked again")
    assert len(server.seen) == 1


def test_one_that_was_stopped_while_it_went_ahead_leaves_the_place_to_another(server: Server) -> None:  # noqa: F811
    standings, clock, stop = Standings(), Clock(), [False]
    server.answer = lambda _asked: Reply("", 403)
    failures(standing_engine(standings, clock), ["文本"])
    clock.now += 61

    def silent(_asked: Asked) -> None:
        stop[0] = True
        server.over.wait(20)

    server.answer = silent
    stopped = Resources(clock=clock, standings=standings, cancelled=lambda: stop[0])
    assert not list(open_engine("google", {"threads": 2}, stopped).translate(["文本a", "文本b"], ZH_EN))
    server.over.set()
    server.seen.clear()
    server.answer = lambda _asked: Reply("", 403)
    assert len(failures(standing_engine(standings, clock), [f"文本{n}" for n in range(9)])) == 1
    assert len(server.seen) == 1


def test_a_pair_that_is_not_known_says_nothing_of_others(server: Server) -> None:  # noqa: F811
    server.answer = lambda _asked: Reply({"error": "zh is not supported"}, 400)
    standings = Standings()
    options = {"url": server.url}
    list(load("libre", options, Resources(standings=standings)).translate([TEXT], ZH_EN))
    server.answer = lambda _asked: Reply(REPLIES["libre"]("words"))
    (outcome,) = load("libre", options, Resources(standings=standings)).translate([TEXT], ZH_EN)
    assert outcome.text == "words"


def test_standings_hold_no_key(server: Server) -> None:  # noqa: F811
    standings = Standings()
    server.answer = lambda _asked: Reply(REPLIES["deepl"]("words"))
    list(load("deepl", {}, Resources(standings=standings, keys=KEYS.get)).translate([TEXT], ZH_EN))
    assert standings._known
    assert "SECRET" not in repr(standings._known)


# --- For the next process, too


class Day:
    """A time of day that passes when a test says so, and two clocks of processes that begin at any number."""

    def __init__(self) -> None:
        self.now = 1_764_000_000.0

    def process(self, path: Path, began: float) -> tuple[Standings, Callable[[], float]]:
        start = self.now
        return Standings(Falls(path, lambda: self.now)), lambda: began + self.now - start


@pytest.mark.parametrize(("reply", "seconds"), [
    (Reply("", 429, {"Retry-After": "3600"}), 3600), (Reply('<form><div class="g-recaptcha"></div></form>'), 3600),
    (Reply("", 429, {"Retry-After": "9999999"}), int(LONGEST)),
])  # fmt: skip
def test_the_next_process_does_not_ask_either(reply: Reply, seconds: int, tmp_path: Path, server: Server) -> None:  # noqa: F811
    """Nor the one after; when it is over, one text goes ahead, and once it is answered the fall is forgotten."""
    day, path = Day(), tmp_path / "standings.sqlite"

    def asked(began: float) -> set[str | None]:
        standings, clock = day.process(path, began)
        resources = Resources(clock=clock, standings=standings, moment=lambda left: f"+{round(left)}")
        engine = open_engine("google", {"threads": 2, "retries": 0}, resources)
        return failures(engine, [f"文本{n}" for n in range(5)])

    server.answer = lambda _asked: reply
    (first,) = asked(7.0)
    assert (first or "").endswith(f"; not asked again before +{seconds}")
    server.seen.clear()
    day.now += seconds - 10
    for began in (0.0, 5e6):  # its clock begins where it likes
        (again,) = asked(began)
        assert again == (first or "").replace(f"+{seconds}", "+10")
    assert not server.seen
    day.now += 11
    (still,) = asked(1.0)
    assert len(server.seen) == 1  # the one that went ahead found nothing better
    assert still == first
    day.now += seconds + 1
    server.answer = lambda _asked: google("words")
    assert asked(2.0) == {None}
    assert Falls(path, lambda: day.now).of("('google', None)") is None


@pytest.mark.parametrize("reply", [Reply("", 403), Reply("", 404)])
def test_what_somebody_may_have_mended_is_asked_again(reply: Reply, tmp_path: Path, server: Server) -> None:  # noqa: F811
    """A wrong key or address is put right in a moment; a new process must not say that it is still wrong."""
    path = tmp_path / "standings.sqlite"
    server.answer = lambda _asked: reply
    assert None not in failures(
        open_engine("google", {}, Resources(standings=Standings(Falls(path, time.time)))), [TEXT]
    )
    server.answer = lambda _asked: google("words")
    assert failures(open_engine("google", {}, Resources(standings=Standings(Falls(path, time.time)))), [TEXT]) == {None}


def test_a_file_of_falls_that_is_none_stops_nobody(tmp_path: Path, server: Server) -> None:  # noqa: F811
    path = tmp_path / "standings.sqlite"
    path.write_bytes(b"this is no database" * 100)
    server.answer = lambda _asked: Reply("", 429, {"Retry-After": "3600"})
    standings = Standings(Falls(path, time.time))
    assert None not in failures(open_engine("google", {}, Resources(standings=standings)), [TEXT])
    asked = len(server.seen)
    assert None not in failures(open_engine("google", {}, Resources(standings=standings)), [TEXT])  # it knows by itself
    assert len(server.seen) == asked


# --- For how much


@given(st.lists(st.integers(1, 400), max_size=30), st.integers(1, 3000))
def test_a_budget_is_never_passed(sizes: list[int], limit: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger, sent = Ledger(Path(folder) / "spending.sqlite", lambda: DAY), 0
        for size in sizes:
            refusal = ledger.take("libre", size, Budget(characters_per_day=limit))
            assert (refusal is None) == (sent + size <= limit)
            sent += size if refusal is None else 0
            assert ledger.spent("libre") == Spent(sent, sent)
        ledger.close()


def test_a_day_a_month_and_a_price(tmp_path: Path) -> None:
    days = [date(2026, 10, 31)]
    ledger = Ledger(tmp_path / "spending.sqlite", lambda: days[0])
    budget = Budget(characters_per_day=600, price_per_million=20.0, price_per_month=0.02)  # 1,000 characters a month
    assert ledger.take("deepl", 600, budget) is None
    days[0] = date(2026, 11, 1)  # another month
    assert ledger.spent("deepl") == Spent(0, 0)
    assert ledger.take("deepl", 600, budget) is None
    refusal = ledger.take("deepl", 1, budget)
    assert refusal
    assert "600 characters a day" in refusal.reason
    days[0] = date(2026, 11, 2)
    assert ledger.take("deepl", 400, budget) is None
    refusal = ledger.take("deepl", 1, budget)
    assert refusal
    assert "the budget of 0.02 a month is used up (0.02 spent)" in refusal.reason
    assert ledger.spent("deepl") == Spent(400, 1000)
    assert ledger.take("google", 600, budget) is None  # another engine
    ledger.give_back("deepl", 400)
    assert ledger.spent("deepl") == Spent(0, 600)


SPEND = """
import sys
from datetime import date
from pathlib import Path
from transflow.engines.budget import Budget, Ledger
ledger = Ledger(Path(sys.argv[1]), lambda: date(2026, 11, 25))
print("here", flush=True)
sys.stdin.read(1)  # until all are there
print(sum(ledger.take("libre", 7, Budget(characters_per_day=1256)) is None for _ in range(60)))
"""


def test_several_processes_spend_one_budget(tmp_path: Path) -> None:
    path = tmp_path / "spending.sqlite"
    command = [sys.executable, "-c", SPEND, str(path)]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(3)]
    for one in processes:
        assert one.stdout
        assert one.stdout.readline() == "here\n"
    for one in processes:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    assert sum(int(one.communicate(timeout=60)[0]) for one in processes) == 1256 // 7
    assert Ledger(path, lambda: DAY).spent("libre").today == 1256 // 7 * 7


def test_nobody_spends_between_the_looking_and_the_spending_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that took its lock only when it writes would let the second one in here, and the first one out."""
    monkeypatch.setattr(store, "_WAIT", 0.0)
    first, second = (Ledger(tmp_path / "spending.sqlite", lambda: DAY) for _ in range(2))
    budget = Budget(characters_per_day=10)
    assert first.take("libre", 1, budget) is None
    with first._store.writing() as db:
        assert db.execute("SELECT characters FROM sent_1").fetchall() == [(1,)]
        refusal = second.take("libre", 9, budget)  # with a lock to wait for, and no time to
        assert refusal is not None
        assert "cannot be counted" in refusal.reason
        db.execute("UPDATE sent_1 SET characters = 10")
    refusal = second.take("libre", 9, budget)
    assert refusal is not None
    assert "10 sent today" in refusal.reason
    assert first.spent("libre") == Spent(10, 10)


def test_nothing_is_sent_beyond_the_budget(tmp_path: Path, server: Server) -> None:  # noqa: F811
    server.answer = lambda asked: google(f"words {asked.text[2:]}")
    ledger = Ledger(tmp_path / "spending.sqlite", lambda: DAY)
    engine = load("google", {"characters_per_day": 30}, Resources(ledger=ledger))
    outcomes = list(engine.translate([f"文本{n}" for n in range(10, 30)], ZH_EN))  # of four characters each
    assert sum(outcome.text is not None for outcome in outcomes) == len(server.seen) == 7
    assert {outcome.failure for outcome in outcomes if outcome.failure} == {
        "the budget of 30 characters a day is used up (28 sent today); it was not sent"
    }


def test_what_was_refused_as_a_whole_is_not_counted(tmp_path: Path, server: Server) -> None:  # noqa: F811
    server.answer = lambda _asked: Reply("", 403)
    ledger = Ledger(tmp_path / "spending.sqlite", lambda: DAY)
    list(load("google", {"characters_per_day": 300}, Resources(ledger=ledger)).translate([TEXT], ZH_EN))
    assert ledger.spent("google").today == 0


def test_a_budget_that_cannot_be_counted_is_not_spent(tmp_path: Path, server: Server) -> None:  # noqa: F811
    path = tmp_path / "spending.sqlite"
    path.write_bytes(b"this is no database" * 100)
    resources = Resources(ledger=Ledger(path, lambda: DAY))
    (outcome,) = load("google", {"characters_per_day": 300}, resources).translate([TEXT], ZH_EN)
    assert "cannot be counted" in (outcome.failure or "")
    assert not server.seen
    with pytest.raises(sqlite3.DatabaseError):
        Ledger(path, lambda: DAY).spent("google")


# --- In the newsroom


@pytest.fixture
def busy(desk: Desk, server: Server) -> Desk:  # noqa: F811
    """Ten short articles and a LibreTranslate on this machine."""
    for number in range(10):
        desk.write(f"a{number}", "".join(f"代表团访问了第{number}个实验室的{n}号楼。\n\n" for n in range(4)))
    desk("sync")
    settings(desk, server)
    server.answer = lambda asked: Reply(REPLIES["libre"](english(asked.text)))
    return desk


def settings(desk: Desk, server: Server, more: str = "") -> None:  # noqa: F811
    path = desk.root / "transflow.toml"
    text = path.read_text(encoding="utf-8").split("[engines.libre]")[0]
    text = text.replace('engines = ["memory", "offline", "google"]', 'engines = ["libre"]')
    path.write_text(f'{text}\n[engines.libre]\nurl = "{server.url}"\n{more}', encoding="utf-8")


def english(source: str) -> str:
    """A translation that shows whose it is."""
    return "The delegation visited " + " of ".join(found for found in re.findall(r"[0-9]+", source)) + "."


def room(desk: Desk) -> Newsroom:
    return open_newsroom(desk.root, lambda: "li", lambda: datetime(2026, 11, 25, 6, 29, 30, tzinfo=UTC))


def targets(desk: Desk) -> list[tuple[str, str]]:
    """(source, target) of every segment that has one, from the PO files themselves."""
    files = sorted((desk.root / "locales" / "en" / "LC_MESSAGES").glob("a*.po"))
    entries = [entry for file in files for entry in polib.pofile(str(file), wrapwidth=0)]
    return [(entry.msgid, entry.msgstr) for entry in entries if entry.msgstr]


def test_short_articles_share_the_places_of_an_engine(busy: Desk, server: Server) -> None:  # noqa: F811
    """Each has four segments; without 20 of them under way at once nothing would be answered."""
    crowd = Crowd(20)

    def answer(asked: Asked) -> Reply:
        crowd(asked)
        return Reply(REPLIES["libre"](english(asked.text)))

    server.answer = answer
    settings(busy, server, "threads = 20\n")
    busy("translate")
    assert crowd.most == 20
    found = targets(busy)
    assert len(found) == 40
    assert all(target == english(source) for source, target in found)


def test_a_stopped_run_says_where_and_goes_on(busy: Desk, server: Server) -> None:  # noqa: F811
    settings(busy, server, "threads = 1\n")
    settled = [0]
    done = pretranslation.translate(
        room(busy),
        progress=lambda number, _total: settled.__setitem__(0, number),
        cancelled=lambda: settled[0] >= 14,
    )
    assert done.stop
    assert done.stop.engine == "libre"
    assert done.filled == 14
    assert done.filled + sum(len(one.ids) for one in done.stop.waiting) == done.total == 40
    said = pretranslated.stopped(done)
    first = done.stop.waiting[0].slug
    assert said.startswith(f"stopped at {done.filled} of 40 segments, in {first} → en (")
    assert "while libre was at work; " in said
    assert said.endswith("a9 → en")
    assert len(targets(busy)) == done.filled
    asked = len(server.seen) + 1  # one may have been under way
    again = pretranslation.translate(room(busy))
    assert (again.total, again.filled, again.stop) == (40 - done.filled, 40 - done.filled, None)
    assert len(server.seen) <= asked + again.total  # what was saved is not asked for again
    assert all(target == english(source) for source, target in targets(busy))


def test_the_desk_says_where_it_was_stopped(busy: Desk, server: Server) -> None:  # noqa: F811
    settings(busy, server, "threads = 1\n")
    (row,) = (row for row in overview.desk(room(busy)).articles if row.slug == "a3")
    told: list[float] = []
    way = acts.Way(stopped=lambda: len(told) >= 2, told=lambda share, _said, _slug: told.append(share))
    (made,) = acts.translate(room(busy), [row], way)
    assert not made.whole
    assert made.said == "stopped at 2 of 4 segments, in a3 → en (2 left of it), while libre was at work"
    assert "goes on" in made.remedy


def test_the_desk_goes_the_road_of_the_command(busy: Desk, server: Server) -> None:  # noqa: F811
    """Six chosen articles of four segments: without 20 of them under way at once nothing would be answered. Those that
    were not chosen are left alone, and one that cannot be read costs no other."""
    crowd = Crowd(20)

    def answer(asked: Asked) -> Reply:
        crowd(asked)
        return Reply(REPLIES["libre"](english(asked.text)))

    server.answer = answer
    settings(busy, server, "threads = 20\n")
    rows = [row for row in overview.desk(room(busy)).articles if row.slug < "a6"]
    (busy.root / "articles" / "a2.md").write_text("---\ntitle: x\n", encoding="utf-8")
    told: list[tuple[str, str]] = []
    way = acts.Way(stopped=lambda: False, told=lambda _share, said, slug: told.append((said, slug)))
    made = {one.row.slug: one for one in acts.translate(room(busy), rows, way)}
    assert crowd.most == 20
    assert {slug for slug, one in made.items() if one.whole} == {"a0", "a1", "a3", "a4", "a5"}
    assert made["a0"].said == "4 of 4 segments translated"
    assert "front matter" in made["a2"].said
    assert told[-1] == ("20/20 segments", "")
    assert sorted({re.findall("[0-9]+", source)[0] for source, _target in targets(busy)}) == ["0", "1", "3", "4", "5"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_and_the_second_is_what_it_was(number: signal.Signals) -> None:
    heard: list[int] = []
    before = signal.signal(number, lambda one, _frame: heard.append(one))
    try:
        with stopping.asked() as stopped:
            assert not stopped()
            signal.raise_signal(number)
            assert stopped()
            assert not heard
            signal.raise_signal(number)
            assert heard == [number]
    finally:
        signal.signal(number, before)


def test_control_c_ends_at_once_by_name_though_the_server_is_silent(busy: Desk, server: Server) -> None:  # noqa: F811
    settings(busy, server, "threads = 5\n")
    silent = threading.Event()

    def answer(asked: Asked) -> Reply | None:
        if len(server.seen) > 10:
            silent.set()
            server.over.wait(60)
            return None
        return Reply(REPLIES["libre"](english(asked.text)))

    server.answer = answer
    process = busy.process("translate", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert silent.wait(60)
    while not targets(busy):  # an article that is complete is saved at once
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=15)  # the server would be waited for 20 s, and once more
    assert process.returncode == 130, err
    assert re.search(r"stopped at \d+ of 40 segments, in a\d → en \(\d left of it\), while libre was at work", err)
    assert "the same command goes on from here" in err
    assert len(targets(busy)) == int(re.findall(r"(\d+) of 40", out)[0]) > 0


def test_the_circuit_speaks_in_the_time_of_the_newsroom(busy: Desk, server: Server) -> None:  # noqa: F811
    """Half past two in the afternoon in Shanghai is 06:29:30 in UTC, and a minute's rest ends at 14:31."""
    server.answer = lambda _asked: Reply("", 403)
    done = pretranslation.translate(room(busy))
    assert {one.reason for one in done.failures} == {
        "libre: the service refused the key or the request; not asked again before 14:31"
    }
    assert len(done.failures) == 40
    asked = len(server.seen)
    pretranslation.translate(room(busy))  # the next run of the process
    assert len(server.seen) == asked


def test_a_script_that_runs_every_minute_leaves_a_service_alone(busy: Desk, server: Server) -> None:  # noqa: F811
    """Two real processes; the second says what the first was told."""
    server.answer = lambda _asked: Reply("", 429, {"Retry-After": "3600"})
    said = []
    for _minute in range(2):
        process = busy.process("translate", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said.append(process.communicate(timeout=60)[1])
        assert process.returncode == 4, said
        asked, server.seen[:] = len(server.seen), []
    assert asked == 0
    (until,) = set(re.findall(r"too many requests; not asked again before (.*)", "".join(said)))
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d )?\d\d:\d\d", until)
    assert b"Retry" not in (busy.root / ".transflow" / "standings.sqlite").read_bytes()


def test_neither_keys_nor_texts_are_left_anywhere(
    busy: Desk,
    server: Server,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With a key in the environment, a budget, a cache, and a service that fails now and then and repeats what it got."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("LIBRE_API_KEY", "SECRET-1234")
    settings(busy, server, "threads = 1\nretries = 0\ncharacters_per_day = 100000\n")
    numbers = count()

    def answer(asked: Asked) -> Reply:
        assert asked.query["api_key"] == "SECRET-1234"
        if next(numbers) % 3:
            return Reply(REPLIES["libre"](english(asked.text)))
        return Reply({"error": f"{asked.query}"}, 500)

    server.answer = answer
    told = busy("translate", code=4)
    assert "40 segments translated" in told.out
    said = told.out + told.err + caplog.text + busy("doctor", code=None).out
    assert "SECRET-1" not in said
    assert "代表团" not in said
    for path in busy.root.rglob("*"):
        if path.is_file():
            assert b"SECRET-1" not in path.read_bytes(), path
    assert "代表团".encode() not in (busy.root / ".transflow" / "spending.sqlite").read_bytes()


@pytest.mark.parametrize("line", [
    'api_key = "SECRET-1"', 'token = "SECRET-1"', 'url = "http://me:SECRET-1@10.0.0.1/"',
    'url = "http://10.0.0.1/?api_key=SECRET-1"',
])  # fmt: skip
def test_a_key_in_the_settings_is_refused_and_not_repeated(line: str, busy: Desk) -> None:
    path = busy.root / "transflow.toml"
    text = re.sub(r"\nurl = .*\n", "\n", path.read_text(encoding="utf-8"))
    path.write_text(f"{text}{line}\n", encoding="utf-8")
    answer = busy("translate", code=3)
    assert "keyring" in answer.err
    assert "SECRET-1" not in answer.out + answer.err + busy("doctor", code=None).out


def test_doctor_shows_the_budget(busy: Desk, server: Server) -> None:  # noqa: F811
    settings(busy, server, "characters_per_day = 100\nprice_per_million = 20\nprice_per_month = 3\n")
    assert "0 of 100 characters sent today, 0.00 of 3.00 spent this month" in busy("doctor", code=None).out
    answer = busy("translate", code=4)
    assert "libre: the budget of 100 characters a day is used up" in answer.err
    doctor = busy("doctor", code=None).out
    assert re.search(r"(9\d|8\d|100) of 100 characters sent today", doctor)


def test_an_article_taken_away_meanwhile_costs_no_other(
    busy: Desk,
    server: Server,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workload, "BATCH", 12)

    def answer(asked: Asked) -> Reply:
        (busy.root / "articles" / "a6.md").unlink(missing_ok=True)
        return Reply(REPLIES["libre"](english(asked.text)))

    server.answer = answer
    done = pretranslation.translate(room(busy))
    assert (done.filled, len(done.troubles)) == (36, 1)
    assert "a6" in str(done.troubles[0])
