"""What TMX 1.4b (LISA OSCAR, 2005) allows: its elements, their order and their attributes, in our own words.

The content models are those of `tmx14.dtd`, which is part of the specification; the file itself is not copied here.
`tests/test_omegat.py` compares this table with the file where a program that ships it is installed.
"""

import re
from io import StringIO

from lxml import etree

_TEXT = "(#PCDATA)"
_MARKUP = "(#PCDATA | sub)*"
_INLINE = "(#PCDATA | bpt | ept | ph | it | hi | ut)*"
_SEGMENTATION = "(block | paragraph | sentence | phrase)"
_HISTORY = "creationtool creationtoolversion creationdate creationid changedate changeid o-tmf"
_USE = f"o-encoding datatype usagecount lastusagedate {_HISTORY}"

# Each element: its content; the attributes it must have; those it may have. `name=(…)` has one of some values.
ELEMENTS = {
    "tmx": ("(header, body)", "", ""),
    "header": (
        "(note | prop | ude)*",
        f"creationtool creationtoolversion segtype={_SEGMENTATION} o-tmf adminlang srclang datatype",
        "o-encoding creationdate creationid changedate changeid",
    ),
    "body": ("(tu*)", "", ""),
    "note": (_TEXT, "", "o-encoding xml:lang lang"),
    "prop": (_TEXT, "type", "o-encoding xml:lang lang"),
    "ude": ("(map+)", "name", "base"),
    "map": ("EMPTY", "unicode", "code ent subst"),
    "tu": ("((note | prop)*, tuv+)", "", f"tuid srclang segtype={_SEGMENTATION} {_USE}"),
    "tuv": ("((note | prop)*, seg)", "xml:lang", f"lang {_USE}"),
    "seg": (_INLINE, "", ""),
    "sub": (_INLINE, "", "datatype type"),
    "hi": (_INLINE, "", "x type"),
    "bpt": (_MARKUP, "i", "x type"),
    "ept": (_MARKUP, "i", ""),
    "it": (_MARKUP, "pos=(begin | end)", "x type"),
    "ph": (_MARKUP, "", "x assoc type"),
    "ut": (_MARKUP, "", "x"),
}


def dtd() -> etree.DTD:
    """The table as a DTD."""
    lines = ['<!ATTLIST tmx version CDATA #FIXED "1.4">']
    for name, (content, required, allowed) in ELEMENTS.items():
        lines.append(f"<!ELEMENT {name} {content}>")
        for attributes, must in ((required, "#REQUIRED"), (allowed, "#IMPLIED")):
            for attribute, kind in re.findall(r"([\w:-]+)(?:=(\([^)]*\)))?", attributes):
                lines.append(f"<!ATTLIST {name} {attribute} {kind or 'CDATA'} {must}>")
    return etree.DTD(StringIO("\n".join(lines)))


DTD = dtd()


def valid(data: bytes) -> None:
    """Fails where `data` is no TMX 1.4b. What a DTD cannot say: how a date is written, and that `version` is there."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    assert DTD.validate(root), str(DTD.error_log)
    assert root.get("version") == "1.4"
    for one in root.iter("tu", "tuv"):
        for name in ("changedate", "creationdate", "lastusagedate"):
            assert re.fullmatch(r"\d{8}T\d{6}Z", one.get(name, "20260101T000000Z"))
