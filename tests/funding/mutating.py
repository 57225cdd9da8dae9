"""Documents spoilt at random, reproducibly: what a checker must judge like the published judges."""

from copy import deepcopy
from random import Random

from lxml import etree

VALUES = (
    "", " ", "1", "0", "2", "99", "98", "5", "100", "50", "33.33", "-1", "101", "abc", "AF", "fr", "fr-FR", "e n", "toolonglanguage",
    "2014-01-01", "2013-01-01", "2030-06-30", "2014-02-30", "2014-1-1", "2014-01-01Z", "2014-01-01T00:00:00Z", "2014-01-01T25:00:00",
    "1e3", "+5", ".5", "5.", "true", "TRUE", "http://example.org/a b", "http://exa%zzmple", "urn:x:y", "a/b|c", " AA-AAA-123456789 ",
    "AA-AAA-123456789", "FR-INSEE-229102280", "1 000", "1,5", "GBP", "000000", "B1", "A3", "-0", "2147483648", "12.5",
)  # fmt: skip
NAMES = (
    "sector", "recipient-country", "recipient-region", "narrative", "value", "title", "description", "budget", "transaction", "unknown",
    "period-start", "{http://example.org/ns}own", "policy-marker", "aid-type", "document-link", "reference", "activity-date",
)  # fmt: skip
ATTRIBUTES = (
    "percentage", "vocabulary", "code", "type", "iso-date", "currency", "value-date", "ref", "significance", "unknown",
    "{http://www.w3.org/XML/1998/namespace}lang", "{http://example.org/ns}own", "value", "measure", "default-currency", "year",
)  # fmt: skip


def mutated(content: bytes, seed: int) -> bytes:
    """Return the document with one to four changes, the same for the same seed."""
    random = Random(seed)
    root = etree.fromstring(content, etree.XMLParser(remove_comments=True))
    for _change in range(random.randint(1, 4)):
        _CHANGES[random.randrange(len(_CHANGES))](root, random)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _any(root: etree._Element, random: Random) -> etree._Element:
    elements = [one for one in root.iter() if one is not root]
    # High ones are few and decide about rules, low ones are many.
    near = [one for one in elements if len(list(one.iterancestors())) <= 2]
    return random.choice(near if random.random() < 0.6 and near else elements)


def _drop(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    parent = element.getparent()
    if parent is not None and not (parent is root and len(root) == 1):
        parent.remove(element)


def _double(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    element.addnext(deepcopy(element))


def _move(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    parent = element.getparent()
    if parent is not None and parent is not root:
        parent.insert(random.randrange(len(parent)), element)


def _rename(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    if element.getparent() is not root:
        element.tag = random.choice(NAMES)


def _add(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    element.insert(random.randrange(len(element) + 1), etree.Element(random.choice(NAMES)))


def _lose(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    if element.attrib:
        del element.attrib[random.choice(list(element.attrib))]


def _alter(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    if element.attrib:
        element.set(random.choice(list(element.attrib)), random.choice(VALUES))


def _give(root: etree._Element, random: Random) -> None:
    _any(root, random).set(random.choice(ATTRIBUTES), random.choice(VALUES))


def _write(root: etree._Element, random: Random) -> None:
    _any(root, random).text = random.choice(VALUES)


_CHANGES = (_drop, _double, _move, _rename, _add, _lose, _alter, _alter, _give, _write)
