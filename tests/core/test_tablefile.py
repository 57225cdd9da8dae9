"""Tables come out of whatever office programs write: alphabets, delimiters, workbooks, broken ones told."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from cresi_app.core import odsfile, workbooks
from cresi_app.core.errors import DomainError
from cresi_app.core.tablefile import Line, as_text, read_tables


def cells(data: bytes, **how: str) -> list[list[str]]:
    (table,) = read_tables(data, "liste.csv", **how)
    return [line.cells for line in table.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_accents_and_columns_come_out_of_every_dialect(encoding: str, sign: str) -> None:
    text = "\r\n".join(sign.join(row) for row in [("Titre", "Année"), ("Eau à l’école", "2019"), ("Forêt", "2020")])
    assert cells(text.encode(encoding)) == [["Titre", "Année"], ["Eau à l’école", "2019"], ["Forêt", "2020"]]


def test_what_the_file_says_of_its_separator_is_followed() -> None:
    assert cells(b"sep=;\r\na,b;c\r\n") == [["a,b", "c"]]


def test_quotes_keep_lines_and_separators_and_lines_keep_their_number() -> None:
    (table,) = read_tables(b'a;b\r\n"un\r\ndeux; trois";x\r\n;;\r\ny;z\r\n', "t.csv")
    assert table.lines == [Line(1, ["a", "b"]), Line(2, ["un\r\ndeux; trois", "x"]), Line(5, ["y", "z"])]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (
            "Titre;Auteur;Résumé\n"
            + "".join(f"L'eau {n};Ba, Awa;Un résumé, long,{' des virgules,' * n} partout, oui\n" for n in range(8)),
            ";",
        ),
        ("Titre;Sujets\nUn;a|b|c|d|e|f\n", ";"),
        ("Centre\nListe\nTitre\tAuteur\nx, y, z\tb\nu, v, w\tc\n", "\t"),
        ('title,author,year\n"A, b",c,1\n"D; e; f",g,2\n', ","),
    ],
)
def test_what_parts_every_line_alike_is_the_separator(text: str, sign: str) -> None:
    assert read_tables(text.encode(), "liste.csv")[0].delimiter == sign


def test_commas_win_where_semicolons_only_trail() -> None:
    assert cells(b"nom,siret,montant;;\nAmis,1,2,5;;\n")[0] == ["nom", "siret", "montant;;"]


def test_a_stray_byte_spoils_no_accent_of_a_utf8_file() -> None:
    data = "é;è;à;ç;ê;ô;ù\n".encode() * 3 + b"caf\xe9;x\n"
    (table,) = read_tables(data, "t.csv")
    assert table.lines[0].cells[0] == "é"
    assert table.lines[-1].cells[0] == "café"
    assert table.doubts


def test_workbooks_give_numbers_and_days_as_people_read_them(tmp_path: Path) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet("Dons")
        page.write_row(1, 0, ["SIRET", "Montant", "Le"])
        page.write_number(2, 0, 80000000000000)
        page.write_number(2, 1, 1250.5)
        page.write_datetime(2, 2, date(2024, 3, 9), book.add_format({"num_format": "dd/mm/yyyy"}))
    (table,) = read_tables(content.getvalue(), "dons.xlsx")
    assert (table.name, table.encoding) == ("Dons", "")
    assert table.lines == [Line(2, ["SIRET", "Montant", "Le"]), Line(3, ["80000000000000", "1250.5", "2024-03-09"])]


def test_a_broken_workbook_and_an_unknown_alphabet_are_told() -> None:
    with pytest.raises(DomainError, match="abîmé"):
        read_tables(b"PK\x03\x04 no workbook", "x.xlsx")
    with pytest.raises(DomainError, match="encodage"):
        read_tables(b"a;b", "x.csv", encoding="klingon")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "oui"),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (date(2020, 1, 2), "2020-01-02"),
        (" x ", "x"),
        (-3.5, "-3.5"),
    ],
)
def test_cells_as_text(value: object, text: str) -> None:
    assert as_text(value) == text


def workbook(old: bytes, new: bytes) -> bytes:
    """Return a small workbook with this written otherwise in its sheet."""
    made, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write_row(0, 0, ["Titre", "Année"])
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w") as copy:
        for name in parts.namelist():
            copy.writestr(name, parts.read(name).replace(old, new) if "sheet1" in name else parts.read(name))
    return out.getvalue()


@pytest.mark.parametrize("place", [b"XFD1048576", b"ZZZZZZZ1", b"B99999999999"])
def test_a_cell_astray_is_refused_before_it_fills_the_memory(place: bytes) -> None:
    with pytest.raises(DomainError) as told:
        read_tables(workbook(b'r="B1"', b'r="' + place + b'"'), "stock.xlsx")
    assert told.value.code == "unreadable_table"
    assert "trop de cellules" in told.value.sentence
    assert [line.cells for line in read_tables(workbook(b'r="B1"', b'r="B3000"'), "stock.xlsx")[0].lines] == [
        ["Titre"],
        ["", "Année"],
    ]


@pytest.mark.parametrize("repeated", ["rows", "columns"])
def test_a_row_said_to_stand_a_hundred_million_times_is_refused(repeated: str, tmp_path: Path) -> None:
    odsfile.write(tmp_path / "a.ods", "Fonds", ["Titre", "Année"], [["L'eau", "2010"]])
    named, out = {"rows": b"row", "columns": b"cell"}[repeated], io.BytesIO()
    with zipfile.ZipFile(tmp_path / "a.ods") as parts, zipfile.ZipFile(out, "w") as copy:
        for name in parts.namelist():
            said = f"<table:table-{named.decode()} table:number-{repeated}-repeated='100000000'".encode()
            copy.writestr(
                name,
                parts.read(name).replace(b"<table:table-" + named, said) if name == "content.xml" else parts.read(name),
            )
    with pytest.raises(DomainError) as told:
        read_tables(out.getvalue(), "fonds.ods")
    assert "trop de cellules" in told.value.sentence


def test_a_panic_of_the_reader_of_workbooks_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past what is looked at beforehand: its type is none of Python's, and no Exception."""
    monkeypatch.setattr(workbooks, "check", lambda _data: None)
    with pytest.raises(DomainError, match="unreadable_table"):
        read_tables(workbook(b'r="B1"', b'r="ZZZZZZZ99999999999"'), "stock.xlsx")
