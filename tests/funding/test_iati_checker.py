"""Our checker against the published judges: the schema, the ruleset, the standard's example, and hundreds of spoilt documents."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.core.money import Money
from cresi_app.funding.interchange.iati.checking import Checker, check_file
from cresi_app.funding.interchange.iati.reading import ActivityFile
from cresi_app.funding.interchange.iati.ruleset import RULES, check_rules
from cresi_app.funding.interchange.iati.structure import check_activity
from cresi_app.funding.interchange.iati.writing import write
from cresi_app.funding.model.activity import (
    Activity,
    ActivityBudget,
    Document,
    Goal,
    Movement,
    Party,
    Place,
    Role,
    Share,
    Status,
    Transaction,
)
from cresi_app.funding.model.findings import Level, grave
from tests.funding import judges
from tests.funding.mutating import mutated

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def activity(number: str = "2026-017") -> Activity:
    """An activity with everything the exporter writes."""
    authority = Party("Département de l'Essonne", "FR-INSEE-229102280", "11")
    holder = Party("Eau Vive & Cie", "", "22", Role.IMPLEMENTING, "22000")
    return Activity(
        identifier=f"FR-INSEE-229102280-{number}",
        title={"fr": "Accès à l'eau < Zinder >", "en": "Water in Zinder"},
        description={"fr": "Forages et comités d'usagers\nen zone rurale", "en": ""},
        objectives={"fr": "Moins de maladies"},
        status=Status.IMPLEMENTATION,
        starts_on=date(2026, 3, 1),
        started_on=date(2026, 3, 2),
        ends_on=date(2027, 6, 30),
        reporter=authority,
        parties=(Party(authority.name, authority.ref, "11", Role.FUNDING), holder),
        countries=(Share("NE"),),
        sectors=(Share("14030", Decimal(60)), Share("14081", Decimal(40))),
        own_number=number,
        places=(Place("Zinder", Decimal("13.805"), Decimal("8.988")),),
        goals=(Goal(6, {"fr": "Eau propre", "en": "Clean water"}),),
        markers={"1": "1", "2": "2"},
        is_humanitarian=True,
        budgets=(ActivityBudget(date(2026, 3, 1), date(2026, 12, 31), Money(1_250_050)),
                 ActivityBudget(date(2027, 1, 1), date(2027, 6, 30), Money(549_950))),
        transactions=(Transaction(Movement.DISBURSEMENT, date(2026, 3, 24), Money(900_000), {"fr": "Acompte 1", "en": "First"}, "2026-1184",
                                  Party(authority.name, authority.ref, "11"), Party("Eau Vive & Cie", "", "22")),),
        documents=(Document("https://example.org/a%20b.pdf", "application/pdf", {"fr": "Convention"}, "A09", dated_on=date(2026, 3, 1)),),
        related=((f"FR-INSEE-229102280-C{number}", "3"),),
        updated_at=datetime(2026, 10, 6, 8, 42, tzinfo=UTC),
    )  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of three activities as we write it."""
    file = tmp_path_factory.mktemp("iati") / "own.xml"
    assert write(file, [activity("2026-017"), activity("2026-018"), activity("2026-019")]) == 3
    return file.read_bytes()


def judged(path: Path, now: datetime) -> tuple[bool, set[str]]:
    """Return what ours says: valid against the structure, numbers of broken rules."""
    file = ActivityFile(path)
    structure, rules = [], set()
    for one in file.activities():
        structure += check_activity(one)
        rules |= {found.code for found in check_rules(one, now=now)}
    return not structure and not grave(file.findings), rules


def test_what_we_write_is_clean_for_both(own: bytes, tmp_path: Path) -> None:
    file = tmp_path / "own.xml"
    file.write_bytes(own)
    assert [one.text for one in check_file(file, now=NOW)] == []
    assert judges.schema_allows(own)
    assert judges.broken_rules(own, NOW) == set()


def test_xmllint_agrees(own: bytes, tmp_path: Path) -> None:
    tool = shutil.which("xmllint")
    if tool is None:
        pytest.skip("no xmllint here")
    schema = judges.example().parents[1] / "schema-2.03" / "iati-activities-schema.xsd"
    file = tmp_path / "own.xml"
    file.write_bytes(own)
    done = subprocess.run(
        [tool, "--noout", "--nonet", "--schema", str(schema), str(file)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_special_characters_come_back(own: bytes, tmp_path: Path) -> None:
    file = tmp_path / "own.xml"
    file.write_bytes(own)
    first = next(iter(list(ActivityFile(file).activities())))
    title = first.first("title", "narrative")
    assert title is not None
    assert title.text == "Accès à l'eau < Zinder >"


def test_the_standards_example() -> None:
    content = judges.example().read_bytes()
    assert judged(judges.example(), NOW) == (True, judges.broken_rules(content, NOW))
    assert judges.schema_allows(content)


def seeds(count: int) -> Iterator[int]:
    """Give the seeds of a run."""
    yield from range(count)


def _agree(content: bytes, count: int, tmp_path: Path, now: datetime) -> tuple[int, set[str]]:
    """Hold ours against both judges over `count` spoilt documents; return how many were valid, and which rules were broken."""
    file = tmp_path / "spoilt.xml"
    valid, broken = 0, set()
    for seed in seeds(count):
        spoilt = mutated(content, seed)
        if not judges.is_judged(spoilt):
            continue
        file.write_bytes(spoilt)
        theirs = judges.schema_allows(spoilt), judges.broken_rules(spoilt, now)
        assert judged(file, now) == theirs, f"seed {seed}"
        valid += theirs[0]
        broken |= theirs[1]
    return valid, broken


def test_agrees_on_spoilt_examples(tmp_path: Path) -> None:
    valid, broken = _agree(judges.example().read_bytes(), 200, tmp_path, NOW)
    assert 0 < valid < 200
    assert len(broken) > 15


def test_agrees_on_spoilt_documents_of_our_own(own: bytes, tmp_path: Path) -> None:
    judges.example()
    valid, broken = _agree(own, 200, tmp_path, datetime(2026, 5, 1, tzinfo=UTC))
    assert 0 < valid < 200
    assert len(broken) > 15


@pytest.mark.long
def test_agrees_on_thousands(own: bytes, tmp_path: Path) -> None:
    broken = set()
    for content in (judges.example().read_bytes(), own):
        broken |= _agree(content, 2_000, tmp_path, datetime(2014, 6, 1, tzinfo=UTC))[1]
    errors = {rule.number for rule in RULES if rule.level is Level.ERROR}
    assert len(broken & errors) > 25


def test_every_published_rule_about_activities_is_ours() -> None:
    published = set()

    def gather(rules: object) -> None:
        if isinstance(rules, dict):
            if "ruleInfo" in rules:
                published.add(rules["ruleInfo"]["id"])
            for inner in rules.values():
                gather(inner)
        elif isinstance(rules, list):
            for inner in rules:
                gather(inner)

    gather({context: rules for context, rules in judges.ruleset().items() if "iati-organisations" not in context})
    assert {rule.number for rule in RULES} == published


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xml"
    inner = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    file.write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{inner}]><iati-activities version="2.03">&a9;</iati-activities>'
    )
    with pytest.raises(DomainError) as refused:
        list(ActivityFile(file).activities())
    assert refused.value.code == "xml_dtd"


def test_an_outside_entity_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "outside.xml"
    file.write_text(
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><iati-activities version="2.03">&f;</iati-activities>'
    )
    with pytest.raises(DomainError):
        list(ActivityFile(file).activities())


def test_broken_characters_are_mended_and_told(own: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.xml"
    spoilt = (
        own.replace("é".encode(), b"\xe9", 1).replace(b"&amp;", b"&", 1).replace(b"Moins", b"Moi\x0bns&nbsp;&#0;", 1)
    )
    file.write_bytes(spoilt)
    read = ActivityFile(file)
    titles = [node.text for one in read.activities() if (node := one.first("title", "narrative"))]
    assert titles == ["Accès à l'eau < Zinder >"] * 3
    assert {one.code for one in read.findings} == {"characters", "mended"}
    assert not grave(read.findings)


def test_a_torn_file_gives_what_it_has(own: bytes, tmp_path: Path) -> None:
    file = tmp_path / "torn.xml"
    file.write_bytes(own[: len(own) * 3 // 4])
    read = ActivityFile(file)
    assert len(list(read.activities())) == 2
    assert [one.code for one in read.findings if one.level is Level.CRITICAL] == ["torn"]


def test_endless_nesting_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "deep.xml"
    file.write_text(
        '<iati-activities version="2.03"><iati-activity>'
        + "<a>" * 50_000
        + "</a>" * 50_000
        + "</iati-activity></iati-activities>"
    )
    read = ActivityFile(file)
    assert len(list(read.activities())) == 1
    assert "too_deep" in {one.code for one in read.findings}


@pytest.mark.parametrize("head", [b"\xff\xfe", b"", b"\x00" * 40, b"<", b"PK\x03\x04", b"<iati-activities"])
def test_no_activity_file_raises_nothing(head: bytes, tmp_path: Path) -> None:
    file = tmp_path / "no.xml"
    file.write_bytes(head)
    read = ActivityFile(file)
    assert list(read.activities()) == []
    assert grave(read.findings)


def test_other_encodings(own: bytes, tmp_path: Path) -> None:
    text = own.decode()
    for name in ("iso-8859-1", "utf-16", "windows-1252"):
        file = tmp_path / f"{name}.xml"
        file.write_bytes(text.replace("UTF-8", name, 1).encode(name))
        assert judged(file, NOW) == (True, set())


def test_one_identifier_for_two(own: bytes, tmp_path: Path) -> None:
    file = tmp_path / "twice.xml"
    file.write_bytes(own.replace(b"-2026-018<", b"-2026-017<"))
    checker = Checker()
    codes = [
        [one.code for one in checker.check(node) if one.level is Level.CRITICAL]
        for node in ActivityFile(file).activities()
    ]
    assert codes == [[], ["identifier_twice"], []]
