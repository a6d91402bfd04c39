"""Whether a file is valid XLIFF by the schemas of OASIS (`tests/data/xliff`)."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

HERE = Path(__file__).parent / "data" / "xliff"
# The schemas import that of the xml: namespace (XML 1.0, 2.10 and 2.12), of which they need two attributes.
XML = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xs:attribute name="lang" type="xs:language"/>
<xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName">
<xs:enumeration value="default"/><xs:enumeration value="preserve"/></xs:restriction></xs:simpleType></xs:attribute>
</xs:schema>"""


class _Beside(etree.Resolver):
    def resolve(self, url: str, _public: str, context: Any) -> Any:
        return self.resolve_string(XML, context) if url.endswith("xml.xsd") else None


@cache
def _schema(name: str) -> Any:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    return etree.XMLSchema(etree.parse(HERE / name, parser))


def valid(data: bytes) -> None:
    """Fails where `data` is not valid by the schema of its version."""
    root = etree.fromstring(data)
    name = "xliff-core-1.2-strict.xsd" if root.get("version") == "1.2" else "xliff_core_2.0.xsd"
    _schema(name).assertValid(root)
