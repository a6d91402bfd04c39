"""Settings: what `init` writes is the default; what is wrong is named, with the nearest right thing."""

import pytest

from transflow.errors import SettingsError
from transflow.settings import TEMPLATE, Settings, read


def test_what_init_writes_says_the_defaults() -> None:
    text = TEMPLATE.format(name="University News", source="zh_CN", targets='"en"')
    assert read(text) == Settings(name="University News", base_url="https://news.example.edu")


def test_an_empty_file_is_the_defaults() -> None:
    assert read("") == Settings()


def test_bcp47_is_accepted_and_babel_is_kept() -> None:
    settings = read('[newsroom]\nsource = "zh-Hans"\ntargets = ["en-US", "zh-Hant"]\n')
    assert (settings.source, settings.targets) == ("zh_CN", ("en_US", "zh_TW"))


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("[review]\ntwo_persons = true\n", "review.two_persons", "review.two_person"),
        ("[reviews]\n", "reviews", "review"),
        ("[newsroom]\ntarget = ['en']\n", "newsroom.target", "newsroom.targets"),
        ("[newsroom]\nsource = 'klingon'\n", "newsroom.source", "zh_CN"),
        ("[review]\ntwo_person = 'yes'\n", "two_person", "true or false"),
        ("[articles]\nsegmentation = 'line'\n", "segmentation", "sentence, paragraph"),
        ("[translate]\nengines = 'google'\n", "engines", "list"),
        ("[people.li]\nroles = ['boss']\n", "people.li.roles", "translator, reviewer, editor"),
        ("[engines]\nlibre = 'http://x'\n", "engines.libre", "[engines.libre]"),
        ("[newsroom\n", "line 1", "TOML"),
        ("name = 'x'\n", "name", ""),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(text: str, wrong: str, right: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert wrong in str(caught.value)
    assert right in str(caught.value)
    assert caught.value.exit_code == 3


def test_people_and_engines() -> None:
    settings = read(
        '[people.li]\nzh_CN = "李明"\nen = "LI Ming"\nroles = ["translator"]\n[engines.libre]\nurl = "http://127.0.0.1:5000/"\n'
    )
    assert settings.people["li"].names["en"] == "LI Ming"
    assert settings.people["li"].roles == {"translator"}
    assert settings.named_engines == {"memory", "offline", "google", "libre"}


def test_an_unknown_time_zone_is_an_error_when_it_is_needed() -> None:
    with pytest.raises(SettingsError, match="Peking"):
        _ = read('[newsroom]\ntimezone = "Asia/Peking"\n').tz
