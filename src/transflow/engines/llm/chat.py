"""One request to a chat endpoint (`POST …/chat/completions`), and what its answer means.

What servers differ in is found out by asking: a parameter that one refuses (HTTP 400 or 422 that names it) is left out
or renamed from then on. The strictest form of the answer is asked for first: a JSON schema, then a JSON object, then
plain text with JSON in it.
"""

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from transflow.engines import trouble, wire
from transflow.engines.judging import page
from transflow.engines.llm import answers, tokens
from transflow.engines.llm.asking import Question
from transflow.engines.tariff import Tokens
from transflow.engines.trouble import Blow, TroubleError
from transflow.interface import gettext as _

FORMS = ("json_schema", "json_object", "text")  # of the answer, the strictest first
_LIMITS = ("max_tokens", "max_completion_tokens", "")  # what the limit of the answer is called; "": not at all
_CONTEXT = 1_900  # tokens: no server's context is smaller, so that a count below says nothing about the prompt's end
_FORMAT = re.compile(r"response_format|json_schema|json_object|json mode|json_mode|structured|guided|grammar", re.I)
_TOO_LONG = re.compile(
    r"context_length_exceeded|context length|context window|context size|maximum context|too many tokens"
    r"|prompt is too long|input is too long|exceeds? the (?:available|maximum)|string_above_max_length",
    re.I,
)
_NO_MODEL = re.compile(r"model_not_found|model .{0,80}(?:not found|does not exist|not exist|is not available)", re.I)
_QUOTA = re.compile(r"insufficient_quota|insufficient balance|insufficient_balance|billing|credit|arrearage", re.I)
_KEY = re.compile(r"invalid_api_key|incorrect api key|unauthorized|authentication", re.I)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is and how it is asked: the address with its version (`…/v1`), the model, the key (None: none is
    sent), the form of the answers (None: as strict as the server bears), the temperature, the limit of an answer in
    tokens (None: a multiple of what is expected), and what else the body is to say."""

    address: str
    model: str
    key: str | None
    form: str | None
    temperature: float
    answer_tokens: int | None
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, what it cost (None: the server does not say), and whether it was cut off at its limit."""

    content: str
    tokens: Tokens | None
    cut: bool


@dataclass(frozen=True, slots=True)
class Ability:
    """What a server bears: the form of the answer, the name of its limit, a temperature."""

    form: str
    limit: str = _LIMITS[0]
    temperature: bool = True


class Abilities:
    """What was found out about a server, shared by the threads of a run."""

    def __init__(self, form: str | None) -> None:
        self._fixed = form is not None
        self._now = Ability(form or FORMS[0])
        self._lock = threading.Lock()

    @property
    def now(self) -> Ability:
        """What it bears, as far as is known."""
        return self._now

    def without(self, used: Ability, body: str) -> bool:
        """Learns from a refusal of a request that `used` something; whether there is something else to be tried."""
        with self._lock:
            if self._now != used:  # another thread has learnt it meanwhile
                return True
            lesser = self._lesser(used, body)
            if lesser is None:
                return False
            self._now = lesser
            return True

    def _lesser(self, used: Ability, body: str) -> Ability | None:
        if "max_completion_tokens" in body or "max_tokens" in body:
            at = _LIMITS.index(used.limit) + 1
            return replace(used, limit=_LIMITS[at]) if at < len(_LIMITS) else None
        if "temperature" in body and used.temperature:
            return replace(used, temperature=False)
        at = FORMS.index(used.form) + 1
        if _FORMAT.search(body) and not self._fixed and at < len(FORMS):
            return replace(used, form=FORMS[at])
        return None


class Talk:
    """How errors stand in the answers of such endpoints, for a `wire.Line`."""

    json = True

    def amend(self, _request: dict[str, Any]) -> None:
        """The request is right as it is."""

    def told(self, data: Any) -> Blow | None:
        """What an error object means; its words may hold the text and are not kept."""
        error = data.get("error") if isinstance(data, dict) else None
        if isinstance(data, dict) and error is None and data.get("object") == "error":  # vLLM's older way
            error = data
        if not error:
            return None
        words = json.dumps(error, ensure_ascii=False)
        if _QUOTA.search(words):
            return trouble.quota()
        if _KEY.search(words):
            return trouble.refused()
        if _NO_MODEL.search(words):
            return no_model()
        code = error.get("code") if isinstance(error, dict) else None
        return (trouble.of_status(code, None) if isinstance(code, int) else None) or trouble.garbled()


def no_model() -> Blow:
    """Another name is meant, or it is to be fetched first."""
    return Blow(_("the server has no model of that name"), whole=True, mendable=True)


def too_long() -> Blow:
    """Question and answer do not fit into what the model takes in at once."""
    return Blow(_("it does not fit into the model’s context"))


def cut_off() -> Blow:
    """The answer ended at its limit, in the middle."""
    return Blow(_("the answer broke off at its limit of tokens"), shaky=True)


def declined() -> Blow:
    """The model, or a filter before it, will not."""
    return Blow(_("the model refused to translate this"))


def ask(endpoint: Endpoint, abilities: Abilities, line: wire.Line, question: Question) -> Reply | Blow:
    """One question, one answer, the parameters that the server refuses left out."""
    while True:
        used = abilities.now
        try:
            response = line.send(_request(endpoint, used, question))
        except TroubleError as error:
            refused = error.blow == trouble.rejected(400) or error.blow == trouble.rejected(422)
            if refused and _TOO_LONG.search(line.body):
                return too_long()
            if refused and abilities.without(used, line.body):
                continue
            return error.blow
        return _reply(response.json(), question) or page(line.body) or trouble.garbled()


def knock(endpoint: Endpoint, line: wire.Line) -> Blow | None:
    """Whether the server is there and lists the model (`GET …/models`); no text is sent."""
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    try:
        listed = line.send({"method": "get", "url": f"{endpoint.address}/models", "headers": headers}).json()
    except TroubleError as error:
        return error.blow
    models = listed.get("data") if isinstance(listed, dict) else None
    names = {str(one.get("id")) for one in models if isinstance(one, dict)} if isinstance(models, list) else set()
    # Ollama calls `qwen3` what it lists as `qwen3:latest`.
    return None if not names or {endpoint.model, f"{endpoint.model}:latest"} & names else no_model()


def _request(endpoint: Endpoint, used: Ability, question: Question) -> dict[str, Any]:
    body: dict[str, Any] = {"model": endpoint.model, "messages": list(question.messages), "stream": False}
    if used.temperature:
        body["temperature"] = endpoint.temperature
    if used.limit:
        body[used.limit] = endpoint.answer_tokens or question.limit
    if used.form == "json_schema":
        schema = {"name": "translations", "strict": True, "schema": answers.schema(question.ids)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif used.form == "json_object":
        body["response_format"] = {"type": "json_object"}
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    data = json.dumps({**body, **endpoint.extra}, ensure_ascii=False).encode()
    return {"method": "post", "url": f"{endpoint.address}/chat/completions", "data": data, "headers": headers}


def _reply(data: Any, question: Question) -> Reply | Blow | None:
    """What a body of success says; None where it is none of such an endpoint."""
    choices = data.get("choices") if isinstance(data, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return None
    message = choices[0].get("message")
    if not isinstance(message, dict):
        return None
    used = _usage(data.get("usage"))
    if used and _CONTEXT <= used.sent < sum(tokens.least(one["content"]) for one in question.messages):
        return Blow(
            _("the server cut the prompt to {n} tokens: give the model a larger context").format(n=used.sent),
            whole=True,
            mendable=True,
        )
    reason = choices[0].get("finish_reason")
    if message.get("refusal") or reason == "content_filter":
        return declined()
    content = message.get("content")
    if isinstance(content, list):  # in parts
        content = "".join(str(one.get("text") or "") for one in content if isinstance(one, dict))
    if reason == "length":
        return Reply(content if isinstance(content, str) else "", used, True)
    if not isinstance(content, str) or not content.strip():
        return trouble.empty()
    return Reply(content, used, False)


def _usage(usage: Any) -> Tokens | None:
    if not isinstance(usage, dict):
        return None
    sent, received = usage.get("prompt_tokens"), usage.get("completion_tokens")
    if not isinstance(sent, int) or not isinstance(received, int) or sent < 0 or received < 0:
        return None
    return Tokens(sent, received)
