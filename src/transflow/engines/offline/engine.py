"""The engine `offline`: sentences to the model of their languages, answers judged like any other engine's."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from transflow import language, script
from transflow.engines import options as opt
from transflow.engines import placing, tags
from transflow.engines.judging import judge
from transflow.engines.offline.installed import FIREFOX, MARIAN, Model, digests, find
from transflow.engines.offline.running import Crew, ModelError, processes
from transflow.engines.port import Options, Outcome, Pair, Resources, Terminology, library
from transflow.interface import gettext as _

MEMORY = 2048  # MB for all processes together
LIBRARIES = {FIREFOX: ("fxtranslate",), MARIAN: ("ctranslate2", "sentencepiece")}


class Offline:
    """Models of this machine. `memory`: MB they may take together; `most`: processes at the most."""

    name = "offline"
    local = True
    terminology = Terminology.MARKED  # of the target language a model knows no word as a source

    def __init__(
        self, folder: Path | None, resources: Resources, memory: int = MEMORY, most: int | None = None
    ) -> None:
        self._folder = folder
        self._resources = resources
        self._memory = memory
        self._most = most
        self._crews: dict[Model, Crew] = {}

    def available(self, pair: Pair) -> str | None:
        """Whether a model for these languages is here, and the library that runs it; nothing is loaded."""
        model = self._model(pair)
        if model is None:
            wanted = f"{language.base(pair.source)}-{language.base(pair.target)}"
            return _(
                "no offline model for {source} → {target} is installed: `transflow models add {pair}` gets one"
            ).format(source=pair.source, target=pair.target, pair=wanted)
        missing = [name for name in LIBRARIES[model.kind] if not library(name)]
        if missing:
            return _("the model {model} needs a library: `pip install {names}`").format(
                model=model.name, names=" ".join(missing)
            )
        return None

    def version(self, pair: Pair) -> str:
        """The digests of the model that translates these languages."""
        model = self._model(pair)
        return " ".join(sorted(digests(model.folder).values())) if model else ""

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """One outcome for each source as it comes; a text without letters or digits is its own translation."""
        wordy = []
        for index, source in enumerate(sources):
            if script.has_text(tags.stripped(source)):
                wordy.append(index)
            else:
                yield Outcome(index, source, None, "engine:offline")
        reason = self.available(pair) if wordy else None
        model = self._model(pair)
        if reason is not None or model is None:
            for index in wordy:
                yield Outcome(index, None, reason, "engine:offline")
            return
        yield from self._run(sources, wordy, pair, model)

    def _run(self, sources: Sequence[str], wordy: Sequence[int], pair: Pair, model: Model) -> Iterator[Outcome]:
        laid = {index: placing.take_apart(sources[index]) for index in wordy}
        cut = {index: self._resources.sentences(one.text, pair.source) for index, one in laid.items()}
        asked = list(
            dict.fromkeys(
                sentence.strip()
                for index in wordy
                for sentence in (*cut[index], *laid[index].inner.values())
                if script.has_text(sentence)
            )
        )
        known: dict[str, str | None] = {}
        waiting = set(wordy)
        try:
            with closing(self._crew(model).translate(asked)) as batches:  # closing it takes back what has not begun
                for numbers, answers in batches:
                    for place, number in enumerate(numbers):
                        known[asked[number]] = answers[place]
                    for index in sorted(waiting):
                        needed = [one.strip() for one in (*cut[index], *laid[index].inner.values())]
                        if all(one in known or not script.has_text(one) for one in needed):
                            waiting.discard(index)
                            yield self._outcome(index, sources[index], laid[index], cut[index], known, pair)
        except ModelError as error:
            self._crews.pop(model, None)
            why = _("its processes died; is there too little memory?") if error.args[0] == "died" else error.args[0]
            reason = _("the model {model} does not work: {why}").format(model=model.name, why=why)
            for index in sorted(waiting):
                yield Outcome(index, None, reason, "engine:offline")

    def _outcome(
        self, index: int, source: str, laid: placing.Laid, cut: Sequence[str], known: dict[str, str | None], pair: Pair
    ) -> Outcome:
        """The sentences of a source, joined and judged."""
        said = [known[one.strip()] if script.has_text(one) else one.strip() for one in cut]
        if any(one is None for one in said):
            return Outcome(index, None, _("the model fell over this text"), "engine:offline")
        text = language.joiner(pair.target).join(one.strip() for one in said if one and one.strip())
        inner = {tag: known.get(words.strip()) or "" for tag, words in laid.inner.items()}
        target = placing.put_together(laid, text, inner)
        blow = judge(target, source, pair)
        if blow is not None:
            return Outcome(index, None, blow.reason, "engine:offline")
        return Outcome(index, target, None, "engine:offline")

    def _model(self, pair: Pair) -> Model | None:
        return find(self._folder, pair) if self._folder else None

    def _crew(self, model: Model) -> Crew:
        if model not in self._crews:
            self._crews[model] = Crew(model, processes(model, self._memory, self._most))
        return self._crews[model]


def open_engine(name: str, options: Options, resources: Resources) -> Offline:
    """The engine with its options `memory` (MB, default 2048), `processes` (default: one a core) and `models` (the
    folder of the models, else the person's own)."""
    read: dict[str, Any] = opt.read_options(
        name, options, {"memory": opt.whole(64, 1_000_000), "processes": opt.whole(1, 256), "models": opt.text}
    )
    folder = Path(read["models"]).expanduser() if "models" in read else resources.models
    return Offline(folder, resources, read.get("memory", MEMORY), read.get("processes"))
