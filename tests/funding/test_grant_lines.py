"""What a list of grants may do to its cells, one trouble at a time; and bytes of any kind raise nothing but a refusal."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.funding.interchange.grants import cells, tables
from cresi_app.funding.interchange.grants.headings import SCDL, is_scdl, proposed
from cresi_app.funding.interchange.grants.reading import GrantFile, open_content
from cresi_app.funding.interchange.grants.rejects import write as write_rejects
from cresi_app.funding.model.pastgrant import (
    GrantLine,
    GrantReport,
    Meaning,
    PastNature,
    Payee,
    Rejected,
    kind_of,
    name_key,
)
from cresi_app.funding.service.importing import GrantOptions, PastGrants
from cresi_app.services import Services

WHO = Actor("test", "Claire Martin")
HEAD = "Date;Bénéficiaire;SIRET;Ville;Objet;Montant\n"
SEED = (
    "nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,idBeneficiaire,objet,montant,nature,conditionsVersement,"
    "datesPeriodeVersement,idRAE,notificationUE,pourcentageSubvention\n"
    'Région,23350001600040,2017-06-27,Z34507,"Rodriguez, SA",81223113200026,Aide à l\'embauche,22000.80,aide en numéraire,échelonné,'
    "2017-12-14_2018-12-14,12345,non,0.8\n"
    "Total;;;;;;;22 000,80\n"
).encode()


def lines(text: str | bytes, name: str = "liste.csv", year: int | None = None) -> list[GrantLine | Rejected]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(open_content(content, name, year=year).lines())


def one(text: str | bytes, name: str = "liste.csv", year: int | None = None) -> GrantLine:
    (line,) = lines(text, name, year=year)
    assert isinstance(line, GrantLine), line.reason if isinstance(line, Rejected) else line
    return line


# --- cells ---


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1 234,56", 123_456), ("1\u00a0234,56 €", 123_456), ("22000.80", 2_200_080), ("1.234,56", 123_456), ("N    82 584,28", 8_258_428),
     ("45000", 4_500_000), ("", None), ("-", None), ("12 500 euros", 1_250_000)],
)  # fmt: skip
def test_amounts(text: str, minor: int | None) -> None:
    assert cells.amount(text)[0] == minor


def test_a_point_parts_thousands_when_the_column_says_so() -> None:
    with pytest.raises(DomainError):
        cells.amount("1.234")
    assert cells.amount("1.234", groups_by_point=True)[0] == 123_400
    read = lines(HEAD + "2019-01-01;A;;;x;1.234\n2019-01-01;B;;;x;12,50\n")
    assert [line.total_minor for line in read if isinstance(line, GrantLine)] == [123_400, 1_250]


@pytest.mark.parametrize("text", ["abc", "12 et 13", "1.234"])
def test_amounts_that_are_none(text: str) -> None:
    with pytest.raises(DomainError):
        cells.amount(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2018-03-22", date(2018, 3, 22)), ("22/03/2018", date(2018, 3, 22)), ("22 mars 2018", date(2018, 3, 22)), ("43181", date(2018, 3, 22)),
     ("43181.0", date(2018, 3, 22)), ("20180322", date(2018, 3, 22)), ("2022-08-31T22:00:00.000Z", date(2022, 9, 1)),
     ("2022-08-31T20:00:00+02:00", date(2022, 8, 31)), ("", None), ("0001-01-01", None), ("'2018-03-22", date(2018, 3, 22))],
)  # fmt: skip
def test_days(text: str, day: date | None) -> None:
    assert cells.day(text) == day


@pytest.mark.parametrize(
    ("text", "value", "scheme"),
    [("229 102 280 00018", "22910228000018", "siret"), ("22910228000018'", "22910228000018", "siret"), ("229102280", "229102280", "siren"),
     ("5880034 00011", "00588003400011", "siret"), ("8.0E+13", "", ""), ("35181600000000", "", ""), ("12345678901234", "", ""), ("", "", ""),
     ("35600000049837", "35600000049837", "siret"), ("99000000000001.0", "", ""), ("n.c.", "", "")],
)  # fmt: skip
def test_numbers_of_organisations(text: str, value: str, scheme: str) -> None:
    number = cells.siret(text)
    assert (number.value, number.scheme) == (value, scheme)
    assert bool(number.odd) == (bool(text) and not value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2018-04-01_2018-12-31", (date(2018, 4, 1), date(2018, 12, 31), "")), ("2019-02-15/2022-02-14", (date(2019, 2, 15), date(2022, 2, 14), "")),
     ("2018-12-11 _2019-12-31", (date(2018, 12, 11), date(2019, 12, 31), "")), ("15/05/2019", (date(2019, 5, 15), date(2019, 5, 15), "")),
     ("en mai", (None, None, "en mai")), ("2019-12-31/2018-01-01", (None, None, "2019-12-31/2018-01-01")), ("", (None, None, ""))],
)  # fmt: skip
def test_periods(text: str, expected: tuple[date | None, date | None, str]) -> None:
    assert cells.period(text) == expected


@pytest.mark.parametrize(
    ("text", "milli"),
    [("0.8", 800), ("0,8", 800), ("80 %", 800), ("1;;", 1000), ("100", 1000), ("", None), ("x", None)],
)
def test_shares(text: str, milli: int | None) -> None:
    assert cells.share(text) == milli


# --- rows ---


def test_rows_that_are_no_grants_are_told_and_totals_compared() -> None:
    text = "Subventions 2019\n\n" + HEAD + "2019-01-02;A;;;x;10,50\n;;;;;\n" + HEAD + "Sous-total;;;;;10,50\n2019-01-05;Total Danse;;Évry;x;5\nTotal général;;;;;99\n(1) provisoire;;;;;\n"  # fmt: skip
    file = open_content(text.encode("cp1252"), "liste 2019.csv")
    read = list(file.lines())
    assert [(line.record, line.payee.name) for line in read if isinstance(line, GrantLine)] == [
        (4, "A"),
        (8, "Total Danse"),
    ]
    assert [found.line for found in file.findings] == [6, 7, 9, 10]
    assert "égal à la somme" in file.findings[1].text
    assert "différent" in file.findings[2].text


@pytest.mark.parametrize(
    ("row", "code"),
    [("2019-01-01;;;;x;10", "no_beneficiary"), ("2019-01-01;A;;;x;", "no_amount"), ("2019-01-01;A;;;x;0", "no_positive_amount"),
     ("2019-01-01;A;;;x;-5", "no_positive_amount"), (";A;;;x;10", "no_date"), ("hier soir;A;;;x;10", "date_unreadable"), ("2019-01-01;A;;;x;dix", "amount_unreadable")],
)  # fmt: skip
def test_rows_that_cannot_go_in_say_why(row: str, code: str) -> None:
    (rejected,) = lines(HEAD + row + "\n")
    assert isinstance(rejected, Rejected)
    assert (rejected.record, rejected.finding.code) == (2, code)
    assert rejected.raw == row
    assert rejected.reason


def test_the_files_name_gives_the_year() -> None:
    assert one("Bénéficiaire;Montant\nA;10\n", "subventions_2017.csv").year == 2017
    assert one("Bénéficiaire;Montant\nA;10\n", year=2016).year == 2016


def test_an_open_quote_costs_one_line() -> None:
    read = lines(HEAD + '2019-01-01;"A;;;x;10\n' + "".join(f"2019-01-01;B{n};;;x;10\n" for n in range(60)))
    assert sum(isinstance(line, GrantLine) for line in read) >= 60


def test_a_shift_nothing_can_mend_is_refused() -> None:
    (rejected,) = lines("Date,Bénéficiaire,Objet,Montant\n2019-01-01,A,x,y,z,w\n")
    assert isinstance(rejected, Rejected)
    assert rejected.finding.code == "shifted"


def test_mojibake_is_mended() -> None:
    text = (HEAD + "2019-01-01;Cèdre été;;;x;10\n").encode().decode("cp1252").encode()
    assert one(text).payee.name == "Cèdre été"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_alphabets_and_separators(encoding: str, separator: str) -> None:
    text = (HEAD + "2019-01-01;Cèdre;;Évry;École;10\n").replace(";", separator)
    line = one(text.encode(encoding))
    assert (line.payee.name, line.payee.town, line.object, line.total_minor) == ("Cèdre", "Évry", "École", 1000)


def test_several_amounts_of_one_line() -> None:
    line = one(
        "Année;Association;Subvention de fonctionnement;Subvention d'investissement;Garantie d'emprunt;Avantages en nature\n2018;A;10;20;1000;X\n"
    )
    assert [(part.nature, part.amount_minor) for part in line.parts] == [
        (PastNature.CASH, 1000), (PastNature.CASH, 2000), (PastNature.GUARANTEE, 100_000), (PastNature.IN_KIND, None),
    ]  # fmt: skip


def test_a_workbook_with_a_cover_and_merged_cells() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Lisez-moi").write(0, 0, "Rien ici")
        sheet = book.add_worksheet("2019")
        for column, heading in enumerate(("Date", "Bénéficiaire", "SIRET", "Montant")):
            sheet.write(3, column, heading)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(4, 0, date(2019, 5, 6), day)
        sheet.write(4, 1, "A")
        sheet.write_number(4, 2, 22910228000018)
        sheet.merge_range(4, 3, 5, 3, 1234.5)
        sheet.write(5, 1, "B")
        sheet.write_datetime(5, 0, date(2019, 5, 6), day)
    first, second = lines(out.getvalue(), "classeur.xlsx")
    assert isinstance(first, GrantLine)
    assert (first.agreed_on, first.payee.siret, first.total_minor, first.sheet) == (
        date(2019, 5, 6),
        "22910228000018",
        123_450,
        "2019",
    )
    assert isinstance(second, Rejected)
    assert second.finding.code == "no_amount"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0x", b"a;b\n1;2\n", b"<xml/>"]
)
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(DomainError):
        open_content(content, "x.csv")


def test_headings_of_the_standard() -> None:
    assert is_scdl(SCDL)
    assert Meaning.IGNORED not in proposed(SCDL)
    assert len(set(proposed(SCDL))) == len(SCDL)


def test_names_and_kinds() -> None:
    assert name_key("Association « L'Étoile » de la Mer") == name_key("ETOILE MER")
    assert [kind_of(name) for name in ("EARL GUILBAUD", "Commune de Massy", "Collège Saint-Paul", "Eau Vive")] == [
        "company",
        "local_authority",
        "school",
        "association",
    ]


def test_rejects_file(tmp_path: Path) -> None:
    rejects = [line for line in lines(HEAD + "2019-01-01;A;;;x;dix\n") if isinstance(line, Rejected)]
    write_rejects(tmp_path / "r.csv", rejects)
    assert "A;;;x;dix" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig").replace('"', "")


@cache
def workbook() -> bytes:
    """A small list as a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("2019")
        for column, heading in enumerate(("Date", "Bénéficiaire", "SIRET", "Montant")):
            sheet.write(0, column, heading)
        for row in range(1, 6):
            sheet.write_row(row, 0, ["2019-01-02", f"A{row}", 22910228000018, 12.5 * row])
    return out.getvalue()


def test_a_workbook_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST_SHEETS", 1 << 20)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _piece in range(3):
            part.write(b"\x00" * (1 << 20))
    with pytest.raises(DomainError) as refused:
        open_content(out.getvalue(), "bombe.xlsx")
    assert refused.value.code == "too_big"


def test_a_cell_astray_is_refused_before_it_fills_the_memory() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", '<row><c r="A1"/><c r="XFD1048576"/></row>')
    with pytest.raises(DomainError, match="too_big") as refused:
        open_content(out.getvalue(), "liste.xlsx")
    assert "trop de cellules" in refused.value.sentence


def spoilt_book(seed: int) -> bytes:
    """A workbook whose parts, or whose archive, have a few bytes changed."""
    random, content = Random(seed), workbook()
    if seed % 2:
        return bytes(_scratched(bytearray(content), random, 4))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = bytearray(old.read(name))
            new.writestr(name, bytes(_scratched(part, random, 0) if random.random() < 0.3 else part))
    return out.getvalue()


def _scratched(content: bytearray, random: Random, first: int) -> bytearray:
    for _cut in range(random.randint(1, 5)):
        at = random.randrange(first, max(len(content), first + 1))
        content[at : at + random.randint(0, 8)] = random.randbytes(random.randint(0, 8))
    return content


def _try_books(seeds: range) -> None:
    for seed in seeds:
        try_reading(spoilt_book(seed), "classeur.xlsx")


def test_spoilt_workbooks_raise_nothing() -> None:
    _try_books(range(100))


@pytest.mark.long
def test_thousands_of_spoilt_workbooks_raise_nothing() -> None:
    _try_books(range(2_000))


# --- taking in ---


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with Services.create(tmp_path_factory.mktemp("past") / "library") as made:
        yield made


def taken(services: Services, text: str, choices: dict[str, int | None] | None = None) -> GrantReport:
    desk = PastGrants(services.library, services.directory)
    file = open_content(text.encode(), "l.csv")
    return desk.import_grants(WHO, file.lines(), GrantOptions(choices=choices or {}))[0]


def test_beneficiaries_are_matched_by_number_name_and_town(services: Services) -> None:
    directory = services.directory
    by_number = directory.add_organisation(WHO, "Autre nom", numbers={"siret": "22910228000018"}).id
    by_name = directory.add_organisation(WHO, "Association Soleil du Sahel", town="Massy").id
    text = (
        HEAD
        + "2019-01-01;Écrit autrement;22910228000018;;x;10\n2019-01-01;SOLEIL DU SAHEL;;Massy;x;11\n2019-01-01;Soleil du Sahel;;Évry;x;12\n"
    )
    report = taken(services, text)
    assert (report.created, report.payees_created, report.payees_found) == (3, 1, 2)
    rows = services.library.query("SELECT organisation_id FROM past_grant WHERE object = 'x' ORDER BY amount_minor")
    assert [row[0] for row in rows][:2] == [by_number, by_name]
    assert [(one.organisation_id, one.score) for one in report.proposals] == [(by_name, 100)]


def test_a_proposal_may_be_confirmed(services: Services) -> None:
    known = services.directory.add_organisation(WHO, "Lumière du Fleuve", town="Kayes").id
    text = HEAD + "2019-01-01;Lumieres du fleuve;;Évry;y;10\n"
    key = Payee("Lumieres du fleuve", town="Évry").key
    report = taken(services, text, {key: known})
    assert (report.payees_created, report.proposals) == (0, [])
    assert services.library.value("SELECT organisation_id FROM past_grant WHERE object = 'y'") == known


def test_a_second_reading_completes(services: Services) -> None:
    head = "Date;Bénéficiaire;Objet;Montant;Conditions de versement\n"
    taken(services, head + "2019-01-01;Zed;z;10;\n")
    report = taken(services, head + "2019-01-01;Zed;z;10;unique\n")
    assert (report.created, report.updated, report.merged) == (0, 1, 0)
    assert services.library.value("SELECT terms FROM past_grant WHERE object = 'z'") == "unique"


def test_no_envelope_is_touched(services: Services) -> None:
    for table in ('"grant"', "commitment", "payment", "credit"):
        assert services.library.value(f"SELECT count(*) FROM {table}") == 0


# --- anything ---


def read_all(file: GrantFile) -> None:
    for line in file.lines():
        assert line.told is not None if isinstance(line, GrantLine) else line.reason


def spoilt(content: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, put in cuts:
        start = at % (len(content) + 1)
        content = content[:start] + put + content[start + length :]
    return content


CUTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.binary(max_size=12) | st.sampled_from([b'"', b";", b",", b"\n", b"\r", b"\x00", b"\xff", b"1e400", b"\xe2\x80\xa8"])), max_size=6)  # fmt: skip


def try_reading(content: bytes, name: str) -> None:
    with suppress(DomainError):
        read_all(open_content(content, name))


@given(CUTS)
@settings(max_examples=100, deadline=None)
def test_spoilt_lists_raise_nothing(cuts: list[tuple[int, int, bytes]]) -> None:
    try_reading(spoilt(SEED, cuts), "l.csv")


@pytest.mark.long
@given(CUTS)
@settings(max_examples=2_000, deadline=None)
def test_thousands_of_spoilt_lists_raise_nothing(cuts: list[tuple[int, int, bytes]]) -> None:
    try_reading(spoilt(SEED, cuts), "l.csv")


@given(st.binary(max_size=400), st.sampled_from(["x.csv", "x.xlsx", "x.txt"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_raise_nothing(content: bytes, name: str) -> None:
    try_reading(HEAD.encode() + content, name)
    try_reading(content, name)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=9))
@settings(max_examples=100, deadline=None)
def test_any_cells_raise_nothing(row: list[str]) -> None:
    for text in row:
        for reader in (
            cells.amount,
            cells.day,
            cells.siret,
            cells.period,
            cells.share,
            cells.year,
            cells.rna,
            cells.yes,
        ):
            with suppress(DomainError):
                reader(text)
