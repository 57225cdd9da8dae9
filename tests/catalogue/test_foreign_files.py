"""What the files of other programs look like that no standard describes: envelopes, forgotten marks, words in the wrong place."""

from cresi_app.catalogue.interchange.reading import NoticeFile, of_bytes
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import Notice

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
