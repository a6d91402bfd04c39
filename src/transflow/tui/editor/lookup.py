"""What takes longer than a key press: the memory and machine translation, in one thread beside the editor."""

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.memory import Unit
from transflow.newsroom import naming, pretranslated, pretranslation, proofreading
from transflow.newsroom.recalling import Aid, Offer, Recall, suggestions
from transflow.newsroom.room import Newsroom
from transflow.terms.evidence import Candidate

_AT_ONCE = 500  # texts that are proofread between two answers: 0.7 s


class Lookup:
    """One worker thread with a newsroom of its own (an index belongs to the thread that opened it)."""

    def __init__(self, background: Callable[[], Newsroom], slug: str, locale: str) -> None:
        self._background = background
        self._slug = slug
        self._locale = locale
        self._wanted = ""
        self._closed = False
        self._recall: Recall | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lookup")
        self._long = ThreadPoolExecutor(max_workers=1, thread_name_prefix="translate")
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="proofread")

    def follow(self, slug: str) -> None:
        """The article is under another slug from now on."""
        self._slug, self._recall = slug, None

    def ask(self, segment_id: str, answer: Callable[[str, Aid], None], patience: float = 0.0) -> Aid | None:
        """Looks a segment up in the memory; a question that another has overtaken is dropped. What is found within
        `patience` seconds is returned, too (else None)."""
        self._wanted = segment_id
        if self._closed:
            return None
        found: Future[Aid] = Future()
        self._thread.submit(self._answer, segment_id, found, answer)
        try:
            return found.result(patience)
        except TimeoutError:
            return None

    def _answer(self, segment_id: str, found: "Future[Aid]", answer: Callable[[str, Aid], None]) -> None:
        if self._closed or segment_id != self._wanted:
            return
        try:
            aid = self._recalled().aid(segment_id)
        except TransflowError:  # the article has gone or is broken: the editor says so itself at its next save
            aid = Aid()
        found.set_result(aid)
        if not self._closed:
            answer(segment_id, aid)

    def suggest(self, segment_id: str, answer: Callable[[str, list[Offer], list[str]], None]) -> None:
        """Asks the engines for their word on a segment; tells what they said and why some said nothing."""
        if not self._closed:
            self._long.submit(self._suggest, segment_id, answer)

    def _suggest(self, segment_id: str, answer: Callable[[str, list[Offer], list[str]], None]) -> None:
        try:
            offers, failures = suggestions(self._background(), self._slug, self._locale, segment_id)
        except TransflowError as error:
            offers, failures = [], [str(error)]
        if not self._closed:
            answer(segment_id, offers, failures)

    def concordance(self, words: str, answer: Callable[[str, tuple[Unit, ...]], None]) -> None:
        """Looks for words in the memory, in either language."""
        if not self._closed:
            self._thread.submit(self._concordance, words, answer)

    def _concordance(self, words: str, answer: Callable[[str, tuple[Unit, ...]], None]) -> None:
        found: tuple[Unit, ...] = ()
        try:
            found = self._recalled().concordance(words)
        except TransflowError:  # as above
            found = ()
        if not self._closed:
            answer(words, found)

    def names(self, answer: Callable[[tuple[Candidate, ...]], None]) -> None:
        """Looks for names that the termbase does not know, in the whole article as it is on disk."""
        if not self._closed:
            self._long.submit(self._names, answer)

    def _names(self, answer: Callable[[tuple[Candidate, ...]], None]) -> None:
        try:
            found = naming.candidates(self._background(), self._slug, self._locale)
        except TransflowError:  # as above
            found = ()
        if not self._closed:
            answer(found)

    def proofread(self, targets: Sequence[str], answer: Callable[[], None]) -> None:
        """Has the texts read for spelling that were not yet; tells each time that something was found."""
        if not self._closed:
            self._reading.submit(self._proofread, targets, answer)

    def _proofread(self, targets: Sequence[str], answer: Callable[[], None]) -> None:
        room = self._background()
        texts = proofreading.unread(room, self._locale, targets)
        for start in range(0, len(texts), _AT_ONCE):
            if self._closed:
                return
            if proofreading.read_all(room, texts[start : start + _AT_ONCE]) and not self._closed:
                answer()

    def _recalled(self) -> Recall:
        if self._recall is None:
            self._recall = Recall(self._background(), self._slug, self._locale)
            # A memory of 100,000 units is a million objects that live as long as the editor: the garbage collector
            # would look at all of them every few seconds, for 0.15 s, in the middle of somebody's typing.
            gc.freeze()
        return self._recall

    def translate(self, told: Callable[[str, bool], None]) -> None:
        """Fills what is untranslated; tells what came of it and whether something failed."""
        if not self._closed:
            self._long.submit(self._translate, told)

    def _translate(self, told: Callable[[str, bool], None]) -> None:
        try:
            done = pretranslation.translate(
                self._background(), [self._slug], self._locale, cancelled=lambda: self._closed
            )
        except TransflowError as error:
            said, failed = str(error), True
        else:
            said = _("{n} of {total} segments translated").format(n=done.filled, total=done.total)
            reasons = dict.fromkeys([*(one.reason for one in done.failures), *map(str, done.troubles)])
            more = (pretranslated.faulty(done), pretranslated.guessed(done), *pretranslated.waiting(done.waiting))
            said, failed = "\n".join([said, *reasons, *filter(None, more)]), bool(reasons)
        if not self._closed:
            told(said, failed)

    def close(self) -> None:
        """Lets what runs come to its end, and starts nothing more."""
        self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._long.shutdown(wait=False, cancel_futures=True)
        self._reading.shutdown(wait=False, cancel_futures=True)
