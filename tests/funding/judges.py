"""Judges that are not ours: the published schema through lxml, and the published ruleset run by its own specification over XPath."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tests.corpus import corpus_dir

NAMESPACES = {"xml": "http://www.w3.org/XML/1998/namespace"}
CONTEXTS = re.compile(r"^(/iati-activities|//)")


@cache
def schema() -> etree.XMLSchema:
    """The schema for activities, version 2.03."""
    return etree.XMLSchema(etree.parse(str(corpus_dir("iati", "schema-2.03") / "iati-activities-schema.xsd")))


def schema_allows(content: bytes) -> bool:
    """Say whether the published schema finds the document valid."""
    return bool(schema().validate(etree.fromstring(content)))


def is_judged(content: bytes) -> bool:
    """Say whether the schema's judge can be relied on.

    libxml2 lets texts and elements of other namespaces alternate where both may stand any number of times, against the order that
    the schema's sequence asks for.
    """
    return not etree.fromstring(content).xpath("//*[namespace-uri() != '']/following-sibling::narrative")


@cache
def ruleset() -> dict[str, Any]:
    """The published rules, by context."""
    loaded: dict[str, Any] = json.loads((corpus_dir("iati", "rulesets", "rulesets") / "standard.json").read_text())
    return loaded


def broken_rules(content: bytes, now: datetime, agencies: frozenset[str] = frozenset()) -> set[str]:
    """Return the numbers of the rules that the document breaks."""
    tree = etree.fromstring(content).getroottree()
    found: set[str] = set()
    for context, rules in ruleset().items():
        if "iati-organisations" in context:
            continue
        for element in _elements(context, tree):
            for name, rule in rules.items():
                found |= set(_broken(name, rule["cases"], element, now, agencies))
    return found


def _broken(
    name: str, cases: list[dict[str, Any]], element: etree._Element, now: datetime, agencies: frozenset[str]
) -> Iterator[str]:
    for case in cases:
        if name == "loop":
            values = {str(one) for one in _select(case["foreach"], element)}
            for value in values:
                filled = json.loads(json.dumps(case["do"]).replace("$1", value))
                for inner, rule in filled.items():
                    yield from _broken(inner, rule["cases"], element, now, agencies)
        elif "condition" in case and not element.xpath(f"boolean({case['condition']})", namespaces=NAMESPACES):
            continue
        elif not Judge(element, case, now, agencies).holds(name):
            yield case["ruleInfo"]["id"]


def _elements(context: str, tree: etree._ElementTree) -> list[etree._Element]:
    found = tree.xpath(context, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def _select(path: str, element: etree._Element) -> list[Any]:
    found = element.xpath(path, namespaces=NAMESPACES)
    return found if isinstance(found, list) else [found]


def _text(one: object) -> str:
    return "".join(str(text) for text in one.itertext()) if isinstance(one, etree._Element) else str(one)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


class Judge:
    """One case of one rule over one element, as SPEC.rst of the ruleset describes it."""

    def __init__(self, element: etree._Element, case: dict[str, Any], now: datetime, agencies: frozenset[str]) -> None:
        self.element, self.case, self.now, self.agencies = element, case, now, agencies
        self.matches = [one for path in case.get("paths", []) for one in _select(path, element)]
        self.texts = [_text(one) for one in self.matches]

    def holds(self, name: str) -> bool:
        """Say whether the rule is kept."""
        judged = getattr(self, name)()
        assert isinstance(judged, bool)
        return judged

    def no_more_than_one(self) -> bool:
        return len(self.matches) <= 1

    def atleast_one(self) -> bool:
        return bool(self.matches)

    def unique(self) -> bool:
        return len(set(self.texts)) == len(self.texts)

    def one_or_all(self) -> bool:
        if _select(self.case["one"], self.element):
            return True
        asked = {
            "lang": "descendant::narrative[not(@xml:lang)]",
            "sector": "transaction[not(sector)]",
            "currency": "(descendant::value|descendant::forecast|descendant::loan-status)[not(@currency)]",
        }
        return not _select(asked[self.case["all"]], self.element)

    def strict_sum(self) -> bool:
        values = [_number(text) for text in self.texts]
        if any(value is None for value in values):
            return False
        return round(sum((value for value in values if value is not None), Decimal(0)), 4) == Decimal(self.case["sum"])

    def range(self) -> bool:
        values = [_number(text) for text in self.texts]
        return all(value is not None and self.case["min"] <= value <= self.case["max"] for value in values)

    def _days(self, path: str) -> list[date]:
        if path == "NOW":
            return [self.now.date()]
        days = []
        for text in _select(path, self.element):
            try:
                days.append(date.fromisoformat(str(text).strip()[:10]))
            except ValueError:
                continue
        return days

    def date_order(self) -> bool:
        more = self._days(self.case["more"])
        return all(less <= other for less in self._days(self.case["less"]) for other in more)

    def date_now(self) -> bool:
        for text in _select(self.case["date"], self.element):
            try:
                instant = datetime.fromisoformat(str(text).strip())
            except ValueError:
                continue
            if instant.replace(tzinfo=instant.tzinfo or self.now.tzinfo) > self.now:
                return False
        return True

    def time_limit(self) -> bool:
        starts, ends = self._days(self.case["start"]), self._days(self.case["end"])
        return not starts or not ends or (ends[0] - starts[0]).days <= 365

    def regex_matches(self) -> bool:
        return all(not text or re.search(self.case["regex"], text) is not None for text in self.texts)

    def no_spaces(self) -> bool:
        return all(text == text.strip() for text in self.texts)

    def startswith(self) -> bool:
        if self.case["prefix"] == ["ORG-ID-PREFIX"]:
            return not self.agencies or all("-".join(text.split("-")[:2]) in self.agencies for text in self.texts)
        starts = [_text(one) + self.case.get("separator", "") for path in self.case["prefix"] for one in _select(path, self.element)]  # fmt: skip
        return all(any(text.startswith(start) for start in starts) for text in self.texts)

    def if_then(self) -> bool:
        asked = bool(self.element.xpath(f"boolean({self.case['if']})", namespaces=NAMESPACES))
        return not asked or bool(self.element.xpath(f"boolean({self.case['then']})", namespaces=NAMESPACES))


def example() -> Path:
    """The standard's own annotated example."""
    return corpus_dir("iati", "examples") / "activity-standard-example-annotated-2.03.xml"
