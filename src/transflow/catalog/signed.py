"""Sign-offs in a PO file's header: who has approved the text outside of transflow, and which text that was."""

import json
from dataclasses import asdict, dataclass

from transflow.catalog.po import Catalog, with_header

_HEADER = "X-Transflow-Signed-Off"


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A leader's decision, recorded by somebody else: `name` decided, `by` recorded it, `via` is how it came (`word`,
    `phone`), `at` when it was recorded (ISO 8601, UTC), `digest` the text it was about (`rendition.digest_of`)."""

    name: str
    by: str
    via: str
    at: str
    digest: str
    note: str = ""


def signed_off(catalog: Catalog) -> tuple[SignedOff, ...]:
    """The sign-offs that are recorded, the oldest first; of each person the last one. What another hand has made of
    them and cannot be read is none."""
    try:
        values = json.loads(catalog.header.get(_HEADER, "[]"))
        return tuple(SignedOff(**{key: str(text) for key, text in one.items()}) for one in values)
    except (ValueError, TypeError, AttributeError):
        return ()


def with_signed_off(catalog: Catalog, one: SignedOff) -> Catalog:
    """`catalog` with a sign-off recorded, in the place of an earlier one by the same person."""
    kept = [asdict(other) for other in signed_off(catalog) if other.name != one.name]
    value = json.dumps([*kept, asdict(one)], ensure_ascii=False, separators=(",", ":"))
    return with_header(catalog, X_Transflow_Signed_Off=value)
