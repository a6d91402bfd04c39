"""Languages: one spelling inside, any of the field's outside."""

import pytest

from transflow import language, script
from transflow.errors import LanguageError


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh", "zh_CN"), ("zh-Hans", "zh_CN"), ("zh_CN", "zh_CN"), ("ZH-cn", "zh_CN"), ("zh-Hant", "zh_TW"),
        ("zh-HK", "zh_HK"), ("en", "en"), ("en-US", "en_US"), ("EN", "en"), ("de", "de"), ("pt-BR", "pt_BR"),
    ],
)  # fmt: skip
def test_tags_are_accepted(tag: str, locale: str) -> None:
    assert language.parse(tag) == locale


@pytest.mark.parametrize("tag", ["", "klingon", "xx-YY", "../en", "zh_CN.po", "中文"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    with pytest.raises(LanguageError):
        language.parse(tag)


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "en", "en_US"])
def test_bcp47_comes_back(locale: str) -> None:
    assert language.parse(language.bcp47(locale)) == locale


def test_an_article_of_american_english_is_english_here_but_traditional_is_not_simplified() -> None:
    assert language.match("en_US", ["zh_CN", "en"]) == "en"
    assert language.match("zh_TW", ["zh_CN", "en"]) == "zh_TW"


@pytest.mark.parametrize(
    ("text", "locale", "size"),
    [
        ("临海大学成立69周年。", "zh_CN", 8),
        ("The University’s 69th anniversary, 3.5 million.", "en", 6),
        ("<b1>LI Ming</b1> said<fn2/>", "en", 3),
        ("<b1>李明</b1> said", "zh_CN", 2),
    ],
)
def test_counts_never_mix(text: str, locale: str, size: int) -> None:
    assert script.count(text, locale) == size
