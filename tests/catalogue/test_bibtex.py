"""BibTeX as reference managers write it: LaTeX, crossrefs, empty and double keys, broken entries told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import bibtex
from cresi_app.catalogue.interchange.bibtex.latex import plain
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import NoticeIdentifier, NoticeLink, NoticePublisher, NoticeSubject


def notices(text: str) -> list[Incoming]:
    items = list(bibtex.read(text))
    assert all(isinstance(item, Incoming) for item in items)
    return [item for item in items if isinstance(item, Incoming)]


def test_an_article_with_everything() -> None:
    [item] = notices(r"""@article{traore2010,
      author = {Traor{\'e}, Aminata and {Banque mondiale} and others and Jean de La Fontaine},
      title = {L'{\'E}cole au {Sahel} -- 50\% d'{\oe}uvres}, journal = "Revue {\&} Tiers Monde", volume = 51, number = 201,
      pages = {3--17}, year = 2010, month = mar, issn = {1293-8882}, doi = {10.3917/rtm.201}, url = {https://x.org/a\_b},
      keywords = {eau, Mali}, abstract = {Un tr\`es bon r\'esum\'e.}, x-local = {gardé}}""")
    notice = item.notice
    assert (notice.kind, notice.title) == ("article", "L'École au Sahel – 50% d'œuvres")
    assert [(one.family, one.given, one.kind) for one in notice.contributions] == [
        ("Traoré", "Aminata", "person"), ("Banque mondiale", "", "body"), ("de La Fontaine", "Jean", "person"),
    ]  # fmt: skip
    assert notice.links == [NoticeLink("issue", "Revue & Tiers Monde", "51 (201)", "1293-8882", "2010-03", "3-17")]
    assert notice.identifiers == [NoticeIdentifier("doi", "10.3917/rtm.201")]
    assert (notice.url, notice.year, notice.abstract) == ("https://x.org/a_b", 2010, "Un très bon résumé.")
    assert notice.subjects == [NoticeSubject("eau", "free"), NoticeSubject("Mali", "free")]
    assert notice.leftovers.splitlines() == ["@article{traore2010}", "x-local = {gardé}"]


def test_a_book_and_its_series() -> None:
    [item] = notices(
        "@book{a, title={X}, publisher={Karthala}, address={Paris}, series={Tropiques}, number={4}, pagetotal={210}, isbn={2070368222}, edition={2}, language={french}}"
    )
    notice = item.notice
    assert notice.publishers == [NoticePublisher("Karthala", "Paris")]
    assert (notice.series, notice.series_number, notice.extent, notice.edition) == ("Tropiques", "4", "210 p.", "2")
    assert [one.code for one in notice.languages] == ["fre"]


def test_an_entry_inherits_from_the_book_it_refers_to() -> None:
    items = notices(
        "@inproceedings{a, title={Part}, crossref={B}, pages={1--2}}\n@proceedings{b, title={Whole}, year={2001}, publisher={P}}"
    )
    part = items[0].notice
    assert part.links == [NoticeLink("set", "Whole", "", "", "2001", "1-2")]
    assert (part.year, part.publishers[0].name) == (2001, "P")


def test_joined_parts_and_strings_are_one_value() -> None:
    [item] = notices(
        '@string{STOC = " Symposium"}\n@book{a, title = "Proc. 15th" # STOC, year = 1983, note = {C# and F#}, month = "10 " # jan}'
    )
    assert (item.notice.title, item.notice.notes, item.notice.date_text) == (
        "Proc. 15th Symposium",
        "C# and F#",
        "1983-01-10",
    )


def test_entries_without_key_or_with_the_same_are_all_read() -> None:
    items = notices("@book{, title={Un}}\n@book{, title={Deux}}\n@book{k, title={Trois}}\n@book{k, title={Quatre}}")
    assert sorted(item.notice.title for item in items) == ["Deux", "Quatre", "Trois", "Un"]
    assert sum(bool(item.doubts) for item in items) == 2


def test_a_broken_entry_is_told_and_the_others_are_read() -> None:
    items = list(bibtex.read("@book{a, title={Un}}\n@book{b, title={Deux\n\n@book{c, title={Trois}}\n"))
    assert isinstance(items[0], Incoming)
    assert items[0].notice.title == "Un"
    rejected = [item for item in items if isinstance(item, Reject)]
    read = [item for item in items if isinstance(item, Incoming)]
    assert any(b"Deux" in item.raw for item in rejected) or any(b"Deux" in item.raw for item in read)
    assert any("Trois" in item.notice.title or "Trois" in item.notice.leftovers for item in read)


@pytest.mark.parametrize(
    ("written", "read"),
    [(r"{\'E}cole", "École"), (r"\c{c}a", "ça"), ("A {B} C", "A B C"), ("50% de plus", "50% de plus"), ("a \\& b~c", "a & b\u00a0c".replace("\u00a0", " ")),
     ("Größe", "Größe"), (r"\unknown{x}", "x"), ("{unbalanced", "unbalanced")],
)  # fmt: skip
def test_latex_becomes_text(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_alphabets(encoding: str) -> None:
    data = "% Encoding: x\n@book{a, title = {Forêt d’été}}".encode(encoding)
    [item] = list(of_bytes(data, "x.bib").records())
    assert isinstance(item, Incoming)
    assert item.notice.title == "Forêt d’été"


@given(st.text(alphabet=st.sampled_from('@bok{}",=\\%#\n ax1é'), max_size=200))
def test_nothing_typed_raises(text: str) -> None:
    for item in bibtex.read(text):
        assert isinstance(item, Incoming | Reject)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"{\textless}b{\textgreater} \LaTeX\ et C:\Users\x", r"<b> LaTeX et C:\Users\x"),
        (r"\no 12, \og l'eau \fg{} \& {A} & B, 5 \pounds, \S 3", "n° 12, « l'eau » & A & B, 5 £, §3"),
        (r"\inconnue{mot} \autre dit, \cite{ba2010}, $<$p$>$, \~{}awa", r"mot \autre dit, ba2010, <p>, ~awa"),
        (r"{\em it} {\bf gras} \relax\noindent fin", "it gras fin"),
    ],
)
def test_a_command_nobody_knows_is_kept(typed: str, meant: str) -> None:
    assert plain(typed) == meant


def test_days_addresses_and_issues_of_other_programs() -> None:
    [notice] = [item.notice for item in notices(
        "@article{a, title={Les puits : un guide}, journaltitle={Grain de sel}, issn={1560-2664}, issuetitle={L'eau}, issuesubtitle={dossier}, "
        "number={77}, year={2018}, month={jul/aug}, url={https://a.org/1 https://b.org/2}}"
    )]  # fmt: skip
    assert (notice.title, notice.subtitle, notice.date_text) == ("Les puits", "un guide", "jul/aug 2018")
    assert notice.links == [
        NoticeLink("set", "Grain de sel", "", "1560-2664"), NoticeLink("issue", "L'eau: dossier", "77", "", "jul/aug 2018"),
    ]  # fmt: skip
    assert (notice.url, notice.identifiers) == ("https://a.org/1", [NoticeIdentifier("uri", "https://b.org/2")])
    [dated, part] = [item.notice for item in notices(
        '@book{a, title={A}, date={2019-03}, month=mar # "~14"}\n'
        "@incollection{b, title={B}, booktitle={Tout}, series={Tropiques}, number=4, pages={1--9}}"
    )]  # fmt: skip
    assert (dated.date_text, dated.published_on) == ("2019-03-14", "2019-03-14")
    assert (part.series, part.series_number, part.links[0].number) == ("Tropiques", "4", "")


def test_runs_of_empty_lines_cost_nothing() -> None:
    """Each line is looked at once: a file of blank lines is read as fast as one of words."""
    blank = "\n" * 200_000
    [item] = of_bytes(f"@book{{a, title={{Les puits{blank}}}, year=2010}}{blank}".encode(), "x.bib").records()
    assert isinstance(item, Incoming)
    assert (item.notice.title, item.notice.year) == ("Les puits", 2010)
