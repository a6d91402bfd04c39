"""He for 她, 他 for she: a row a lesson, both ways."""

import pytest

from tests.checked import found
from transflow.checks import Severity

# (Chinese, English that is right, English that is wrong)
ROWS = [
    ("她说，她会回来。", "She said she would be back.", "He said he would be back."),
    ("他感谢自己的老师。", "He thanked his teacher.", "She thanked her teacher."),
    ("警方说，她的手机不见了。", "Police said her phone was gone.", "Police said his phone was gone."),
    ("王女士没有受伤。", "Ms. Wang was not hurt.", "Mr. Wang was not hurt."),
    ("李先生是业主。", "Mr Li owns it.", "Mrs Li owns it."),
]
SILENT = [
    ("其他人走了，她留下了。", "She stayed when the others left."),  # 他 of another word
    ("她们感谢他。", "They thanked him."),
    ("他和她结婚了。", "He married her."),
    ("她把信交给了部长。", "The letter was handed to the minister, who thanked his staff and her."),
    ("校长说，学校会帮忙。", "The president said his school would help."),  # Chinese does without
    ("李先生和夫人到场。", "Mr and Mrs Li were there."),
    ("他乡遇故知。", "Far from her home she met an old friend."),
]


@pytest.mark.parametrize(("chinese", "right", "wrong"), ROWS)
def test_a_man_for_a_woman_or_the_reverse_is_a_warning(chinese: str, right: str, wrong: str) -> None:
    for source, target, way in ((chinese, right, "zh-en"), (right, chinese, "en-zh")):
        assert [one for one in found(source, target, way) if one.check == "gender"] == []
    for source, target, way in ((chinese, wrong, "zh-en"), (wrong, chinese, "en-zh")):
        (one,) = (one for one in found(source, target, way) if one.check == "gender")
        assert one.severity is Severity.WARNING
        assert one.span
        assert one.source_span


@pytest.mark.parametrize(("chinese", "english"), SILENT)
def test_what_names_both_or_neither_is_silent(chinese: str, english: str) -> None:
    for source, target, way in ((chinese, english, "zh-en"), (english, chinese, "en-zh")):
        assert [one for one in found(source, target, way) if one.check == "gender"] == []
