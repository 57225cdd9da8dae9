"""What the files of other programs look like that no standard describes: envelopes, forgotten marks, words in the wrong place."""

import pytest

from cresi_app.catalogue.interchange.reading import NoticeFile, of_bytes
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import Notice
from cresi_app.core.errors import DomainError

_ANSWER = """<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records>{records}</zs:records></zs:searchRetrieveResponse>"""
_ENVELOPE = """<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordData><record xmlns="http://www.loc.gov/MARC21/slim">
<leader>00000nam a2200000uc 4500</leader>{fields}</record></zs:recordData><zs:recordPosition>1</zs:recordPosition></zs:record>"""


def opened(text: str, name: str) -> NoticeFile:
    return of_bytes(text.encode(), name)


def notices(text: str, name: str) -> list[Notice]:
    return [item.notice for item in opened(text, name).records() if isinstance(item, Incoming)]


def datafield(tag: str, *subfields: tuple[str, str], indicators: str = "  ") -> str:
    inner = "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields)
    return f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{inner}</datafield>'


def answer(*records: str) -> str:
    return _ANSWER.format(records="".join(_ENVELOPE.format(fields=fields) for fields in records))


# --- the answers of servers, whose records stand in records ---


def test_the_envelope_of_a_server_is_no_record() -> None:
    file = opened(answer(datafield("245", ("a", "Premier")), datafield("245", ("a", "Second"))), "reponse.xml")
    assert [item.notice.title for item in file.records() if isinstance(item, Incoming)] == ["Premier", "Second"]
    assert file.total == 2


def test_the_rejects_of_an_answer_are_read_again() -> None:
    file = opened(answer(datafield("245", ("a", "Premier")), datafield("245", ("c", "Sans titre"))), "reponse.xml")
    untitled = [item for item in file.records() if isinstance(item, Incoming) and not item.notice.title]
    told = [Reject(one.record, one.offset, Told(one.record, "Sans titre"), one.raw) for one in untitled]
    again = of_bytes(rejects_file(file, told), "rejets.xml")
    assert [item.notice.responsibility for item in again.records() if isinstance(item, Incoming)] == ["Sans titre"]


# --- BibTeX ---


def test_an_entry_without_a_key_lends_nothing_to_the_others() -> None:
    found = notices(
        "@book{,\n title={Un livre}, publisher={P}\n}\n@article{,\n title={Un article}\n}\n", "sans-cle.bib"
    )
    assert [(one.title, one.publishers, one.links) for one in found][1] == ("Un article", [], [])


# --- what is no list of notices says what it is ---


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods/></modsCollection>', "MODS"),
        (
            '<xml><records><record><source-app name="EndNote">EndNote</source-app></record></records></xml>',
            "EndNote XML",
        ),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "PubMed XML"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI Titre\nER\n", "Web of Science"),
        ("%0 Book\n%T Titre\n", "EndNote (Refer)"),
        ("PMID- 1\nTI  - Titre\n", "PubMed (nbib)"),
        ("CREATE TABLE `biblio` (\n `title` text\n);\nINSERT INTO `biblio` VALUES ('x');", "Koha"),
        ("CREATE TABLE `notices` (\n `id` int,\n `title` text\n);\nINSERT INTO `notices` VALUES (1,'x');", "SQL"),
        ('[{"id": "1", "type": "book", "DOI": "10.1/x", "title": "Titre"}]', "CSL-JSON"),
        ("<!DOCTYPE html><html><body>Connexion</body></html>", "page web"),
        ('<r xmlns:zs="http://www.loc.gov/zing/srw/"><zs:numberOfRecords>0</zs:numberOfRecords></r>', "aucune notice"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(text: str, kind: str) -> None:
    with pytest.raises(DomainError) as told:
        opened(text, "fichier.txt")
    assert told.value.code == "unknown_format"
    assert kind in told.value.sentence
    assert "fichier.txt" in told.value.sentence
