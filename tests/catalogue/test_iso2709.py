"""The reader of ISO 2709: forgiving where it can be, plain where it cannot, never raising."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import iso2709
from cresi_app.catalogue.interchange.iso2709 import BadRecord, RawRecord, TooLong
from tests.catalogue.notices import notice, notice_file

THREE = notice_file(3)


def read(data: bytes) -> list[RawRecord | BadRecord]:
    return list(iso2709.read(data))


def good(data: bytes) -> list[RawRecord]:
    return [record for record in read(data) if isinstance(record, RawRecord)]


def tags(record: RawRecord) -> list[str]:
    return [part.tag for part in record.fields]


def test_what_is_written_is_read_back() -> None:
    fields = [("001", b"X1"), ("200", b"1 \x1faTitre"), ("330", "  \x1faRésumé".encode())]
    [record] = good(iso2709.write("     nam  22        450 ", fields))
    assert [(part.tag, part.data) for part in record.fields] == fields
    assert record.leader[:5] == b"%05d" % len(iso2709.write("     nam  22        450 ", fields))
    assert record.leader[5:8] == b"nam"
    assert record.leader[9:10] != b"a"  # the alphabet is in field 100, never in the leader
    assert not record.doubts


def test_records_know_their_place() -> None:
    records = read(THREE)
    assert [record.position for record in records] == [1, 2, 3]
    assert [THREE[record.offset : record.offset + 5] for record in records] == [record.raw[:5] for record in records]


@pytest.mark.parametrize(
    "between", [b"\n", b"\r\n", b" ", b"\x00\x00", b"\x1a"], ids=["newline", "windows", "blank", "nul", "ctrl-z"]
)
def test_padding_between_records_is_nothing(between: bytes) -> None:
    data = b"\xef\xbb\xbf" + notice(1) + between + notice(2) + between
    assert [tags(record) for record in good(data)] == [tags(record) for record in good(notice_file(2))]
    assert good(data)[1].offset == data.index(notice(2))


def test_a_directory_that_lies_is_read_in_order_and_says_so() -> None:
    record = bytearray(notice(1))
    record[27:31] = b"9999"  # the length of the first field
    [found] = good(bytes(record))
    assert tags(found) == tags(good(notice(1))[0])
    assert found.doubts


def test_a_truncated_last_record_is_told_with_its_place() -> None:
    data = THREE[:-120]
    *first, last = read(data)
    assert [type(record) for record in first] == [RawRecord, RawRecord]
    assert isinstance(last, BadRecord)
    assert last.position == 3
    assert data[last.offset :] == last.raw


def test_a_cut_record_does_not_swallow_the_next_one() -> None:
    data = notice(1)[:300] + notice(2) + notice(3)
    records = read(data)
    assert [type(record) for record in records] == [BadRecord, RawRecord, RawRecord]
    assert records[1].raw[:5] == notice(2)[:5]


def test_fields_missing_from_the_directory_are_not_guessed() -> None:
    whole = notice(1)
    directory_end = whole.index(b"\x1e")
    shorter = whole[: directory_end - 12] + whole[directory_end:]
    [record] = read(shorter)
    assert isinstance(record, BadRecord)
    assert record.data["found"] != record.data["expected"]


def test_too_long_is_refused_rather_than_written_wrong() -> None:
    with pytest.raises(TooLong) as field:
        iso2709.write("     nam  22        450 ", [("330", b"x" * 10_000)])
    assert field.value.tag == "330"
    with pytest.raises(TooLong) as record:
        iso2709.write("     nam  22        450 ", [("300", b"x" * 9_000)] * 12)
    assert record.value.tag == ""


@settings(max_examples=300)
@given(st.binary(max_size=400))
@example(b"\x1d\x1d\x1d")
@example(b"00024nam  2200000   450 \x1d")
def test_any_bytes_are_answered(data: bytes) -> None:
    for record in iso2709.read(data):
        assert record.position >= 1
        assert record.raw == data[record.offset : record.offset + len(record.raw)]


@settings(max_examples=300)
@given(st.data())
def test_mutated_files_are_answered(data: st.DataObject) -> None:
    mutated = bytearray(THREE)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        match data.draw(st.sampled_from(["set", "cut", "insert"])):
            case "set":
                mutated[at] = data.draw(st.integers(0, 255))
            case "cut":
                del mutated[at : at + data.draw(st.integers(1, 60))]
            case _:
                mutated[at:at] = data.draw(st.binary(max_size=20))
        if not mutated:
            return
    positions = [record.position for record in iso2709.read(bytes(mutated))]
    assert positions == list(range(1, len(positions) + 1))


@given(st.binary(max_size=200))
def test_sniffing_never_raises(head: bytes) -> None:
    assert iso2709.looks_like(head) in {True, False}
