"""A leader's decision by proxy: recorded in the PO file, void after any later change, and what has changed since."""

import pytest

from tests.conftest import Desk


@pytest.fixture
def a(desk: Desk) -> Desk:
    desk.write("a", "---\ntitle: 海洋研讨会\n---\n\n会议很成功。海洋很大。\n")
    desk("sync")
    for one, text in zip(
        desk.segments("a"), ("Ocean Seminar", "It was a success.", "The ocean is large."), strict=True
    ):
        desk("edit", "a", one["id"], "--text", text, by="li")
    desk("approve", "a", "--all", by="wang")
    return desk


def test_a_sign_off_holds_for_one_text(a: Desk) -> None:
    ident = a.segments("a")[1]["id"]
    assert "signed_off" not in a.row("a")
    assert a("diff", "a", code=1).err.startswith("transflow: a: nobody has signed it off")
    before = a("signoff", "a", "--for", "王主任", "--via", "word", "--note", "好", by="li").out
    assert "王主任" in before
    assert "li" in before
    assert "word" in before
    recorded = a.po("a").read_bytes()
    a(
        "signoff", "a", "--for", "王主任", "--via", "word", "--note", "好", by="wang"
    )  # the same once more is nothing new
    assert a.po("a").read_bytes() == recorded
    (row,) = a.row("a")["signed_off"]
    assert (row["name"], row["by"], row["via"], row["valid"]) == ("王主任", "li", "word", True)
    assert a("diff", "a", "--json").json["unchanged"] is True
    assert a("history", "a", "--json").json[-1]["verb"] == "signoff"

    a("edit", "a", ident, "--text", "It was a great success.", by="li")
    assert a.row("a")["signed_off"][0]["valid"] is False
    assert "void" in a("show", "a").out
    found = a("diff", "a", "--json").json
    assert (found["unchanged"], found["complete"]) == (False, True)
    (change,) = found["changes"]
    assert (change["id"], change["before"], change["now"]) == (ident, "It was a success.", "It was a great success.")
    assert "It was a {+great +}success." in a("diff", "a").out
    a("approve", "a", ident, by="wang")  # a status is no text
    assert a("diff", "a", "--json").json["changes"] == [{**change, "status": "approved"}]

    a("edit", "a", ident, "--text", "It was a success.", by="li")  # derived: the text is that which was signed off
    assert a.row("a")["signed_off"][0]["valid"] is True

    po = a.po("a")  # another program: what was is not in the journal's last act, and the digest still tells
    po.write_text(po.read_text("utf-8").replace("The ocean is large.", "The ocean is wide."), "utf-8")
    assert [one["now"] for one in a("diff", "a", "--json").json["changes"]] == ["The ocean is wide."]
    source = a.root / "articles" / "a.md"
    source.write_text(source.read_text("utf-8").replace("title:", "desk: 校园\ntitle:"), "utf-8")
    assert a("diff", "a", "--json").json["complete"] is False


def _source_changes(a: Desk) -> None:
    """`diff --since published` tells what has become of the source, before `sync` takes it up and after."""
    told = a("diff", "a", "--since", "published")
    assert "source has changed" not in told.out + told.err
    path = a.root / "articles" / "a.md"
    source = a.segments("a")[1]["source"]
    path.write_text(path.read_text("utf-8").replace(source, f"昨天，{source}"), "utf-8")
    for taken_up in (False, True):
        if taken_up:
            a("sync")
        told = a("diff", "a", "--since", "published").out
        assert f"{{+昨天，+}}{source}" in told
        assert "the source has changed since" in told
        assert ("not taken up yet" in told) is not taken_up
        (one,) = a("diff", "a", "--since", "published", "--json").json["source_changes"]
        assert (one["at"] is not None, one["segments"]["stale"]) == (taken_up, 1)


def test_where_a_sign_off_is_wanted_nothing_goes_out_without(a: Desk) -> None:
    settings = a.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8").replace("[review]", "[review]\nsignoff = true"), "utf-8")
    ident = a.segments("a")[1]["id"]
    assert "nobody has signed it off" in a("publish", "a", by="wang", code=1).err
    a("signoff", "a", "--for", "王主任", "--via", "phone", by="li")
    a("edit", "a", ident, "--text", "It was a triumph.", by="li")
    a("approve", "a", ident, by="wang")
    assert "void" in a("publish", "a", by="wang", code=1).err
    assert not list(a.root.glob("public/en/a/*"))
    a("signoff", "a", "--for", "王主任", "--via", "phone", by="li")
    a("publish", "a", by="wang")
    assert a("diff", "a", "--since", "published", "--json").json["unchanged"] is True
    a("edit", "a", ident, "--text", "It was a success.", by="li")
    assert "It was a [-triumph-]{+success+}." in a("diff", "a", "--since", "published").out
    _source_changes(a)
    settings.write_text(settings.read_text("utf-8") + '\n[people.li]\nroles = ["translator"]\n', "utf-8")
    assert "signoff" in a("signoff", "a", "--for", "王主任", "--via", "word", by="li", code=1).err
    assert a("signoff", "a", "--for", " ", "--via", "word", code=2)
