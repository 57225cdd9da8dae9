"""What somebody decides about an import: subjects that the library does not have, near-doubles, own fields corrected by hand."""

import pytest

from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.model.custom import FieldType
from cresi_app.catalogue.model.importing import NEAR, ImportOptions, ImportReport, Outcome
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.importing import likely
from cresi_app.core.ids import new_id
from tests.catalogue.conftest import WHO


def brought(catalogue: CatalogueService, text: str, **options: object) -> ImportReport:
    data = f"\ufeff{text}".encode() if not text.startswith(("TY", "@", "{", "<")) else text.encode()
    names = {"T": "x.ris", "@": "x.bib", "{": "x.json", "<": "x.xml"}
    return import_file(catalogue, WHO, of_bytes(data, names.get(text[0], "x.csv")), ImportOptions(**options))[0]  # type: ignore[arg-type]  # options by name


# --- subjects ---

SUBJECTS = {
    "csv": 'Titre;Sujets\nL\'été;"Eau ; Puits"\n',
    "ris": "TY  - BOOK\nTI  - L'été\nKW  - Eau\nKW  - Puits\nER  - \n",
    "bibtex": "@book{a, title={L'été}, keywords={Eau; Puits}}\n",
    "json": '{"format": "cresi-notices", "version": 1, "notices": [{"title": "L\'été", "subjects": [{"term": "Eau", "kind": "free"}, {"term": "Puits", "kind": "free"}]}]}',
    "dc": '<d xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>L\'été</dc:title><dc:subject>Eau ; Puits</dc:subject></d>',
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_new_subjects_are_kept_in_words_until_asked_for(catalogue: CatalogueService, name: str) -> None:
    brought(catalogue, "Titre;Sujets\nAutre;Eau\n")
    report = brought(catalogue, SUBJECTS[name], create_subjects=False)
    assert (report.created, report.subjects_left) == (1, {"Puits"})
    sheet = catalogue.document(report.first_ids[0])
    assert [one.term for one in sheet.subjects] == ["Eau"]
    assert "Sujet : Puits" in sheet.sources[0].leftovers.splitlines()
    again = brought(catalogue, SUBJECTS[name])
    assert (again.updated, again.subjects_left) == (1, set())
    assert [one.term for one in catalogue.document(sheet.document.id).subjects] == ["Eau", "Puits"]
    assert brought(catalogue, SUBJECTS[name], create_subjects=False).writes == 0


# --- near-doubles ---

HEADS_NEAR = "Titre;Sous-titre;Auteurs;Année;ISBN\n"
HERE = (
    f"{HEADS_NEAR}L'eau partagée au Sahel;;Ba, Awa;2010;\nRapport annuel;;;2011;\nGuide du puits;;Sy, Ali;2012;9782070368228\n"
    "Gestion de l'eau;guide pour les communes rurales;Ba, Awa;2010;\nÉducation populaire;;Ba, Awa;2010;\n"
    "Le commerce équitable en débat;;Sow, Ina;2008;\nBilan 2011 des puits du Sahel;;Ba, Awa;2012;\n"
)


@pytest.mark.parametrize(
    ("line", "is_near"),
    [
        ("L'eau partagee au Sahell;;Ba, Awa;2011;", True),  # a slip of the pen, the year after
        ("L'eau partagée au Sahel;;;;", True),  # nothing tells them apart
        ("L'aeu partagée au Sahel;;Ba, Awa;2010;", True),  # a slip in the first word
        ("Commerce des équitables en débat;;Sow, Ina;2008;", False),
        ("Guide pour les communes rurales;Gestion de l'eau;Ba, Awa;2010;", True),  # the subtitle first
        ("Gestion de l'eau : guide pour les communes rurales;;Ba, Awa;2010;", True),  # written into the title
        ("Gestion eau, guide pour les communes rurales;;Ba, Awa;2010;", True),
        ("Edcation populaire;;Ba, Awa;2010;", True),  # two words, the first one misspelt
        ("Le comerce équitable en débat;;;2008;", True),
        ("Débat : le commerce équitable;;Sow, Ina;2008;", False),
        ("Bilan 2012 des puits du Sahel;;Ba, Awa;2012;", False),  # figures tell apart
        ("Guide pour les communes rurales;Gestion de l'eau;Sow, Ina;2010;", False),
        ("L'eau partagée au Sahel;;Diop, Ibra;2010;", False),  # somebody else's
        ("L'eau partagée au Sahel;;Ba, Awa;2015;", False),
        ("Rapport annuel;;;2019;", False),
        ("Guide du puits;;;2012;9782707186904", False),  # each has its own number
        ("L'eau potable au Sahel;;Ba, Awa;2010;", False),
    ],
)
def test_titles_nearly_alike_are_shown_and_never_merged(catalogue: CatalogueService, line: str, is_near: bool) -> None:
    brought(catalogue, HERE)
    report = brought(catalogue, f"{HEADS_NEAR}{line}\n", dry_run=True)
    assert report.created == 1
    [decision] = report.decisions
    assert (decision.is_doubtful, bool(report.doubtful)) == (is_near, is_near)
    assert (decision.by == NEAR) is is_near


def test_twins_of_one_file_are_shown_and_joined_only_when_somebody_says_so(catalogue: CatalogueService) -> None:
    file = (
        f"{HEADS_NEAR}L'eau partagée au Sahel;;Ba, Awa;2010;\nRapport annuel;;;2011;\nL'aeu partagée au Sahel;;Ba, Awa;2010;\n"
        "Rapport annuel;;;2012;\nL'eau partagée au Mali;;Ba, Awa;2010;\n"
    )
    looked = brought(catalogue, file, dry_run=True)
    assert [(one.record, one.twin, one.document_id) for one in looked.doubtful] == [(4, 2, None)]
    assert looked.as_json()["doubtful"] == [{"record": 4, "twin": 2}]
    assert looked.doubtful[0].is_proposal
    assert brought(catalogue, file, dry_run=True, apart=frozenset({4})).doubtful == []
    report = brought(catalogue, file, joined=frozenset({4}))
    assert (report.created, report.merged, report.doubtful) == (4, 1, [])
    again = brought(catalogue, file, joined=frozenset({4}))
    assert (again.created, again.revision) == (0, None)


def test_what_many_titles_begin_with_hides_no_other_near_double(catalogue: CatalogueService) -> None:
    many = "".join(f"Rapport annuel de la commune {at};;Ba, Awa;2010;\n" for at in range(250))
    brought(
        catalogue,
        f"{HEADS_NEAR}{many}Zones humides et cultures;;Ba, Awa;2010;\nRapport annuel des zones humides;;Ba, Awa;2010;\n",
    )
    found = brought(
        catalogue,
        f"{HEADS_NEAR}Rapport annuel de la comune 3;;Ba, Awa;2010;\nZones humides et cultres;;Ba, Awa;2010;\n"
        "Raport annuel des zones humides;;Ba, Awa;2010;\n",
        dry_run=True,
    )
    assert [catalogue.document(one.document_id or 0).document.title for one in found.doubtful] == [
        "Rapport annuel de la commune 3", "Zones humides et cultures", "Rapport annuel des zones humides",
    ]  # fmt: skip


def test_in_a_very_big_library_words_find_too_unless_they_are_all_common(
    catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(
        catalogue,
        f"{HEADS_NEAR}Zones humides et pirogues;;Ba, Awa;2010;\nRapport annuel des communes;;Ba, Awa;2010;\n",
    )
    monkeypatch.setattr(likely, "_COMMON_FROM", 1)
    monkeypatch.setattr(likely, "_RARE", 1)
    lines = "".join(f"Raport annuel des communes;;Ba, Awa;2010;{isbn}\n" for isbn in ("9782070368228", "9782707186904"))
    found = brought(catalogue, f"{HEADS_NEAR}Zonnes humides et pirogues;;Ba, Awa;2010;\n{lines}", dry_run=True)
    assert [catalogue.document(one.document_id or 0).document.title for one in found.doubtful] == [
        "Zones humides et pirogues"
    ]  # « raport », « annuel », « communes » come twice: no pair of them is looked for


def test_a_near_double_is_joined_or_left_as_somebody_says(catalogue: CatalogueService) -> None:
    brought(catalogue, HERE)
    there = catalogue.search("partagée").rows[0].id
    near = "Titre;Auteurs;Année;Résumé\nL'eau partagee au Sahell;Ba, Awa;2011;Long.\n"
    [one] = brought(catalogue, near, dry_run=True).decisions
    assert (one.outcome, one.document_id, one.is_proposal) == (Outcome.CREATED, there, True)
    assert brought(catalogue, near, dry_run=True, apart=frozenset({2})).doubtful == []
    report = brought(catalogue, near, joined=frozenset({2}))
    assert (report.created, report.updated) == (0, 1)
    assert catalogue.document(there).document.abstract == "Long."
    assert catalogue.document(there).document.title == "L'eau partagée au Sahel"


# --- own fields ---


def with_fields(catalogue: CatalogueService) -> None:
    with catalogue.library.revise("test.fill", WHO) as revision:
        for at, (short, kind) in enumerate(
            (("donateur", "text"), ("panneaux", "number"), ("relire", "yes_no"), ("etat", "choice"))
        ):
            field_id = new_id()
            revision.insert(
                "custom_field",
                {"id": field_id, "short_name": short, "name": short.title(), "type": kind, "position": at},
            )
            if kind == "choice":
                for word in ("Bon", "Usé"):
                    revision.insert(
                        "custom_choice",
                        {
                            "id": new_id(),
                            "field_id": field_id,
                            "word": word,
                            "match_key": word.lower().replace("é", "e"),
                        },
                    )


HEADS = "Identifiant;Titre;Donateur [donateur];Panneaux [panneaux];Relire [relire];Etat [etat]\n"


def test_own_fields_follow_the_rule_of_the_others(catalogue: CatalogueService) -> None:
    with_fields(catalogue)

    def values() -> dict[str, str]:
        return {one.short_name: one.written for one in catalogue.document(made).values}

    made = brought(catalogue, f"{HEADS}77;Malle;Mme Ba;12;oui;Bon\n").first_ids[0]
    assert values()["donateur"] == "Mme Ba"
    report = brought(catalogue, f"{HEADS}77;Malle;Mme Sy;13;non;Usé\n")
    assert (report.updated, report.warnings) == (1, [])
    assert [values()["donateur"], values()["panneaux"], values()["etat"]] == ["Mme Sy", "13", "Usé"]
    donor = next(one for one in catalogue.document(made).values if one.short_name == "donateur")
    with catalogue.library.revise("test.fill", WHO) as revision:
        revision.update("custom_value", donor.id, donor.version, {"text": "M. Fall"})
    assert brought(catalogue, f"{HEADS}77;Malle;Mme Sy;13;non;Usé\n").writes == 0  # the file says what it said
    report = brought(catalogue, f"{HEADS}77;Malle;Mme Diop;14;non;Usé\n")
    assert "donateur" in report.warnings[0].text.lower()
    assert [values()["donateur"], values()["panneaux"]] == ["M. Fall", "14"]
    brought(catalogue, f"{HEADS}77;Malle;Mme Diop;14;non;Usé\n", keep_corrections=False)
    assert values()["donateur"] == "Mme Diop"
    assert FieldType.NUMBER in {one.type for one in catalogue.document(made).values}
    catalogue.library.undo(WHO)
    assert values()["donateur"] == "M. Fall"
