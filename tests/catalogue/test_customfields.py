"""The centre's own fields: typed, checked by rule and by schema, found, taken away without losing a value."""

from datetime import date
from decimal import Decimal

import pytest

from cresi_app.catalogue.model.custom import short_name_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_documents import add, change

TYPES = ("text", "long_text", "number", "date", "yes_no", "choice", "link")


@pytest.fixture
def fields(catalogue: CatalogueService) -> dict[str, int]:
    words = {"choice": ["Région", "Ville"]}
    return {
        kind: catalogue.add_custom_field(WHO, name=f"Champ {kind}", type=kind, choices=words.get(kind, [])).id
        for kind in TYPES
    }


def test_each_type_reads_what_people_type(catalogue: CatalogueService, fields: dict[str, int]) -> None:
    typed = {
        "text": "Don de la Région", "long_text": "Une\nligne", "number": "2,5", "date": "1/3/2026", "yes_no": "oui",
        "choice": "ville", "link": "https://exemple.org/a",
    }  # fmt: skip
    book = add(catalogue, custom={fields[kind]: words for kind, words in typed.items()})
    said = {one.type.value: one for one in catalogue.document(book).values}
    assert {kind: one.value for kind, one in said.items() if kind != "choice"} == {
        "text": "Don de la Région", "long_text": "Une\nligne", "number": Decimal("2.5"), "date": date(2026, 3, 1), "yes_no": True,
        "link": "https://exemple.org/a",
    }  # fmt: skip
    assert (said["choice"].word, said["number"].shown, said["number"].written, said["yes_no"].shown) == (
        "Ville",
        "2,5",
        "2.5",
        "Oui",
    )
    assert [row.id for row in catalogue.search("région").rows] == [book]
    change(catalogue, book, custom={fields["text"]: "", fields["number"]: Decimal(7)})
    after = {one.type.value: one.shown for one in catalogue.document(book).values}
    assert "text" not in after
    assert after["number"] == "7"
    catalogue.library.undo(WHO)
    assert {one.type.value for one in catalogue.document(book).values} == set(TYPES)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("number", "sept", "number_unreadable"), ("number", "1e99", "number_unreadable"), ("number", "NaN", "number_unreadable"),
        ("number", "0,0000001", "number_unreadable"), ("date", "hier peut-être", "date_unreadable"), ("yes_no", "bof", "yes_no_unreadable"),
        ("choice", "Département", "choice_unknown"), ("link", "exemple.org", "url_unreadable"), ("text", "x" * 3_000, "text_too_long"),
    ],
)  # fmt: skip
def test_what_does_not_read_is_refused_at_the_field(
    catalogue: CatalogueService, fields: dict[str, int], kind: str, typed: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        add(catalogue, custom={fields[kind]: typed})
    assert refused.value.code == code
    assert refused.value.field == f"custom:{fields[kind]}"
    assert refused.value.sentence


@pytest.mark.parametrize(
    "row",
    [
        {"type": "number", "text": "x"}, {"type": "text", "number": 1}, {"type": "text"}, {"type": "date", "day": "hier"},
        {"type": "number", "number": 1, "flag": 1}, {"type": "link", "text": "exemple.org"}, {"type": "text", "text": "a\nb"},
    ],
)  # fmt: skip
def test_the_schema_checks_the_type_itself(
    catalogue: CatalogueService, fields: dict[str, int], library: Library, row: dict[str, object]
) -> None:
    book = add(catalogue)
    with pytest.raises(Refused), library.revise("test", WHO) as revision:
        revision.insert("custom_value", {"document_id": book, "field_id": fields[str(row["type"])], **row})


def test_the_schema_refuses_a_value_of_another_type_or_of_another_list(
    catalogue: CatalogueService, fields: dict[str, int], library: Library
) -> None:
    book = add(catalogue)
    other = catalogue.add_custom_field(WHO, name="Autre liste", type="choice", choices=["Bleu"]).id
    word = catalogue.custom_field(other).choices[0].id
    for row in (
        {"field_id": fields["number"], "type": "text", "text": "x"},
        {"field_id": fields["choice"], "type": "choice", "choice_id": word},
    ):
        with pytest.raises(Refused) as refused, library.revise("test", WHO) as revision:
            revision.insert("custom_value", {"document_id": book, **row})
        assert refused.value.code == "foreign_key"


def test_a_field_taken_away_keeps_its_values_and_comes_back_with_them(
    catalogue: CatalogueService, fields: dict[str, int]
) -> None:
    book = add(catalogue, custom={fields["text"]: "Fonds Bouchor"})
    field = catalogue.custom_field(fields["text"])
    catalogue.archive_custom_field(WHO, field.id, field.version)
    assert field.id not in {one.id for one in catalogue.custom_fields()}
    assert catalogue.search("bouchor").total == 0
    assert [one.is_archived for one in catalogue.document(book).values] == [True]
    catalogue.add_custom_field(WHO, name="Champ text", type="number")  # its short name is free again
    with pytest.raises(DomainError) as taken:
        catalogue.restore_custom_field(WHO, field.id, field.version + 1)
    assert taken.value.code == "short_name_taken"
    catalogue.library.undo(WHO)
    catalogue.library.undo(WHO)
    assert [row.id for row in catalogue.search("bouchor").rows] == [book]


def test_choices_in_use_are_put_away_and_others_leave(catalogue: CatalogueService, fields: dict[str, int]) -> None:
    book = add(catalogue, custom={fields["choice"]: "Région"})
    field = catalogue.custom_field(fields["choice"])
    catalogue.update_custom_field(WHO, field.id, field.version, choices="Métropole\nÉtat\nmetropole")
    after = catalogue.custom_field(field.id)
    assert [one.word for one in after.offered] == ["metropole", "État"]
    assert [one.word for one in after.choices if one.archived_on is not None] == ["Région"]
    assert catalogue.document(book).values[0].shown == "Région"
    change(catalogue, book, title="Autre titre")
    assert catalogue.document(book).values[0].shown == "Région"


def test_a_type_in_use_and_a_short_name_taken_are_refused(catalogue: CatalogueService, fields: dict[str, int]) -> None:
    add(catalogue, custom={fields["text"]: "A"})
    field = catalogue.custom_field(fields["text"])
    for given, code in (({"type": "number"}, "field_in_use"), ({"short_name": "champ-date"}, "short_name_taken"), ({"name": " "}, "name_missing"),
                        ({"kinds": ["nothing"]}, "unknown_code"), ({"short_name": "!!"}, "name_missing")):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            catalogue.update_custom_field(WHO, field.id, field.version, **given)
        assert refused.value.code == code
    catalogue.update_custom_field(WHO, field.id, field.version, name="Provenance", kinds=["kit", "game"])
    again = catalogue.custom_field(field.id)
    assert (again.name, again.short_name, again.kinds) == ("Provenance", "champ-text", ("game", "kit"))
    assert not again.is_for("book")
    with pytest.raises(DomainError) as empty:
        catalogue.add_custom_field(WHO, name="Liste", type="choice")
    assert empty.value.code == "choices_missing"


def test_short_names_are_what_searches_can_say() -> None:
    assert short_name_of("Numéro de valise (n°)") == "numero-de-valise-n"
    assert short_name_of("Œuvre") == "oeuvre"
    assert len(short_name_of("x" * 200)) == 40


def test_the_order_is_the_centres(catalogue: CatalogueService, fields: dict[str, int]) -> None:
    wanted = [fields["link"], fields["text"]]
    catalogue.order_custom_fields(WHO, [*wanted, *(one for one in fields.values() if one not in wanted)])
    assert [one.id for one in catalogue.custom_fields()][:2] == wanted
