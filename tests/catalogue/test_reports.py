"""The catalogue's papers: a notice with all it says, a bibliography with nothing cut in the middle."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from cresi_app.catalogue.model import Contribution, Copy, CopyStatus, Document, DocumentSheet, Identifier, Kind, Link
from cresi_app.catalogue.model.document import CountryOf, LanguageOf, Scheme, SubjectOf
from cresi_app.catalogue.reports import Lists, Shelf, bibliography, lists_of, notice, whole_notice
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.identity import Identity
from cresi_app.printing.document import Paper, render
from tests.catalogue.conftest import WHO
from tests.printing import inspection

CENTRE = Identity("Centre de ressources", "Solidarité internationale", address="1, rue du Pont", town="Évry")
LISTS = Lists(
    statuses={
        "available": CopyStatus("available", "Disponible", "Available"),
        "repair": CopyStatus("repair", "En réparation", ""),
    },
    schemes={"isbn": Scheme("isbn", "ISBN", "ISBN")},
)
Print = Callable[[Paper], Path]


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    def to_file(paper: Paper) -> Path:
        out = tmp_path / f"{paper.kind}.pdf"
        with clock.frozen(datetime(2026, 10, 6, 9, tzinfo=UTC)):
            render(paper, out)
        inspection.check(out)
        return out

    return to_file


def sheet(title: str = "Eaux partagées : gouverner la ressource au Sahel", **changes: object) -> DocumentSheet:
    document = Document(
        1, 1, "00042", "book", title, subtitle="Vingt ans d'expériences", date_text="2025", year=2025, extent="248 p.",
        call_number="SOL 628.1 DIA", abstract="Vingt ans d'expériences de gestion locale au Niger, au Mali et au Burkina Faso.",
        contents="1. Les puits\n2. Les comités", rights="CC BY-NC", published_on=date(2025, 3, 1), place="Paris",
    )  # fmt: skip
    base = DocumentSheet(
        document,
        Kind("book", "Livre", "Book", icon="book-open", colour=0, has_copies=True),
        publisher="Éditions du Fleuve",
        series="Eaux du monde",
        contributions=(
            Contribution(1, 1, 1, "aut", 1, "person", "Diallo", "Kadiatou", is_author=True, role_fr="Auteur"),
            Contribution(2, 1, 2, "aut", 2, "person", "Kɛita", "Fatɔumata", is_author=True, role_fr="Auteur"),
            Contribution(3, 1, 3, "trl", 3, "person", "Nguyễn", "Hạnh", role_fr="Traducteur"),
        ),
        subjects=(SubjectOf(1, 1, 1, "Eau potable", "topic"), SubjectOf(2, 1, 2, "Sahel", "place")),
        languages=(LanguageOf(1, 1, "fre", "text", "français"), LanguageOf(2, 1, "ara", "abstract", "arabe")),
        countries=(CountryOf(1, 1, "ML", "Mali"), CountryOf(2, 1, "NE", "Niger")),
        identifiers=(Identifier(1, 1, "isbn", "978-2-07-054127-0", "9782070541270", "br."),),
        links=(Link(1, 1, "set", title="Atlas de l'eau", number="3"),),
        copies=(
            Copy(1, 1, 1, "0001234", "SOL 628.1 DIA", location="Salle de lecture", status="available"),
            Copy(2, 1, 1, "0001235", "SOL 628.1 DIA", location="Réserve", status="repair", note="dos à recoller"),
            Copy(3, 1, 1, "0001236", withdrawn_on=date(2024, 1, 1)),
        ),
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # test shorthand


def read(file: Path) -> str:
    return inspection.flat(" ".join(inspection.texts(file)))


def test_a_notice_says_all_it_knows(printed: Print) -> None:
    text = read(printed(notice(sheet(), CENTRE, LISTS)))
    for said in (
        "LIVRE", "Eaux partagées : gouverner", "Vingt ans d’expériences", "Kadiatou Diallo, Fatɔumata Kɛita",
        "Paris, Éditions du Fleuve, 2025, 248 p.", "Cote SOL 628.1 DIA", "Résumé", "2. Les comités",
        "Auteur Diallo, Kadiatou ; Kɛita, Fatɔumata", "Traducteur Nguyễn, Hạnh", "français, arabe (résumé)", "Mali, Niger",
        "Eau potable · Sahel", "ISBN 978-2-07-054127-0 – br.", "Atlas de l’eau, 3", "CC BY-NC", "1er mars 2025",
        "0001234", "Disponible", "En réparation dos à recoller", "n° 00042",
    ):  # fmt: skip
        assert said in text, said
    assert "0001236" not in text  # withdrawn
    assert "Périodicité" not in text  # not said


def test_a_bare_notice_is_one_calm_page(printed: Print) -> None:
    bare = DocumentSheet(Document(1, 1, "00001", "book", "Sans rien"), sheet().kind)
    text = read(printed(notice(bare, CENTRE)))
    assert "Sans rien" in text
    assert "Aucun exemplaire au centre." in text
    assert "page 1 / 1" in text


@pytest.mark.parametrize("title", ["Kuma kɔrɔw", "الماء حق للجميع", "中非友谊", "Titre long " * 150, "…", "<b>&"])
def test_any_title_makes_a_notice_and_a_line(printed: Print, title: str) -> None:
    one = sheet(document=replace(sheet().document, title=title))
    printed(notice(one, CENTRE, LISTS))
    printed(bibliography("Choix", [Shelf("", [one])], CENTRE, LISTS))


def test_long_texts_run_over_pages_and_lose_nothing(printed: Print) -> None:
    abstract = " ".join(f"Phrase{n} du résumé." for n in range(1500))
    text = read(printed(notice(sheet(document=replace(sheet().document, abstract=abstract)), CENTRE)))
    assert all(f"Phrase{n} " in text for n in range(1500))


def test_the_cover_s_picture_is_printed_and_a_broken_one_gives_way(printed: Print, tmp_path: Path) -> None:
    picture = tmp_path / "cover.png"
    Image.new("RGB", (60, 84), "#123456").save(picture)
    drawn = printed(notice(sheet(), CENTRE)).stat().st_size
    assert printed(notice(sheet(), CENTRE, cover=picture)).stat().st_size != drawn
    picture.write_bytes(b"no picture")
    assert "Eaux partagées" in read(printed(notice(sheet(), CENTRE, cover=picture)))


def test_a_notice_of_the_library_has_its_cover_wherever_it_is_printed(
    printed: Print, catalogue: CatalogueService, tmp_path: Path
) -> None:
    picture = tmp_path / "cover.png"
    Image.new("RGB", (60, 84), "#123456").save(picture)
    document_id = catalogue.add_document(WHO, title="Eaux partagées").id
    drawn = printed(whole_notice(catalogue, document_id, CENTRE)).read_bytes()
    catalogue.attach_file(WHO, document_id, picture, is_cover=True)
    assert printed(whole_notice(catalogue, document_id, CENTRE)).read_bytes() != drawn
    with pytest.raises(DomainError):
        whole_notice(catalogue, 1, CENTRE)


def test_a_bibliography_keeps_groups_and_order(printed: Print) -> None:
    shelves = [
        Shelf(f"Groupe {g}", [sheet(document=replace(sheet().document, title=f"Titre{g}-{n}")) for n in range(9)])
        for g in range(4)
    ]
    file = printed(bibliography("L'eau en partage", shelves, CENTRE, LISTS))
    pages = [inspection.flat(text) for text in inspection.texts(file)]
    text = " ".join(pages)
    places = [text.index(f"Titre{g}-{n} ") for g in range(4) for n in range(9)]
    assert places == sorted(places)
    assert "36 documents du centre de ressources." in text
    assert "Disponible, En réparation" in text
    for group in range(4):
        assert any(f"Groupe {group}" in page and f"Titre{group}-0" in page for page in pages)


def test_an_empty_bibliography_still_prints(printed: Print) -> None:
    assert "page 1 / 1" in read(printed(bibliography("Rien", [], CENTRE)))


def test_a_notice_of_a_real_library_prints_with_its_lists(catalogue: CatalogueService, printed: Print) -> None:
    made = catalogue.add_document(WHO, title="L'eau en partage", abstract="Un résumé.")
    catalogue.add_copy(WHO, made.id, barcode="0001234", call_number="SOL 628")
    text = read(printed(notice(catalogue.document(made.id), CENTRE, lists_of(catalogue))))
    assert "L’eau en partage" in text
    assert "Disponible" in text
