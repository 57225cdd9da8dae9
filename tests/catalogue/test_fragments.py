"""Anything is found by any fragment, in any language: what is typed, and the notice it must bring."""

from collections.abc import Iterator
from typing import Any

import pytest

from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO

NOTICES: dict[str, dict[str, Any]] = {
    "well": {
        "title": "L'eau-forte et l’œuvre : creuser un puits", "subtitle": "Guide d'aujourd'hui", "year": 2018, "kind": "guide",
        "contributions": ["Traoré, Aminata", "N'Diaye, Cheikh"], "publisher": "Éditions de l'Atelier", "place": "Bamako",
        "identifiers": [("isbn", "978-2-07-036822-8")], "countries": ["ML"], "languages": ["fre"], "subjects": ["Ressources en eau"],
        "abstract": "Micro-crédit, éco-citoyenneté et aînés : l'été où l’on a creusé. Voir §4.7 et la version 2.0.",
        "notes": "Don de l'association Sœurs d'Été, relié cuir.", "call_number": "EAU.323 TRA",
    },
    "code": {"title": "Programmer en C++, C# et .NET", "kind": "web", "abstract": "R&D, open-source, TCP/IP.", "year": 2021},
    "women": {"title": "Femmes rurales et journaux locaux", "abstract": "Les travaux nationaux des coopératives.", "year": 1999},
    "micro": {"title": "Le microcrédit rural", "kind": "book", "identifiers": [("issn", "0317-8471")], "date_text": "DL 2003"},
    "arabic": {"title": "التنمية المستدامة في إفريقيا", "abstract": "مُحَمَّد أحمد — مدرسة، عام ٢٠٢٤", "languages": ["ara"]},
    "russian": {"title": "Ёлка и Киев: помощь развитию", "abstract": "Йод, школа.", "languages": ["rus"]},
    "chinese": {"title": "国际开发合作", "abstract": "中国与非洲的水资源管理，2023年。", "languages": ["chi"]},
    "japanese": {"title": "アフリカの水と学校", "abstract": "国際協力ガイド。"},
    "korean": {"title": "국제개발협력 입문"},
    "thai": {"title": "การพัฒนาที่ยั่งยืน"},
    "hindi": {"title": "सतत विकास और शिक्षा"},
    "greek": {"title": "Ανάπτυξη και αλληλεγγύη στους πολίτες"},
    "hebrew": {"title": "שלום ומים"},
    "viet": {"title": "Nước sạch và đói nghèo", "abstract": "Đông Á, Straße, Łódź, İstanbul, Þór."},
    "bambara": {"title": "Ɲɛtaa ni Ŋɔgɔn dɛmɛ", "abstract": "Ɓamtaare e Pulaar"},
    "german": {"title": "Größe und Übersee-Straße"},
}  # fmt: skip

FOUND = [
    # beginnings, accents, capitals, ligatures, elisions
    ("oeuvre", "well"), ("ŒUVRE", "well"), ("l’œuv", "well"), ("l'oeuvre", "well"), ("aujourd'hui", "well"), ("aujourd’hui", "well"),
    ("ete creuse", "well"), ("ainé", "well"), ("soeurs d'ete", "well"), ("traore", "well"), ("Ndiaye OU n'diaye", "well"), ("n’diaye", "well"),
    ("aminata puits", "well"), ("editions atelier", "well"), ("bamako", "well"), ("mali", "well"), ("ressource*", "well"), ("relie cuir", "well"),
    # hyphens, both ways
    ("eau-forte", "well"), ("eau forte", "well"), ("eauforte", "well"), ("micro-crédit", "well micro"), ("microcredit", "well micro"),
    ("ecocitoyennete", "well"), ("éco‑citoy", "well"), ("opensource", "code"),
    # numbers: ISBN in any dress, ISSN, call number, bar code, year, figures with dots
    ("978-2-07-036822-8", "well"), ("9782070368228", "well"), ("978207036", "well"), ("978-2-07", "well"), ("2070368228", ""),
    ("2-07-036822-X", "well"), ("207036822x", "well"), ("2070368223", ""), ("0317-8471", "micro"), ("03178471", "micro"), ("EAU.323", "well"), ("323 tra", "well"),
    ("94-000127-1", "well"), ("940001271", "well"), ("94000", "well"), ("2018", "well"), ("2003", "micro"), ("4.7", "well"), ("2.0", "well"),
    # signs that are part of a name
    ("C++", "code"), ("c#", "code"), (".net", "code bambara"), ("R&D", "code"), ("tcp/ip", "code"),
    # plural and singular, when nothing has the very word
    ("femme rurale", "women"), ("journal local", "women"), ("travail national", ""), ("coopérative nationale", "women"), ("puit", "well"),
    # Arabic, with and without vowels, article and the forms of alef; its figures
    ("التنمية", "arabic"), ("تنمية", "arabic"), ("تنميه مستدامه", "arabic"), ("افريقيا", "arabic"), ("أفريقيا", "arabic"), ("محمد", "arabic"),
    ("احمد", "arabic"), ("مدرسه", "arabic"), ("2024", "arabic"), ("٢٠٢٤", "arabic"), ("التنم", "arabic"),
    # Cyrillic, Greek, Hebrew
    ("елка", "russian"), ("КИЕВ", "russian"), ("помощ", "russian"), ("иод", "russian"), ("αναπτυξη", "greek"), ("πολιτης OU ΠΟΛΙΤΕΣ", "greek"),
    ("שלומ", "hebrew"), ("שלום", "hebrew"),
    # what nothing parts: two characters anywhere, in their order
    ("开发", "chinese"), ("合作", "chinese"), ("发合", "chinese"), ("发开", ""), ("水资源", "chinese"), ("2023", "chinese"), ("水", "chinese japanese"),
    ("学校", "japanese"), ("アフリカ", "japanese"), ("協力", "japanese"), ("국제", "korean"), ("พัฒนา", "thai"), ("ยั่งยืน", "thai"),
    # other marks
    ("विकास", "hindi"), ("शिक्षा", "hindi"), ("nuoc sach", "viet"), ("doi ngheo", "viet"), ("lodz", "viet"), ("istanbul", "viet"),
    ("strasse", "viet german"), ("thor", "viet"), ("nyɛtaa OU ɲɛtaa", "bambara"), ("netaa", "bambara"), ("bamtaare", "bambara"),
    ("ubersee", "german"), ("groesse OU grosse", "german"),
]  # fmt: skip


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CatalogueService, dict[int, str]]]:
    with Library.create(tmp_path_factory.mktemp("fragments") / "library", sources=SOURCES) as library:
        catalogue = CatalogueService(library)
        ids = {catalogue.add_document(WHO, **fields).id: name for name, fields in NOTICES.items()}
        well = next(one for one, name in ids.items() if name == "well")
        catalogue.add_copy(WHO, well, barcode="94-000127-1", call_number="EAU.323 TRA")
        yield catalogue, ids


def test_fragments_find_their_notices(collection: tuple[CatalogueService, dict[int, str]]) -> None:
    catalogue, ids = collection
    wrong = {}
    for typed, expected in FOUND:
        page = catalogue.search(typed)
        found = {ids[one] for one in page.ids}
        if found != set(expected.split()) or len(catalogue.found(typed).ids) != page.total:
            wrong[typed] = found
    assert not wrong
