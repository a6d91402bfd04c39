"""Makes a newsroom of any size: `uv run python benchmarks/newsroom.py DIR --articles 10000 --segments 20`.

The text is nonsense with the statistics of news (a number in every third sentence, a name in every fifth), seeded, so
that two machines measure the same thing. `--translated` fills every segment by the `pseudo` engine's rule.
"""

import argparse
import random
import subprocess
import sys
from pathlib import Path

WORDS = (
    "大学",
    "学校",
    "研究",
    "合作",
    "发展",
    "项目",
    "国际",
    "中心",
    "技术",
    "钢铁",
    "企业",
    "学生",
    "教授",
    "会议",
    "代表",
    "团",
    "访问",
    "签署",
    "协议",
    "举行",
    "表示",
    "指出",
    "推动",
    "建设",
    "创新",
)
NAMES = ("李明", "王建国", "张晓红", "陈志强", "欧阳雪", "周文远", "单田", "曾静")


def sentence(rng: random.Random) -> str:
    """One Chinese sentence of 20 to 60 characters."""
    words = [rng.choice(WORDS) for _ in range(rng.randint(9, 24))]
    if rng.random() < 0.37:
        words.insert(rng.randrange(len(words)), f"{rng.randint(2, 9000)}名")
    if rng.random() < 0.2:
        words.insert(0, rng.choice(NAMES) + "说，")
    return "".join(words) + "。"


def article(rng: random.Random, number: int, segments: int) -> str:
    """A Markdown article with `segments` segments: the headline, a heading, and sentences in paragraphs of four."""
    lines = [f"---\ntitle: {sentence(rng)[:-1]}\ndate: 2026-11-{number % 28 + 1:02}\nlang: zh_CN\n---\n"]
    body = [sentence(rng) for _ in range(max(segments - 2, 0))]
    lines.append(f"## {sentence(rng)[:12]}\n")
    lines.extend("".join(body[start : start + 4]) + "\n" for start in range(0, len(body), 4))
    return "\n".join(lines)


def make(folder: Path, articles: int, segments: int, seed: int = 1) -> None:
    """Writes the sources of a newsroom into `folder`, which `transflow init` makes."""
    rng = random.Random(seed)
    run = [sys.executable, "-m", "transflow"]
    command = [*run, "init", str(folder), "--source", "zh_CN", "--target", "en"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for number in range(articles):
        (folder / "articles" / f"article-{number:05}.md").write_text(article(rng, number, segments), encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--segments", type=int, default=20)
    parser.add_argument("--translated", action="store_true")
    arguments = parser.parse_args()
    make(arguments.folder, arguments.articles, arguments.segments)
    run = [sys.executable, "-m", "transflow", "--workspace", str(arguments.folder)]
    subprocess.run([*run, "sync"], check=True)
    if arguments.translated:
        subprocess.run([*run, "translate", "--engine", "pseudo"], check=True)


if __name__ == "__main__":
    main()
