"""How long taking a file in takes, and how much memory: `uv run python -m benchmarks.intake [PAGES]`.

Each kind is read in a process of its own, so that what it imports and holds is its own too. The files are made here:
a page is 900 Chinese characters with a heading, a list, a table and, every third page, a picture.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ZH = (
    "11月23日，临海大学举行座谈会，会议由单知远主持，来自各单位的30多名代表参加了会议。他说：“算清家底，才能减得明白。”"
)


def docx(pages: int) -> bytes:
    """A Word file."""
    from docx import Document
    from PIL import Image

    document = Document()
    document.add_paragraph("临海大学年度报告", style="Title")
    for page in range(pages):
        document.add_heading(f"第{page + 1}节", 1)
        for _paragraph in range(5):
            paragraph = document.add_paragraph(ZH * 2)
            paragraph.add_run("重点。").bold = True
            paragraph.add_run(ZH)
        for item in range(3):
            document.add_paragraph(f"{item}{ZH[:30]}", style="List Number")
        table = document.add_table(3, 3)
        for cell in (cell for row in table.rows for cell in row.cells):
            cell.text = "350万吨"
        if page % 3 == 0:
            out = BytesIO()
            Image.effect_noise((1200, 800), 50 + page % 7).convert("RGB").save(out, "JPEG")
            document.add_picture(BytesIO(out.getvalue()))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def html(pages: int) -> bytes:
    """A web page with the site around it."""
    menu = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(80))
    body = "".join(
        f"<h2>第{page}节</h2>"
        + f"<p>　　{ZH * 2}<strong>重点。</strong>{ZH}</p>" * 5
        + "<ul><li>甲</li><li>乙</li></ul>"
        "<table><tr><td>年份</td><td>吨</td></tr><tr><td>2025</td><td>350</td></tr></table>"
        for page in range(pages)
    )
    page = f'<ul class="nav">{menu}</ul><h1>报告</h1><div class="wp_articlecontent">{body}</div>'
    return f"<html><body>{page}</body></html>".encode()


def text(pages: int) -> bytes:
    """A plain text in GB18030."""
    return ("报告标题\n" + f"　　{ZH * 3}\n" * 5 * pages).encode("gb18030")


MAKERS: dict[str, Callable[[int], bytes]] = {"docx": docx, "html": html, "txt": text}


def measure(path: str) -> None:
    """Takes `path` in to an empty newsroom; prints seconds (of the processor, for others use it too) and megabytes."""
    from transflow.newsroom import intake
    from transflow.newsroom.room import open_newsroom
    from transflow.workspace import setup

    with tempfile.TemporaryDirectory() as folder:
        setup.create(Path(folder) / "n", "N", "zh_CN", ["en"])
        room = open_newsroom(Path(folder) / "n", lambda: "li")
        begun, before = time.process_time(), peak()
        done = intake.add(room, [Path(path)])
        seconds = time.process_time() - begun
        assert len(done.taken) == 1, done.refused
        blocks = sum(done.taken[0].kept.values())
        print(f"{seconds:.2f} s of one core, {peak():.0f} MB at most ({before:.0f} before), {blocks} blocks")


def peak() -> float:
    """The most memory that this process has had, in megabytes (`getrusage` tells that of the parent too)."""
    (line,) = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def main() -> None:
    """Makes a file of each kind and measures it."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        for kind, make in MAKERS.items():
            path = Path(folder) / f"report.{kind}"
            path.write_bytes(make(pages))
            print(f"{kind}: {pages} pages, {path.stat().st_size / 1e6:.1f} MB", end=": ", flush=True)
            subprocess.run([sys.executable, "-m", "benchmarks.intake", "--measure", str(path)], check=True)


if __name__ == "__main__":
    measure(sys.argv[2]) if sys.argv[1:2] == ["--measure"] else main()
