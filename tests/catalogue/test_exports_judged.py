"""What we write, judged by others: the published schema of UNIMARC, yaz, LibreOffice, rapper; and records that are too long."""

import json
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from cresi_app.catalogue.interchange import iso2709, skos
from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.marc21 import writing as marc21
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.unimarc import writing as unimarc
from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.service import CatalogueService
from tests.catalogue.conftest import WHO
from tests.catalogue.generated import NOTICES
from tests.corpus import corpus_dir

NEEDED = {"001", "100", "101", "200", "801"}
"""What every record has; the schema asks for others that only maps or old books have."""
LOCAL = {"930", "995"}
"""Fields of copies, which French libraries write and the manual leaves to each country."""


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((corpus_dir("misc") / "avram_unimarc_schema.json").read_text(encoding="utf-8"))[
        "fields"
    ]
    return found


def faults(data: bytes) -> set[str]:
    """Return what the schema has against the records: fields, subfields, indicators, repetitions it does not know."""
    found: set[str] = set()
    for record in iso2709.read(data):
        assert isinstance(record, iso2709.RawRecord)
        assert not record.doubts
        tags = [one.tag for one in record.fields]
        for one in record.fields:
            known = schema().get(one.tag)
            if one.tag in LOCAL:
                continue
            if known is None:
                found.add(f"{one.tag} is unknown")
                continue
            if not known.get("repeatable", True) and tags.count(one.tag) > 1:
                found.add(f"{one.tag} is repeated")
            for part in one.data.decode().split("\x1f")[1:]:
                if part[0] not in known.get("subfields", {}):
                    found.add(f"{one.tag} ${part[0]} is unknown")
            for at, name in enumerate(("indicator1", "indicator2")):
                codes = (known.get(name) or {}).get("codes")
                mark = one.data.decode()[at : at + 1] if b"\x1f" in one.data else ""
                if codes and mark and mark not in codes and not (mark == " " and "#" in codes):
                    found.add(f"{one.tag} {name} is {mark!r}")
        found |= {f"{tag} is missing" for tag in NEEDED - set(tags)}
    return found


@pytest.mark.corpus
@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.generate,),
)
@given(notice=NOTICES)
def test_our_unimarc_is_as_its_schema_says(notice: Notice) -> None:
    assert faults(unimarc.record(notice, 42)) <= TOLERATED


TOLERATED = {"330 $9 is unknown"}
"""What the schema does not know and libraries write all the same: the language of an abstract has no subfield of its own."""


@pytest.mark.parametrize("name", ["unimarc", "marc21"])
def test_a_record_too_long_is_told_and_the_others_are_written(
    catalogue: CatalogueService, tmp_path: Path, name: str
) -> None:
    words = " ".join(f"œuvre{number}" for number in range(12_000))
    long = catalogue.add_document(WHO, title="Trop long", abstract=words).id
    cut = catalogue.add_document(WHO, title="Long", abstract=words[:40_000]).id
    short = catalogue.add_document(WHO, title="Court").id
    out = tmp_path / "x.iso"
    report = export(catalogue, name, [long, cut, short], out)
    assert (report.written, [one for one, _ in report.skipped]) == (2, [long])
    assert "JSON" in report.skipped[0][1].text
    titles = [item.notice.title for item in of_bytes(out.read_bytes(), "x").records() if isinstance(item, Incoming)]
    assert titles == ["Long", "Court"]
    for record in iso2709.read(out.read_bytes()):
        assert isinstance(record, iso2709.RawRecord)
        assert all(len(one.data) < iso2709.MAX_FIELD for one in record.fields)
        assert int(record.leader[:5]) == len(record.raw) + 1  # its mark of the end


def test_one_word_that_no_field_holds_is_refused_too() -> None:
    endless = Notice(title="x" * 12_000)
    for write in (unimarc.record, marc21.record):
        with pytest.raises(iso2709.TooLong):
            write(endless, 1)


@pytest.mark.long
def test_libreoffice_reads_our_workbooks(catalogue: CatalogueService, tmp_path: Path) -> None:
    """Every cell of the list is the same once LibreOffice has opened it and saved it as text."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice (LibreOffice) is not installed here")
    catalogue.add_document(
        WHO, title="=1+1", price="-5", abstract="Deux\nlignes ; « ici »", identifiers=[("isbn", "9782070368228")]
    )
    catalogue.add_document(WHO, title="Œuvre d'été", year=2020, call_number="0012")
    ids = [row.id for row in catalogue.search("").rows]
    export(catalogue, "csv", ids, tmp_path / "ours.csv")
    ours = [
        item.notice
        for item in of_bytes((tmp_path / "ours.csv").read_bytes(), "x.csv").records()
        if isinstance(item, Incoming)
    ]
    for suffix in ("xlsx", "ods"):
        made = tmp_path / f"liste-{suffix}.{suffix}"
        export(catalogue, suffix, ids, made)
        home = f"-env:UserInstallation=file://{tmp_path}/office"
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):59,34,76",
            "--outdir",
            str(tmp_path / "out"),
            str(made),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        saved = (tmp_path / "out" / f"{made.stem}.csv").read_bytes()
        theirs = [item.notice for item in of_bytes(saved, "x.csv").records() if isinstance(item, Incoming)]
        assert [(one.title, one.price, one.abstract, one.year, one.call_number, one.identifiers) for one in theirs] == [
            (one.title, one.price, one.abstract, one.year, one.call_number, one.identifiers) for one in ours
        ]


def test_rapper_reads_our_thesauri(catalogue: CatalogueService, tmp_path: Path) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed here")
    data = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <http://x/s> a skos:ConceptScheme ; skos:prefLabel "Thèmes"@fr .
<http://x/1> a skos:Concept ; skos:inScheme <http://x/s> ; skos:prefLabel "L'eau & l'été"@fr ; skos:altLabel "Flotte"@fr ; skos:narrower <http://x/2> ; skos:scopeNote "« dit »"@fr .
<http://x/2> a skos:Concept ; skos:inScheme <http://x/s> ; skos:prefLabel "Puits"@fr , "Well"@en ; skos:related <http://x/1> ."""
    said = skos.read(data.encode(), "x.ttl")
    _, changes = catalogue.import_thesaurus(WHO, said)
    assert changes.seq is not None
    [thesaurus] = [one for one in catalogue.thesauri() if one.uri == "http://x/s"]
    sheets = catalogue.terms_of(thesaurus.id)
    counts = set()
    for name, kind in (("x.ttl", "turtle"), ("x.rdf", "rdfxml")):
        skos.write(thesaurus, sheets, tmp_path / name)
        done = subprocess.run(
            ["rapper", "-q", "-i", kind, "-o", "ntriples", str(tmp_path / name)],
            capture_output=True,
            check=True,
            timeout=60,
        )
        triples = set(done.stdout.decode().splitlines())
        counts.add(len(triples))
        assert any("\"L'eau & l" in line for line in triples)
        broader = "<http://www.w3.org/2004/02/skos/core#broader>"
        assert f"<http://x/2> {broader} <http://x/1> ." in triples
        assert f"<http://x/1> {broader.replace('broader', 'narrower')} <http://x/2> ." in triples
    assert len(counts) == 1  # both say the same
