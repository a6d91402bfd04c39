"""The words in a review table, in Chinese and English both: its readers know either, and a file reads the same whatever
language the program spoke when it was written. What a reviewer writes as a decision is understood in both."""

import re
from collections.abc import Mapping

from transflow.handback import Verdict
from transflow.segment import Status

HEADINGS = ("No. 序号", "Source 原文", "Target 译文", "Status 状态", "Findings 检查", "Remark 备注")
STATUSES: Mapping[Status, str] = {
    Status.UNTRANSLATED: "untranslated 未译", Status.MACHINE: "machine 机译", Status.STALE: "stale 原文已改",
    Status.RETURNED: "returned 已退回", Status.TRANSLATED: "translated 已译", Status.APPROVED: "approved 已审",
}  # fmt: skip
OMITTED = "left out 不译"
UNDECIDED = "—"
APPROVE, RETURN = "approved 通过", "returned 退回"
HOW = (
    "Edit the target; choose or write “approved” or “returned” under the status; a return needs a remark. "
    "Grey marks such as <b1> stand for formatting: keep them around the same words.",
    "请直接修改译文；在状态栏选择或填写“通过”或“退回”，退回须写备注。<b1> 这类灰色标记代表格式，请保留在相应词语两边。",
)
CONFIDENTIAL, EMBARGO = "Confidential 内部", "Embargo until 禁发至 {until}"
SIGN_OFF = ("Sign-off 签字", "Name 姓名", "Date 日期", "Signature 签名")
ROLES = ("Translator 译者", "Reviewer 审校", "Editor 编辑")

_APPROVED = frozenset(
    {
        *("approved", "approve", "approved通过", "approved已审", "accepted", "accept", "ok", "okay", "yes"),
        *("通过", "同意", "审定", "已审", "已审定", "批准", "可以", "可"),
    }
)
_RETURNED = frozenset(
    {
        *("returned", "return", "returned退回", "returned已退回", "rejected", "reject", "no"),
        *("退回", "已退回", "打回", "返回", "不通过", "未通过", "不同意", "重译"),
    }
)
_NOISE = re.compile(r"[\s.。!！…√✓☑—–-]+")
_NOTE = re.compile(r"\s*([A-Za-z]*\s?[一-鿿]*)\s*[:：,，;；]\s*(.+)", re.DOTALL)


def decision(cell: str, sent: Status | None) -> tuple[Verdict | None, str, bool]:
    """What stands in a status cell: the decision (None: none), what is said with it, and whether it can be read at all.

    `sent` is the status that went out, whose word is no decision.
    """
    word = STATUSES.get(sent) if sent else None
    rest = cell.replace(OMITTED, "")
    rest = (rest.replace(word, "", 1) if word else rest).strip()
    plain = _NOISE.sub("", rest).casefold()
    if not plain:
        return None, "", True
    if plain in _APPROVED:
        return Verdict.APPROVED, "", True
    if plain in _RETURNED:
        return Verdict.RETURNED, "", True
    noted = _NOTE.fullmatch(rest)
    if noted and _NOISE.sub("", noted[1]).casefold() in _RETURNED:
        return Verdict.RETURNED, noted[2].strip(), True
    return None, rest, False
