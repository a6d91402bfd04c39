"""Acts: what somebody did to an article or a segment, and the JSON in which the journal keeps it (DESIGN §5)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from transflow.segment import Kind, Place, Return, Segment, Status, Waiver


class Verb(StrEnum):
    """What may be done to an article or a segment."""

    EDIT = "edit"
    FILL = "fill"
    APPROVE = "approve"
    CORRECT = "correct"
    RETURN = "return"
    OMIT = "omit"
    WAIVE = "waive"
    COMMENT = "comment"
    INSERT = "insert"
    MOVE = "move"
    JOIN = "join"
    SPLIT = "split"
    ADAPT = "adapt"
    SYNC = "sync"
    TAKE_IN = "take in"
    PUBLISH = "publish"
    SPIKE = "spike"
    UNSPIKE = "unspike"
    AMEND = "amend"
    CORRECTION = "correction"
    KILL = "kill"
    RENAME = "rename"
    ASSIGN = "assign"
    UNDO = "undo"
    SIGNOFF = "signoff"


@dataclass(frozen=True, slots=True)
class Act:
    """One act of one person or engine. `segment` is the id of the segment as it is afterwards ("": the article)."""

    uuid: str
    verb: Verb
    at: str
    actor: str
    segment: str
    before: Segment | None = None
    after: Segment | None = None
    detail: str = ""

    def to_json(self) -> dict[str, Any]:
        """The act as the journal keeps it; empty values are left out."""
        value: dict[str, Any] = {"uuid": self.uuid, "verb": self.verb.value, "at": self.at, "actor": self.actor}
        value["id"] = self.segment
        for name, segment in (("before", self.before), ("after", self.after)):
            if segment is not None:
                value[name] = segment_json(segment)
        if self.detail:
            value["detail"] = self.detail
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Act":
        """The inverse of `to_json`. Raises KeyError or ValueError for what is no act."""
        before, after = value.get("before"), value.get("after")
        return cls(
            value["uuid"], Verb(value["verb"]), value["at"], value["actor"], value.get("id", ""),
            segment_of(before) if before else None, segment_of(after) if after else None, value.get("detail", ""),
        )  # fmt: skip


def segment_json(segment: Segment) -> dict[str, Any]:
    """A segment as a JSON value; what is empty is left out."""
    return {key: value for key, value in asdict(segment).items() if value not in (None, (), "", 0)}


def segment_of(value: Mapping[str, Any]) -> Segment:
    """The inverse of `segment_json`; keys of a later version are passed over."""
    known = {field.name for field in fields(Segment)}
    read: dict[str, Any] = {key: one for key, one in value.items() if key in known}
    read["status"] = Status(read.get("status", "untranslated"))
    read["kind"] = Kind(read.get("kind", "paragraph"))
    read["places"] = tuple(Place(**one) for one in read.get("places", ()))
    read["waivers"] = tuple(Waiver(**one) for one in read.get("waivers", ()))
    read["returned"] = Return(**read["returned"]) if read.get("returned") else None
    for name in ("remarks", "doubts", "split", "flags"):
        read[name] = tuple(read.get(name, ()))
    return Segment(**read)
