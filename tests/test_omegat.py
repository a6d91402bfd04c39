"""OmegaT and our memories: it finds what we export, and we read what it writes.

The real program runs where it is installed (Debian's `omegat`); in its own manner, written by hand with text of our own,
its files are read everywhere.
"""

import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Desk
from tests.tmx14 import DTD, valid
from transflow.memory import tmx
from transflow.memory.entry import Entry

JAR = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
needs_omegat = pytest.mark.skipif(not (shutil.which("java") and JAR.exists()), reason="OmegaT is not installed")

# What OmegaT writes has no end of line in a segment, and of every unit the variants one below the other.
UNIT = """    <tu>
{notes}      <tuv {lang}="ZH-CN">
        <seg>{source}</seg>
      </tuv>
      <tuv {lang}="EN-GB"{facts}>
        <seg>{target}</seg>
      </tuv>
    </tu>
"""
FACTS = ' changeid="li" changedate="20260102T030405Z" creationid="wu" creationdate="20250101T000000Z"'
PLACE = (
    '      <prop type="file">lab.po</prop>\n      <prop type="prev">前一句。</prop>\n      <prop type="path"></prop>\n'
)


def level(version: str, lang: str, tags: tuple[str, str]) -> str:
    """A memory as OmegaT writes it: `tags` is how it writes `<b1>` and `</b1>`."""
    one, two = tags
    first = UNIT.format(
        lang=lang,
        notes="",
        facts="",
        source=f"{one}新的{two}实验室启用。",
        target=f"A {one}new{two} laboratory opened.",
    )
    second = UNIT.format(
        lang=lang, notes=f"      <note>seen</note>\n{PLACE}", facts=FACTS, source="代表团抵达 &amp; 离开。",
        target="The delegation came &amp; left.",
    )  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx{version.replace(".", "")}.dtd">\n'
        f'<tmx version="{version}">\n  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"'
        ' datatype="plaintext" creationtoolversion="3.6.0" segtype="sentence" srclang="ZH-CN"/>\n  <body>\n'
        f"<!-- Default translations -->\n{first}<!-- Alternative translations -->\n{second}  </body>\n</tmx>\n"
    )


PLAIN, MARKED = ("&lt;b1&gt;", "&lt;/b1&gt;"), ('<bpt i="1" x="1">&lt;b1&gt;</bpt>', '<ept i="1">&lt;/b1&gt;</ept>')
SAMPLES = {
    "project_save.tmx": level("1.1", "lang", PLAIN),  # what it works on, and what it writes as `-omegat.tmx`
    "level1.tmx": level("1.1", "lang", ("", "")),  # without tags
    "level2.tmx": level("1.4", "xml:lang", MARKED),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_omegat_writes_is_read(name: str) -> None:
    found = [one for one in tmx.entries([SAMPLES[name].encode()], name, [("zh_CN", "en")]) if isinstance(one, Entry)]
    one, two = ("", "") if name == "level1.tmx" else ("<b1>", "</b1>")
    assert [(entry.source, entry.target) for entry in found] == [
        (f"{one}新的{two}实验室启用。", f"A {one}new{two} laboratory opened."),
        ("代表团抵达 & 离开。", "The delegation came & left."),
    ]
    assert (found[1].by, found[1].at, found[1].before) == ("li", "2026-01-02T03:04:05Z", "前一句。")
    assert found[1].file == "lab.po"


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>ZH-CN</source_lang><target_lang>EN-GB</target_lang>
<source_tok>org.omegat.tokenizer.LuceneSmartChineseTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
# OmegaT's console mode runs this when the project is loaded: what its window of matches would show, and a translation
# of a person with a note; then the project's own memory is written.
SCRIPT = r"""
import org.omegat.core.Core
import org.omegat.core.data.PrepareTMXEntry
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches
if (eventType.toString() != "LOAD") return
def project = Core.getProject()
def finder = new FindMatches(project.sourceTokenizer, 5, true, false)
project.allEntries.each { entry ->
  finder.search(project, entry.srcText, true, false, { -> false } as IStopped).each {
    println(["NEAR", entry.srcText, it.scores[0].score, it.source, it.translation].join("\t"))
  }
  if (entry.srcText.startsWith("从未")) {
    def made = new PrepareTMXEntry()
    made.source = entry.srcText
    made.translation = "Nobody has <b1>ever</b1> said this."
    made.note = "a note"
    project.setTranslation(entry, made, true, null)
  }
}
project.@projectTMX.save(project.projectProperties, project.projectProperties.projectInternal + "project_save.tmx", true)
"""
SAID = {
    "学校的**新**实验室启用。": "The <b1>new</b1> laboratory of the school opened.",
    "代表团周一抵达学校，访问了三个学院。": "The delegation arrived on Monday & visited three colleges.",
}
LATER = "学校的**新**实验室启用。\n\n代表团周二抵达学校，访问了三个学院。\n\n代表团周一抵达学校，访问了三个学院。\n\n从未**有人**说过这话。\n"


@needs_omegat
def test_omegat_finds_what_we_export_and_we_take_what_it_saves(desk: Desk, tmp_path: Path) -> None:
    desk.write("lab", "\n\n".join(SAID))
    desk("sync")
    for segment, target in zip(desk.segments("lab"), SAID.values(), strict=True):
        desk("edit", "lab", segment["id"], "--text", target)
    desk("approve", "lab", "--all", by="wang")
    desk.write("later", LATER)
    desk("sync")
    project = tmp_path / "omegat"
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat", "settings"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (project / "script.groovy").write_text(SCRIPT, encoding="utf-8")
    shutil.copy(desk.po("later"), project / "source" / "later.po")
    desk("export", "later", "--format", "xliff", "-o", str(project / "source" / "later.xlf"))
    desk("memory", "export", "-o", str(project / "tm" / "auto" / "ours.tmx"))
    run = subprocess.run(
        ["java", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Djava.awt.headless=true", "-jar", str(JAR),
         str(project), "--mode=console-translate", "--quiet", "--no-team", f"--config-dir={project / 'settings'}",
         f"--script={project / 'script.groovy'}"],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    near = {
        (asked, source): (int(score), target)
        for _near, asked, score, source, target in re.findall(r"^(NEAR)\t(.*)\t(.*)\t(.*)\t(.*)$", run.stdout, re.M)
    }
    one, two = (segment["source"] for segment in desk.segments("lab"))
    fuzzy = next(segment["source"] for segment in desk.segments("later") if "周二" in segment["source"])
    first, second = SAID.values()
    assert "<b1>" in one
    assert near[one, one] == (100, first), run.stdout + run.stderr
    assert near[two, two] == (100, second)
    assert 70 <= near[fuzzy, two][0] < 100
    filled = (project / "target" / "later.po").read_text(encoding="utf-8")
    for target in SAID.values():
        assert f'msgstr "{target}"' in filled, "an exact match in tm/auto is put in, its tags too"

    assert "2 texts" in desk("import", str(project / "target" / "later.xlf"), by="wu").out
    back = {one["source"]: (one["target"], one["by"]) for one in desk.segments("later")}
    assert back[two] == (second, "wu")
    assert back["从未<b1>有人</b1>说过这话。"] == ("Nobody has <b1>ever</b1> said this.", "wu")

    (level2,) = project.glob("*-level2.tmx")
    valid(level2.read_bytes())
    for path in (project / "omegat" / "project_save.tmx", level2):
        desk("init", str(tmp_path / path.stem), "--source", "zh_CN", "--target", "en")
        other = Desk(tmp_path / path.stem)
        other("memory", "import", str(path))
        for text, target in zip((one, two, "从未<b1>有人</b1>说过这话。"), (first, second, None), strict=True):
            (match,) = other("memory", "search", text, "--lang", "zh", "--json").json[:1]
            assert (match["score"], match["target"]) == (100, target or "Nobody has <b1>ever</b1> said this.")


@needs_omegat
def test_our_words_of_the_dtd_are_those_of_the_file_itself() -> None:
    with zipfile.ZipFile(JAR) as jar:
        data = jar.read("schemas/tmx14.dtd")

    def told(dtd: etree.DTD) -> dict[str, object]:
        return {
            element.name: (
                content(element.content),
                {
                    (one.prefix, one.name): (one.type, one.default, tuple(one.itervalues()))
                    for one in element.iterattributes()
                },
            )
            for element in dtd.iterelements()
        }

    def content(part: object) -> object:
        if part is None:
            return None
        kind, occurs, left, right = (getattr(part, name) for name in ("type", "occur", "left", "right"))
        both = content(left), content(right)  # the order of alternatives says nothing
        return kind, occurs, getattr(part, "name", None), alternatives(part) if kind == "or" else both

    def alternatives(part: object) -> frozenset[object]:
        left, right = (getattr(part, name) for name in ("left", "right"))
        more = alternatives(right) if right.type == "or" and right.occur == "once" else {content(right)}
        return frozenset({content(left), *more})

    theirs, ours = told(etree.DTD(BytesIO(data))), told(DTD)
    assert theirs.keys() == ours.keys()
    for name in theirs:
        assert theirs[name] == ours[name], name
