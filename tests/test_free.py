"""What is free: a headline, standfirst or caption may leave a fact out; what a person has left out is silent."""

from dataclasses import replace

import pytest

from tests.conftest import Desk
from transflow import checks
from transflow.checks import Severity
from transflow.checks.port import FREE
from transflow.newsroom import comparing, judging
from transflow.newsroom.precedents import Precedents
from transflow.newsroom.room import open_newsroom
from transflow.segment import Kind, Segment, Status
from transflow.terms import load
from transflow.workspace import opening

TERMS = load("zh_CN,en,kind\n碳达峰,carbon peaking,term\n临海大学,Linhai University,organisation\n", "terms.csv")
ZH = replace(judging.alone(None), source_locale="zh_CN", target_locale="en", terms=TERMS)
EN = replace(ZH, source_locale="en", target_locale="zh_CN")

# What is left out, and nothing put in its place: (check, source, translation, what the checks are told).
DROPPED = [
    ("numbers", "学校今年招收3500名新生。", "The University has admitted new students this year.", ZH),
    ("numbers", "The school admitted 3,500 students.", "学校招收了学生。", EN),
    ("numbers", "5月3日，会议在上海举行。", "The conference was held in Shanghai.", ZH),
    ("numbers", "产量增长8.5%。", "Output has grown.", ZH),
    ("addresses", "详情见www.example.com网站。", "More is on the website.", ZH),
    ("terms", "会议讨论了碳达峰。", "The meeting discussed the climate.", ZH),
    ("terms", "临海大学开学了。", "The new term has begun.", ZH),
    ("lists", "王健、李明、张强出席开幕式。", "WANG Jian and ZHANG Qiang attended the opening.", ZH),
    ("lists", "WANG Jian, LI Ming and ZHANG Qiang attended.", "王健和张强出席。", EN),
    ("omissions", "学校将为每个学院配备专职辅导员，并建立全新的学生心理健康服务中心和图书馆。", "The University will give each school counsellors.", ZH),
]  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.BODY])  # that: tests/test_adapted.py
@pytest.mark.parametrize(("check", "source", "target", "told"), DROPPED)
def test_a_dropped_fact_is_information_in_what_is_free(
    check: str, source: str, target: str, told: checks.Context, kind: Kind
) -> None:
    found = checks.run(Segment(source, target, status=Status.TRANSLATED, kind=kind), told)
    severities = {one.severity for one in found if one.check == check}
    assert severities
    assert (severities == {Severity.INFO}) == (kind in FREE)
    if kind in FREE:
        assert {one.severity for one in found} == {Severity.INFO}


WRONG = [
    ("numbers", "学校今年招收3500名新生。", "The University has admitted 5,300 new students this year."),
    ("currencies", "投资3500万元。", "An investment of $35 million."),
    ("names", "李克强会见了总统。", "LI Keqaing met the President."),
    ("han", "学校今年招收新生。", "The University admits 新生 this year."),
    ("positions", "王健（左）", "WANG Jian (right)"),
    ("tags", "<b1>学校</b1>招生。", "The University admits students."),
    ("empty", "学校招生。", " "),
]


@pytest.mark.parametrize("kind", sorted(FREE))
@pytest.mark.parametrize(("check", "source", "target"), WRONG)
def test_what_is_wrong_is_wrong_there_too(check: str, source: str, target: str, kind: Kind) -> None:
    found = checks.run(Segment(source, target, status=Status.TRANSLATED, kind=kind), ZH)
    assert any(one.check == check and one.severity is not Severity.INFO for one in found)


def test_what_is_left_out_on_purpose_is_silent(desk: Desk) -> None:
    room = open_newsroom(desk.root, lambda: "li")
    for _check, source, target, told in [*DROPPED, *((*one, ZH) for one in WRONG)]:
        segment = Segment(source, target, status=Status.TRANSLATED, omitted="not for abroad")
        assert checks.run(segment, told) == ()
        twin = replace(segment, target="Something else altogether.", omitted=None, context="0123456789")
        assert segment.id not in judging.whole(room, "a", [segment, twin], told)
        assert segment.id not in comparing.against(Precedents(room.index), "a", [twin, segment], told)


def test_an_omitted_segment_has_no_finding_on_the_desk(desk: Desk) -> None:
    desk.write("a", "学校今年招收3500名新生。\n\n学校很大。\n")
    desk("sync")
    first = desk.segments("a")[0]["id"]
    desk("edit", "a", first, "--text", "The University has admitted students.")
    assert desk.segments("a")[0]["findings"]
    desk("omit", "a", first, "--why", "not for abroad")
    assert all(not one["findings"] for one in desk.segments("a") if one["status"] != "untranslated")
    room = open_newsroom(desk.root, lambda: "li")
    assert judging.judge(room, opening.open_target(room.workspace, "a"))[first] == ()
