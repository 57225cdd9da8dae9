"""Copies entered one by one and many at once: numbers without gaps, barcodes with their check digit, the queue of labels."""

import pytest

from cresi_app.catalogue.model import stock
from cresi_app.catalogue.model.stock import CopyLine, CopySetting
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from tests.catalogue.conftest import WHO


def numbers(catalogue: CatalogueService, document_id: int) -> list[tuple[str, str]]:
    copies = sorted(catalogue.document(document_id).copies, key=lambda one: one.id)
    return [(one.accession_number, one.barcode) for one in copies]


def test_many_copies_at_once_follow_each_other_and_skip_what_was_given_by_hand(catalogue: CatalogueService) -> None:
    one = catalogue.add_document(WHO, title="Mallette", call_number="MAL 7").id
    catalogue.add_copy(WHO, one, accession_number="000003", barcode=stock.barcode(CopySetting(), 2))
    changes = catalogue.add_copies(
        WHO,
        one,
        3,
        make_barcodes=True,
        provenance="gift",
        price_minor=2450,
        supplier="Librairie du Fleuve",
        location="Réserve",
    )
    assert numbers(catalogue, one)[1:] == [
        ("000001", stock.barcode(CopySetting(), 1)),
        ("000002", stock.barcode(CopySetting(), 3)),  # the second barcode and the third number stand on another copy
        ("000004", stock.barcode(CopySetting(), 4)),
    ]
    assert all(stock.is_ean13(barcode) for _, barcode in numbers(catalogue, one))
    copy = catalogue.copy(changes.id)
    assert copy is not None
    assert (copy.provenance, copy.price_minor, copy.supplier, copy.call_number) == (
        "gift", 2450, "Librairie du Fleuve", "MAL 7",
    )  # fmt: skip
    catalogue.library.undo(WHO, changes.seq)
    assert len(numbers(catalogue, one)) == 1
    catalogue.add_copy(WHO, one)
    assert numbers(catalogue, one)[1][0] == "000005"  # what was given once is never given again


@pytest.mark.parametrize("count", [0, -1, 201])
def test_an_absurd_number_of_copies_is_refused(catalogue: CatalogueService, count: int) -> None:
    one = catalogue.add_document(WHO, title="Trop").id
    with pytest.raises(DomainError, match="too_many_copies"):
        catalogue.add_copies(WHO, one, count)


def test_an_inventory_number_stands_on_one_copy(catalogue: CatalogueService) -> None:
    one = catalogue.add_document(WHO, title="Registre").id
    first = catalogue.add_copy(WHO, one, accession_number="R-12").id
    with pytest.raises(DomainError, match="accession_taken"):
        catalogue.add_copy(WHO, one, accession_number="R-12")
    catalogue.update_copy(WHO, first, 1, None, accession_number="R-12", note="le même")
    assert catalogue.same_accessions() == {}


def test_what_is_typed_wrongly_is_refused_in_a_sentence(catalogue: CatalogueService) -> None:
    one = catalogue.add_document(WHO, title="Faux").id
    for fields, code in (
        ({"price_minor": -1}, "price_unreadable"),
        ({"price_minor": "douze"}, "price_unreadable"),
        ({"provenance": "volé"}, "unknown_code"),
        ({"acquired_on": "hier soir"}, "date_unreadable"),
    ):
        with pytest.raises(DomainError, match=code):
            catalogue.add_copy(WHO, one, **fields)
    assert numbers(catalogue, one) == []


def test_the_centre_s_own_prefix_makes_the_next_barcodes(catalogue: CatalogueService) -> None:
    one = catalogue.add_document(WHO, title="Préfixe").id
    catalogue.set_copy_setting(WHO, barcode_kind="code128", barcode_prefix="94-", barcode_digits=5)
    copy_id = catalogue.add_copies(WHO, one, 1, make_barcodes=True).id
    copy = catalogue.copy(copy_id)
    assert copy is not None
    assert copy.barcode.startswith("94-")
    assert copy.barcode[-1] == stock.check_digit(copy.barcode[:-1])
    assert catalogue.next_barcode() != copy.barcode
    with pytest.raises(DomainError, match="prefix_unreadable"):
        catalogue.set_copy_setting(WHO, barcode_prefix="é" * 3)
    with pytest.raises(DomainError, match="prefix_unreadable"):
        catalogue.set_copy_setting(WHO, barcode_kind="ean13", barcode_prefix="94-")
    catalogue.set_copy_setting(WHO, barcode_kind="ean13")  # the prefix that an EAN cannot hold gives way
    assert catalogue.copy_setting().barcode_prefix == "20"


def test_a_changed_call_number_wants_another_label(catalogue: CatalogueService) -> None:
    one = catalogue.add_document(WHO, title="Étiquettes").id
    first, second = (catalogue.add_copy(WHO, one, call_number="SOL 1").id for _ in range(2))
    ours = {first, second}
    assert {line.id for line in catalogue.to_label()} >= ours
    done = catalogue.set_needs_label(WHO, [first, second], needs=False)
    assert not {line.id for line in catalogue.to_label()} & ours
    catalogue.update_copy(WHO, first, 2, None, note="une note ne change pas l'étiquette")
    assert first not in {line.id for line in catalogue.to_label()}
    catalogue.update_copy(WHO, first, 3, None, call_number="SOL 2")
    assert {line.id for line in catalogue.to_label()} & ours == {first}
    catalogue.library.undo(WHO)
    catalogue.library.undo(WHO)
    catalogue.library.undo(WHO, done.seq)
    assert {line.id for line in catalogue.to_label()} >= ours


def test_a_copy_that_leaves_says_why(catalogue: CatalogueService) -> None:
    one = catalogue.add_document(WHO, title="Périmé").id
    copy_id = catalogue.add_copy(WHO, one, barcode="PER-1").id
    catalogue.withdraw_copy(WHO, copy_id, 1, reason="outdated", fate="given", note="Secours populaire")
    gone = catalogue.copy(copy_id)
    assert gone is not None
    assert (gone.withdrawal_reason, gone.withdrawal_fate, gone.withdrawal_note) == (
        "outdated",
        "given",
        "Secours populaire",
    )
    catalogue.return_copy_to_collection(WHO, copy_id, 2)
    back = catalogue.copy(copy_id)
    assert back is not None
    assert (back.withdrawn_on, back.withdrawal_reason) == (None, None)


@pytest.mark.parametrize(
    ("call_number", "lines"),
    [
        ("SOL 628.1 DIA", ("SOL", "628.1", "DIA")),
        ("EXPO 14", ("EXPO", "14")),
        ("A B C D E F", ("A", "B", "C", "D E F")),
        ("", ("DIA",)),
    ],
)
def test_a_spine_is_parted_where_the_call_number_is(call_number: str, lines: tuple[str, ...]) -> None:
    line = CopyLine(1, 1, 1, "00001", "Eaux partagées", "book", first_name="Diallo", call_number=call_number)
    assert stock.spine(line) == lines


def test_check_digits_are_those_of_their_standards() -> None:
    assert stock.ean13_digit("978207062456") == "0"
    assert stock.is_ean13("9782070624560")
    assert not stock.is_ean13("9782070624561")
    assert stock.check_digit("7992739871") == "3"  # the example of ISO/IEC 7812
    wrong = "94-004127"
    assert (
        len(
            {stock.check_digit(wrong[:at] + str((int(wrong[at]) + 1) % 10) + wrong[at + 1 :]) for at in (3, 5, 8)}
            - {stock.check_digit(wrong)}
        )
        >= 1
    )


def test_numbers_run_out_with_a_sentence() -> None:
    with pytest.raises(DomainError, match="barcodes_used_up"):
        stock.barcode(CopySetting(barcode_prefix="20000000"), 10_000)
