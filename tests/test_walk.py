"""The main job, end to end, by the command line: an article each way through every stage. Readable as the tutorial."""

import pytest

from tests.conftest import Desk

CHINESE = """\
---
title: 临海大学举办海洋材料研讨会
date: 2026-11-20
lang: zh_CN
summary: 来自5个国家的120名学者参加。
---

11月20日，临海大学举办海洋材料研讨会。校长周文远说：“海洋是**我们**的未来。”

## 成果

会议通过了《临海倡议》。
"""

ENGLISH = [
    "Linhai University Hosts Seminar on Marine Materials",
    "Some 120 scholars from five countries took part.",
    "Linhai University held a seminar on marine materials on November 20.",
    "“The sea is <b1>our</b1> future,” said President ZHOU Wenyuan.",
    "Results",
    "The seminar adopted the Linhai Initiative.",
]

NEWS = """\
---
title: Donghai Steel opens low-emission furnace
lang: en
---

Donghai Steel opened a furnace on Monday. It cost 350 million yuan.
"""

NEWS_ZH = ["东海钢铁低排放高炉投产", "东海钢铁一座高炉于周一投产。", "项目投资3.5亿元。"]

WAY = {
    "zh→en": ("zh.md", CHINESE, "en", ENGLISH, "<strong>our</strong> future"),
    "en→zh": ("en.md", NEWS, "zh_CN", NEWS_ZH, "项目投资3.5亿元。"),
}


@pytest.mark.parametrize("way", WAY)
def test_an_article_goes_from_draft_to_page(desk: Desk, way: str) -> None:
    name, text, target, translation, on_page = WAY[way]
    (desk.root / name).write_text(text, encoding="utf-8")

    # The editor takes the reporter's file in.
    slug = desk("add", str(desk.root / name)).out.strip()
    assert desk.row(slug)["stage"] == "draft"
    assert desk.row(slug)["target"] == target
    desk("status", "--require", "machine", code=1)

    # A machine fills it.
    desk("translate", slug, "--engine", "pseudo")
    assert desk.row(slug)["stage"] == "machine"
    desk("approve", slug, "--all", by="wang", code=1)  # a machine's text cannot be signed

    # Li translates.
    segments = desk.segments(slug)
    assert [one["status"] for one in segments] == ["machine"] * len(translation)
    for segment, line in zip(segments, translation, strict=True):
        desk("edit", slug, segment["id"], "--stdin", stdin=line + "\n")
    assert desk.row(slug)["stage"] == "review"
    desk("publish", slug, code=1)

    # Li cannot sign her own work; Wang sends one back, she mends it, he signs.
    desk("approve", slug, "--all", code=1)
    last = segments[-1]["id"]
    desk("return", slug, last, "--note", "check this against the minutes", by="wang")
    assert desk.row(slug)["stage"] == "draft"
    assert any("minutes" in note for note in desk.segments(slug)[-1]["notes"])
    desk("edit", slug, last, "--text", translation[-1])
    desk("approve", slug, "--all", by="wang")
    assert desk.row(slug)["stage"] == "approved"

    # It is published, in both languages.
    desk("publish", slug)
    row = desk.row(slug)
    assert row["stage"] == "published"
    assert not row["page_missing"]
    assert not row["update_pending"]
    pages = {path.parent.parent.name: path.read_text("utf-8") for path in desk.root.glob(f"public/*/{slug}/index.html")}
    assert set(pages) == {"zh-CN", "en"}
    assert on_page in pages[target.replace("_", "-")]
    desk("status", "--require", "published")

    # A change of the source is seen at once, and the page stays what it was.
    source = desk.root / "articles" / f"{slug}.md"
    source.write_text(source.read_text("utf-8").replace("120", "130").replace("350", "360"), encoding="utf-8")
    row = desk.row(slug)
    assert row["update_pending"]
    assert row["stage"] == "draft"
    assert row["segments"]["stale"] == 1


def test_what_was_said_before_is_offered_again(desk: Desk) -> None:
    for slug, text in (("first", CHINESE), ("second", CHINESE.replace("120", "300"))):
        desk.write(slug, text)
    desk("sync")
    for segment, line in zip(desk.segments("first"), ENGLISH, strict=True):
        desk("edit", "first", segment["id"], "--text", line)
    desk("approve", "first", "--all", by="wang")
    desk("translate", "second", "--engine", "memory")
    second = desk.segments("second")
    assert [one["origin"] for one in second if one["source"] != second[1]["source"]] == ["memory:100"] * 5
    # Only the number differs: the memory puts the new one in, and a person looks at it.
    assert second[1]["target"] == ENGLISH[1].replace("120", "300")
    assert second[1]["origin"].startswith("memory:8")
    assert {one["status"] for one in second} == {"machine"}
