"""The web services behind deep-translator: their codes, limits, keys, and how each says no.

The library is kept at arm's length. It is built with languages it accepts and then given ours (its tables refuse what
the services take, or turn `zh-CN` into `Chinese`), and what it sends is put right on the way out (`amend`).
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.machinery import PathFinder
from typing import Any

from transflow import language
from transflow.engines import trouble
from transflow.engines.lengths import in_address, in_bytes
from transflow.engines.trouble import Blow

Request = dict[str, Any]  # method, url, and what `requests` calls params, data, json, headers
Look = Callable[[str], str | None]
NO_KEY = "none"  # the library refuses to be built without a key where the server wants none


@dataclass(frozen=True, slots=True)
class Service:
    """One service.

    `where`: module and class of the library. `codes`: our locale → its code (a target's own in `targets`; a locale that
    is in neither goes by its bare language if the library knows that, unless it is `only_these`). `fits`: whether a
    text may be sent in one piece. `keys`: parameter → variable, all needed; `extras` likewise, but merely welcome;
    `dummies` are what the library wants in their place. `address` stands in for the library's, and so does what
    `locate` makes of the url in the settings and the keys. `default`: a target the library's constructor takes.
    `options`: what its `translate` needs. `json`: whether it answers in JSON, where `told` finds an error.
    `glossaries`: whether it takes the number of a glossary that is kept there.
    `in_flight`, `rate`: requests at once and requests a second that the service bears from one customer.
    """

    where: tuple[str, str]
    codes: Mapping[str, str]
    fits: Callable[[str], bool]
    targets: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    dummies: Mapping[str, str] = field(default_factory=dict)
    address: str | None = None
    default: str = "en"
    options: Mapping[str, str] = field(default_factory=dict)
    json: bool = True
    only_these: bool = False
    own_server: bool = False
    glossaries: bool = False
    in_flight: int = 4
    rate: float | None = None
    locate: Callable[[str | None, Look], str | None] = lambda _url, _look: None
    told: Callable[[Any], Blow | None] = lambda _data: None
    amend: Callable[[Request], None] = lambda _request: None

    def code(self, locale: str, *, target: bool) -> str | None:
        """The service's code for `locale`; None if it has none that would do."""
        codes = {**self.codes, **self.targets} if target else self.codes
        known = codes.get(locale) or codes.get(_general(locale))
        if known or self.only_these or language.is_chinese(locale):
            return known  # a traditional text must not go as a simplified one, nor come back as one
        return language.base(locale)


def _general(locale: str) -> str:
    """`en_US` → `en`; Chinese stays apart by script."""
    return locale if language.is_chinese(locale) else language.base(locale)


def there(service: Service) -> bool:
    """Whether the installed library has a module for the service, found without importing it (550 ms)."""
    package = PathFinder.find_spec("deep_translator")
    if package is None or package.submodule_search_locations is None:
        return False
    name = f"deep_translator.{service.where[0]}"
    return PathFinder.find_spec(name, package.submodule_search_locations) is not None


def home(name: str) -> str:
    """Where the installed library thinks that the service called `name` is. Loads it (550 ms)."""
    known = importlib.import_module("deep_translator.constants").BASE_URLS
    return str(known[{"google": "GOOGLE_TRANSLATE", "microsoft": "MICROSOFT_TRANSLATE"}.get(name, name.upper())])


def _deepl(request: Request) -> None:
    """The key goes into a header and the text into the body: neither belongs in an address, which servers log."""
    fields = dict(request.pop("params"))
    headers = {"Authorization": f"DeepL-Auth-Key {fields.pop('auth_key')}"}
    request.update(method="post", data=fields, headers=headers)


def _deepl_place(_url: str | None, look: Look) -> str:
    """A paid key is good at another address than a free one, which says so at its end."""
    free = (look("DEEPL_API_KEY") or "").endswith(":fx")
    return "https://api-free.deepl.com/v2/" if free else "https://api.deepl.com/v2/"


def with_glossary(service: Service, glossary: str) -> Service:
    """The service, told of a glossary that is kept there with each text. DeepL wants the source language beside it,
    which is always sent."""

    def amend(request: Request) -> None:
        request["params"] = {**request["params"], "glossary_id": glossary}
        service.amend(request)

    return replace(service, amend=amend)


def _libre_place(url: str | None, look: Look) -> str | None:
    """One's own server, or the public one where there is a key for it. The library appends `translate` as it is."""
    if url:
        return url.rstrip("/").removesuffix("/translate") + "/"
    return "https://libretranslate.com/" if look("LIBRE_API_KEY") else None


def _libre(request: Request) -> None:
    """A server that wants no key is not shown a made-up one: one that knows keys would refuse it."""
    if request["params"].get("api_key") == NO_KEY:
        request["params"] = {name: value for name, value in request["params"].items() if name != "api_key"}


def _libre_told(data: Any) -> Blow | None:
    error = str(data.get("error") or "") if isinstance(data, dict) else ""
    return _in_words(error) if error else None


def _in_words(error: str) -> Blow:
    """What an error in English words means; the words themselves may hold the text and are not kept."""
    low = error.lower()
    if "not supported" in low or "unsupported" in low:
        return trouble.unsupported()
    if "api key" in low or "api_key" in low or "forbidden" in low or "unauthor" in low or "banned" in low:
        return trouble.refused()
    if "slowdown" in low or "too many" in low or "rate limit" in low:
        return trouble.busy()
    if "quota" in low or "limit exceeded" in low:
        return trouble.quota()
    return trouble.garbled()


def _mymemory_told(data: Any) -> Blow | None:
    """HTTP 200, and the true status in the answer; its words are judged with the answer."""
    status = str(data.get("responseStatus") or "200") if isinstance(data, dict) else "200"
    if status == "200" or not status.isdigit():
        return None
    details = str(data.get("responseDetails") or "").upper()
    if data.get("quotaFinished") is True or "FREE TRANSLATIONS" in details:
        return trouble.quota()
    if "LANGUAGE PAIR" in details or "DISTINCT LANGUAGES" in details:
        return trouble.unsupported()
    return trouble.of_status(int(status), None)


_BAIDU = {
    "52001": trouble.silent, "52002": lambda: trouble.failing(500), "52003": trouble.refused, "54001": trouble.refused,
    "54003": trouble.busy, "54004": trouble.quota, "54005": trouble.busy, "58000": trouble.refused,
    "58001": trouble.unsupported, "58002": trouble.refused, "90107": trouble.refused,
}  # fmt: skip


def _baidu_told(data: Any) -> Blow | None:
    code = str(data.get("error_code") or "") if isinstance(data, dict) else ""
    if not code or code == "52000":
        return None
    return _BAIDU.get(code, trouble.garbled)()


def _microsoft_told(data: Any) -> Blow | None:
    """Errors are objects with a code of six digits, the first three of them an HTTP status; answers are lists."""
    if not isinstance(data, dict):
        return None
    code = str((data.get("error") or {}).get("code") or "") if isinstance(data.get("error"), dict) else ""
    if code == "403001":
        return trouble.quota()
    if code in ("400035", "400036"):
        return trouble.unsupported()
    return (trouble.of_status(int(code[:3]), None) if code[:3].isdigit() else None) or trouble.garbled()


def _yandex_told(data: Any) -> Blow | None:
    code = data.get("code") if isinstance(data, dict) else None
    if code in (None, 200):
        return None
    if code in (403, 404):  # of the day, of the month
        return trouble.quota()
    if code == 501:
        return trouble.unsupported()
    return trouble.of_status(code, None) if isinstance(code, int) else trouble.garbled()


def _tencent_told(data: Any) -> Blow | None:
    inner = data.get("Response") if isinstance(data, dict) else None
    error = inner.get("Error") if isinstance(inner, dict) else None
    code = str(error.get("Code") or "?") if isinstance(error, dict) else ""
    if not code:
        return None
    if code.startswith("AuthFailure"):
        return trouble.refused()
    if code.startswith(("FailedOperation.NoFreeAmount", "FailedOperation.ServiceIsolate")):
        return trouble.quota()
    if code.startswith(("RequestLimitExceeded", "LimitExceeded")):
        return trouble.busy()
    return trouble.unsupported() if code.startswith("UnsupportedOperation") else trouble.garbled()


_GOOGLE = {"zh_CN": "zh-CN", "zh_TW": "zh-TW", "zh_HK": "zh-TW", "en": "en"}
_PLAIN = {"zh_CN": "zh", "en": "en"}

SERVICES: Mapping[str, Service] = {
    # An address of 16 KB is refused, and a Han character takes nine letters of one.
    "google": Service(
        ("google", "GoogleTranslator"), _GOOGLE, json=False,
        fits=lambda text: len(text) < 4900 and in_address(text) <= 14_000,
        rate=5.0,  # what deep-translator's documentation names
    ),
    "mymemory": Service(
        ("mymemory", "MyMemoryTranslator"),
        {"zh_CN": "zh-CN", "zh_TW": "zh-TW", "zh_HK": "zh-HK", "en": "en-GB", "en_US": "en-US", "en_GB": "en-GB"},
        fits=lambda text: len(text) < 500, default="en-GB", extras={"email": "MYMEMORY_EMAIL"},
        address="https://api.mymemory.translated.net/get",  # the library sends the text unencrypted
        told=_mymemory_told,
    ),
    # The library puts the text into the address; common servers take lines of 4 or 8 KB.
    "libre": Service(
        ("libre", "LibreTranslator"), _PLAIN, fits=lambda text: in_address(text) <= 3_600,
        extras={"api_key": "LIBRE_API_KEY"}, dummies={"api_key": NO_KEY}, own_server=True, locate=_libre_place,
        told=_libre_told, amend=_libre,
    ),
    "deepl": Service(
        ("deepl", "DeeplTranslator"), {"zh_CN": "zh", "zh_TW": "zh", "zh_HK": "zh", "en": "en"},
        targets={"zh_TW": "zh-Hant", "zh_HK": "zh-Hant", "en_US": "en-US", "en_GB": "en-GB"},
        fits=lambda text: in_bytes(text) <= 60_000, keys={"api_key": "DEEPL_API_KEY"}, in_flight=8, glossaries=True,
        locate=_deepl_place, amend=_deepl,
    ),
    "microsoft": Service(
        ("microsoft", "MicrosoftTranslator"),
        {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant", "zh_HK": "zh-Hant", "en": "en"},
        fits=lambda text: len(text) <= 10_000, keys={"api_key": "MICROSOFT_API_KEY"},
        extras={"region": "MICROSOFT_REGION"}, told=_microsoft_told,
        in_flight=16,  # its documentation: no limit of requests at once (but of characters a minute)
    ),
    "baidu": Service(
        ("baidu", "BaiduTranslator"), {"zh_CN": "zh", "zh_TW": "cht", "zh_HK": "cht", "en": "en"},
        fits=lambda text: in_bytes(text) <= 2_000, keys={"appid": "BAIDU_APPID", "appkey": "BAIDU_APPKEY"},
        told=_baidu_told, rate=1.0,  # of its free tier; 10 and 100 for those who have proved who they are
    ),
    "tencent": Service(
        ("tencent", "TencentTranslator"), {"zh_CN": "zh", "zh_TW": "zh-TW", "zh_HK": "zh-TW", "en": "en"},
        fits=lambda text: in_address(text) <= 6_000, address="https://tmt.tencentcloudapi.com", told=_tencent_told,
        keys={"secret_id": "TENCENT_SECRET_ID", "secret_key": "TENCENT_SECRET_KEY"}, rate=5.0,
    ),
    "papago": Service(
        ("papago", "PapagoTranslator"), {"zh_CN": "zh-CN", "zh_TW": "zh-TW", "zh_HK": "zh-TW", "en": "en"},
        fits=lambda text: len(text) <= 4_900,
        keys={"client_id": "PAPAGO_CLIENT_ID", "secret_key": "PAPAGO_SECRET_KEY"},
    ),
    "yandex": Service(
        ("yandex", "YandexTranslator"), _PLAIN, fits=lambda text: len(text) <= 9_000,
        keys={"api_key": "YANDEX_API_KEY"}, told=_yandex_told,
    ),
    "qcri": Service(
        ("qcri", "QcriTranslator"), {"en": "en", "ar": "ar", "es": "es"}, fits=lambda text: in_address(text) <= 3_600,
        keys={"api_key": "QCRI_API_KEY"}, options={"domain": "general"}, only_these=True,
    ),
}  # fmt: skip
