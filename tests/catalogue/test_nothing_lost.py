"""Every word that independent programs find in real files is somewhere in our notices; what files of other kinds give is told."""

import html
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

import pytest

from cresi_app.catalogue.interchange import skos
from cresi_app.catalogue.interchange.reading import is_notice_file, of_bytes, open_file
from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import Notice
from cresi_app.core.errors import DomainError
from tests.corpus import corpus_dir

_WORD = re.compile(r"\w+")
_RECORD = re.compile(r"^(?:200|245) ", re.MULTILINE)
_FIELD = re.compile(r"^(\d{3}) (.*)$", re.MULTILINE)
_MARC = {
    # file: how many records of it the other program can read too; its alphabet when it must be told
    "unimarc/bncf_data.mrc": (5, ""),
    "unimarc/pan2bq_serie-HarryPotter.pan": (7, ""),
    "marc21/catmandu_camel.mrc": (10, ""),
    "marc21/marc4j_azdoud.xml": (1, ""),
    "marc21/pymarc_marc.dat": (20, ""),
    "marc21/pymarc_marc8.dat": (1, "marc-8"),
    "marc21/qa_short.firenze.1977.mrc": (10, ""),
    "unimarc/sudoc_143519379.xml": (1, ""),
}
_ASIDE = {
    "073",  # the EAN is the ISBN above it, without hyphens
    "041",  # « engund » is taken as its two codes
    "200",  # « [Texte imprimé] » is the kind; every other word of the title is asked for below
}
_ROLES = {"author", "editor"}
"""What is said of a person in words becomes a function."""


def words(text: str) -> set[str]:
    """Return the words of `text`, accents and capitals apart."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(c))
    return set(_WORD.findall(bare))


def said(notice: Notice) -> set[str]:
    """Return every word of a notice, of its lists and of what is kept word for word."""
    found: list[str] = []

    def go(value: object) -> None:
        if isinstance(value, list | tuple):
            for one in value:
                go(one)
        elif value is not None:
            found.append(str(value))

    for one in fields(Notice):
        go(getattr(notice, one.name))
    return words(re.sub("‡.", " ", " ".join(found)))


@lru_cache(maxsize=64)
def incoming(name: str) -> tuple[Incoming, ...]:
    """Return the notices of a file of the corpus."""
    return tuple(item for item in open_file(corpus_dir(*name.split("/"))).records() if isinstance(item, Incoming))


def ran(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed here")
    return subprocess.run([str(one) for one in command], capture_output=True, check=False, timeout=120).stdout.decode(
        "utf-8", "replace"
    )


def of_yaz(name: str, alphabet: str) -> list[dict[str, list[str]]]:
    """Return what yaz-marcdump reads: the values of each record, by tag."""
    kind = "marcxml" if name.endswith(".xml") else "marc"
    told = ["-f", alphabet, "-t", "utf-8"] if alphabet else []
    text = ran("yaz-marcdump", "-i", kind, *told, "-o", "line", corpus_dir(*name.split("/")))
    records = [one for one in re.split(r"\n\s*\n", text) if _RECORD.search(one)]
    found: list[dict[str, list[str]]] = []
    for one in records:
        record: dict[str, list[str]] = {}
        for tag, body in _FIELD.findall(one):
            value = body if tag < "010" else " ".join(re.split(r"(?:^| )\$[^ ] ", body[2:]))
            record.setdefault(tag, []).append(value)
        found.append(record)
    return found


@pytest.mark.corpus
@pytest.mark.parametrize("name", _MARC)
def test_no_word_of_a_marc_record_is_lost(name: str) -> None:
    count, alphabet = _MARC[name]
    others = of_yaz(name, alphabet)
    ours = incoming(name)
    assert len(others) == len(ours) == count
    for theirs, item in zip(others, ours, strict=True):
        have = said(item.notice)
        coded = {item.notice.leftovers[4:28]} if item.notice.leftovers else set()
        for tag, values in theirs.items():
            for value in values:
                lost = words(value) - have - _ROLES - words(" ".join(coded))
                if tag == "082":  # « 813/.54 » : the mark of segmentation is no part of the number
                    lost = (
                        words(value.replace("/", "").replace(".", "")) - words(" ".join(have).replace(".", ""))
                        if lost
                        else lost
                    )
                    lost = {
                        one
                        for one in lost
                        if not any(
                            one in other
                            for other in words(" ".join(i.value.replace(".", "") for i in item.notice.identifiers))
                        )
                    }
                assert tag in _ASIDE or not lost, (item.record, tag, lost)


def _plain(value: str) -> str:
    return re.sub(r"\\[a-zA-Z]+|[{}\\]", "", value)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    [
        "asreview_embase",
        "asreview_pubmed_zotero",
        "asreview_faulty_year",
        "jabref_RisImporterTestWithEmptyER",
        "tellico_test",
    ],
)
def test_no_word_of_a_ris_record_is_lost(name: str) -> None:
    for item in incoming(f"ris/{name}.ris"):
        values = re.sub(r"(?m)^[A-Z][A-Z0-9]  - ?", "", item.raw.decode())
        lost = words(values) - said(item.notice)
        # Languages become codes; a second SP or the placeholder of an empty value says nothing.
        assert lost <= {"english", "undefined", "08", "06"}, (item.record, lost)


@pytest.mark.corpus
def test_no_word_of_a_bibtex_entry_is_lost() -> None:
    for item in incoming("bibtex/jabref_Citavi2.bib"):
        values = re.sub(r"(?m)^\s*\w+\s*=", "", _plain(item.raw.decode()))
        have = said(item.notice) | words(_plain(item.notice.leftovers))
        assert words(values) - have <= {"and"}, item.record
    [first] = [one for one in incoming("bibtex/biber_examples.bib") if b"{moraux," in one.raw]
    assert "inproceedings" in first.notice.notes
    assert "booksubtitle" in first.notice.notes


@pytest.mark.corpus
def test_bibutils_finds_the_same_titles_and_names() -> None:
    """What ris2xml and bib2xml read of real files, we read too."""
    for name, program in (("ris/asreview_pubmed_zotero.ris", "ris2xml"), ("bibtex/tellico_test.bib", "bib2xml")):
        xml = ran(program, corpus_dir(*name.split("/")))
        theirs = [words(one) for one in re.findall(r'<namePart type="family">([^<]+)</namePart>', xml)]
        ours = set().union(*(said(item.notice) for item in incoming(name)))
        assert len(theirs) > 20
        assert [one for one in theirs if not one <= ours] == []
        titles = re.findall(r"<title>([^<]+)</title>", xml)
        assert [
            one for one in titles if "ł" not in one and not words(re.sub("&[a-z]+;", " ", one)) <= ours
        ] == []  # it takes \\log for a letter


@pytest.mark.corpus
def test_no_word_of_an_oai_record_is_lost() -> None:
    for name in ("omeka_ListRecords.notoken", "phpoaipmh_NamespacedSample", "sickle_ListRecords"):
        for item in incoming(f"oai/{name}.xml"):
            metadata = re.search(rb"<metadata>(.*)</metadata>", item.raw, re.DOTALL)
            assert metadata is not None
            values = html.unescape(re.sub(r"<[^>]*>", " ", metadata[1].decode()))
            assert words(values) <= said(item.notice) | {"eng", "en", "english", "s", "texte"}, (
                name
            )  # « (?s) » stands between two elements


# --- what the importers of notices do not take, they say ---


def not_notices() -> Iterator[Path]:
    yield corpus_dir("misc") / "avram_unimarc_schema.json"
    yield from sorted(corpus_dir("pdf").iterdir())
    yield from sorted(corpus_dir("skos").iterdir())


@pytest.mark.corpus
def test_files_of_other_kinds_are_refused_in_a_sentence() -> None:
    for path in not_notices():
        with pytest.raises(DomainError) as told:
            open_file(path)
        wanted = "thesaurus" if path.parent.name == "skos" else "unknown_format"
        assert told.value.code == wanted, path
        assert path.name in told.value.sentence
        assert not is_notice_file(path)


def test_a_thesaurus_among_notices_is_sent_to_its_page() -> None:
    data = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#" '
        b'xmlns:dcterms="http://purl.org/dc/terms/"><skos:Concept rdf:about="http://x/1"><dcterms:created>2020</dcterms:created>'
        b"</skos:Concept></rdf:RDF>"
    )
    with pytest.raises(DomainError, match="Thésaurus"):
        of_bytes(data, "themes.rdf")


# --- thesauri, against another reader of RDF ---


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["opentheso_exemple2_skos.xml", "opentheso_geo.skos.xml"])
def test_rapper_finds_the_same_terms_and_labels(name: str) -> None:
    path = corpus_dir("skos") / name
    triples = ran("rapper", "-q", "-i", "rdfxml", "-o", "ntriples", path).splitlines()
    core = "<http://www.w3.org/2004/02/skos/core#"
    concepts = {line.split(" ")[0] for line in triples if line.endswith(f"#type> {core}Concept> .")}
    labels = {
        line.split(" ", 2)[2].removesuffix(" .")
        for line in triples
        if any(f"{core}{kind}Label>" in line for kind in ("pref", "alt", "hidden")) and line.split(" ")[0] in concepts
    }
    ours = skos.open_thesaurus(path)
    assert {f"<{uri}>" for uri in ours.terms} >= concepts
    mine = {(one.label, one.language) for term in ours.terms.values() for one in term.labels}
    assert len({label for label, _ in mine}) >= len({one.split('"')[1] for one in labels} - {""}) * 0.99
    links = sum(len(term.broader) for term in ours.terms.values())
    written = {
        tuple(sorted((line.split(" ")[0], line.split(" ")[2])))
        for line in triples
        if f" {core}broader> " in line or f" {core}narrower> " in line
    }
    known = {f"<{uri}>" for uri in ours.terms}
    assert links == len({pair for pair in written if set(pair) <= known and pair[0] != pair[1]})
