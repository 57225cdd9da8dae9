"""Stock-take: each code is on the disk before its answer, told as it is, and what it found is written in one revision."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cresi_app.catalogue.model.stocktake import Outcome, Told, codes_of
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO

SHELF = "Rayon Eau"


@pytest.fixture(scope="module")
def take(catalogue: CatalogueService) -> int:
    """Four copies on the shelf, one elsewhere, one missing, one withdrawn; a stock-take of the shelf."""
    one = catalogue.add_document(WHO, title="Eaux", identifiers=[("isbn", "978-2-07-062456-0")]).id
    two = catalogue.add_document(WHO, title="Jeu de l'eau", kind="game").id
    for number in range(1, 5):
        catalogue.add_copy(WHO, one, barcode=f"E{number}", location=SHELF)
    catalogue.add_copy(WHO, two, barcode="J1", location="Réserve")
    catalogue.add_copy(WHO, two, barcode="M1", location=SHELF, status="missing")
    gone = catalogue.add_copy(WHO, two, barcode="W1", location=SHELF).id
    catalogue.withdraw_copy(WHO, gone, 1)
    return catalogue.begin_stocktake(WHO, location=SHELF).id


def test_a_stock_take_tells_closes_and_is_taken_back(catalogue: CatalogueService, take: int) -> None:
    told = {code: catalogue.read_code(WHO, take, code).reading.told for code in ("E1", "E2", "J1", "M1", "W1", "X9")}
    assert told == {
        "E1": Told.FOUND, "E2": Told.FOUND, "J1": Told.MISPLACED, "M1": Told.ABSENT, "W1": Told.WITHDRAWN, "X9": Told.UNKNOWN,
    }  # fmt: skip
    twice = catalogue.read_code(WHO, take, " E1 \r\n")
    assert twice.again
    assert twice.reading.times == 2
    assert catalogue.read_code(WHO, take, "9782070624560").hint == "Eaux"
    outcome = catalogue.stocktake_outcome(take)
    assert (outcome.expected, outcome.found, [one.barcode for one in outcome.missing]) == (4, 2, ["E3", "E4"])
    assert catalogue.stocktake_counts(take)[1:] == (2, 4)
    copies = {one.copy.barcode: one.copy.id for one in outcome.readings if one.copy is not None}
    before = catalogue.library.query("SELECT * FROM copy ORDER BY id")
    closed = catalogue.close_stocktake(
        WHO, take, lost=[one.id for one in outcome.missing], moved=[copies["J1"]], back=[copies["M1"]]
    )
    states = {one.barcode: (one.status, one.location) for one in catalogue.copy_lines(list(copies.values()))}
    assert states["J1"] == ("available", SHELF)
    assert states["M1"] == ("available", SHELF)
    assert {one.status for one in catalogue.copy_lines([one.id for one in outcome.missing])} == {"missing"}
    after = catalogue.stocktake_outcome(take)
    assert (after.expected, after.found, [one.barcode for one in after.missing]) == (4, 2, ["E3", "E4"])
    with pytest.raises(DomainError, match="stocktake_closed"):
        catalogue.read_code(WHO, take, "E4")
    catalogue.library.undo(WHO, closed.seq)
    plain = [{key: row[key] for key in row.keys() if key not in {"version", "updated_at"}} for row in before]  # noqa: SIM118 - a Row iterates over values
    again = catalogue.library.query("SELECT * FROM copy ORDER BY id")
    assert [{key: row[key] for key in row.keys() if key not in {"version", "updated_at"}} for row in again] == plain  # noqa: SIM118 - same
    assert catalogue.read_code(WHO, take, "E3").reading.told is Told.FOUND


def test_a_copy_read_while_a_stock_take_is_closed_is_not_marked_missing(
    catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = catalogue.add_document(WHO, title="Trouvé à temps").id
    late, gone = (catalogue.add_copy(WHO, document, barcode=f"T{at}", location="Rayon T").id for at in (1, 2))
    taken = catalogue.begin_stocktake(WHO, location="Rayon T").id
    looked, busy = catalogue.stocktake_outcome, iter([True])

    def meanwhile(take_id: int) -> Outcome:
        outcome = looked(take_id)
        if next(busy, False):
            catalogue.read_code(WHO, take_id, "T1")
        return outcome

    monkeypatch.setattr(catalogue, "stocktake_outcome", meanwhile)
    catalogue.close_stocktake(WHO, taken, lost=[late, gone])
    assert [one.status for one in catalogue.copy_lines([late, gone])] == ["available", "missing"]
    assert [one.barcode for one in looked(taken).missing] == ["T2"]


def test_a_stock_take_of_everything_asks_the_place_one_stands_at(catalogue: CatalogueService, take: int) -> None:
    places = {name: number for number, name in catalogue.locations()}
    everything = catalogue.begin_stocktake(WHO).id
    assert catalogue.stocktake(everything).name == "Récolement de tout le fonds"
    assert catalogue.read_code(WHO, everything, "E4", places[SHELF]).reading.told is Told.FOUND
    assert catalogue.read_code(WHO, everything, "J1", places[SHELF]).reading.told is Told.MISPLACED
    assert catalogue.read_code(WHO, everything, "E2").reading.told is Told.FOUND  # no place said: nothing can be wrong
    games = catalogue.begin_stocktake(WHO, kind="game").id
    assert catalogue.read_code(WHO, games, "E1").reading.told is Told.OUTSIDE
    game = catalogue.read_code(WHO, games, "J1").reading.copy
    assert game is not None
    assert catalogue.stocktake_outcome(games).expected == 1
    catalogue.copies_out = lambda: frozenset({game.id})
    try:
        assert catalogue.stocktake_outcome(games).expected == 0  # what is lent is not expected
        other = catalogue.begin_stocktake(WHO, kind="game").id
        assert catalogue.read_code(WHO, other, "J1").reading.told is Told.ABSENT
    finally:
        del catalogue.copies_out


def test_a_list_read_elsewhere_is_one_revision(catalogue: CatalogueService, take: int) -> None:
    mine = catalogue.begin_stocktake(WHO, "Lecteur hors ligne", location=SHELF).id
    catalogue.read_code(WHO, mine, "E1")
    text = "\ufeffE1,22/11/2026,09:31:04\r\nE2;2026-11-22 09:32\nE2\n\n09:33:00;E3\nZZ\n"
    assert codes_of(text) == ["E1", "E2", "E2", "E3", "ZZ"]
    counted, changes = catalogue.read_list(WHO, mine, codes_of(text))
    assert (counted.new, counted.again) == (3, 2)
    assert counted.told == {Told.FOUND: 2, Told.UNKNOWN: 1}
    catalogue.library.undo(WHO, changes.seq)
    assert catalogue.stocktake(mine).read == 1
    with pytest.raises(DomainError, match="no_code"):
        catalogue.read_list(WHO, mine, ["", "  "])
    for wrong in ("", "\n", "x" * 81):
        with pytest.raises(DomainError, match="no_code"):
            catalogue.read_code(WHO, mine, wrong)


@pytest.mark.parametrize("code", ["94-004127-1", "2000000000015", "A/B-1", "2026112209"])
def test_codes_are_not_taken_for_moments(code: str) -> None:
    assert codes_of(f"{code}\t22.11.2026\t1") == [code]


def test_two_desks_on_one_shelf_read_the_same_codes_once(catalogue: CatalogueService, take: int) -> None:
    """Two writers past the lock, the same codes at the same moment: one reading each, every one of them counted."""
    mine = catalogue.begin_stocktake(WHO, "À deux", location=SHELF).id
    codes = ["E1", "E2", "E3", "E4", "J1", "X1", "X2", "X3"]
    with Library.open_unlocked(catalogue.library.folder, sources=SOURCES) as other:
        desks = (catalogue, CatalogueService(other))
        with ThreadPoolExecutor(2) as pool:
            reading = [
                pool.submit(lambda desk: [desk.read_code(WHO, mine, code).again for code in codes], desk)
                for desk in desks
            ]
            again = [found for one in reading for found in one.result()]
        listed = desks[1].add_copies(WHO, catalogue.search("Eaux").ids[0], 2, make_barcodes=True).id
        assert listed
    readings = catalogue.stocktake_outcome(mine).readings
    assert sorted(one.code for one in readings) == sorted(codes)
    assert sum(one.times for one in readings) == 2 * len(codes)
    assert sum(again) == len(codes)
    numbers = [row[0] for row in catalogue.library.query("SELECT accession_number FROM copy")]
    assert len(set(numbers)) == len(numbers)


def test_what_was_answered_survives_a_killed_program(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.create(folder, sources=SOURCES) as library:
        catalogue = CatalogueService(library)
        one = catalogue.add_document(WHO, title="Eaux").id
        catalogue.add_copies(WHO, one, 40, make_barcodes=True)
        take = catalogue.begin_stocktake(WHO).id
        codes = [line.barcode for line in catalogue.inventory()]
    script = (
        "import sys\nfrom pathlib import Path\nfrom cresi_app.catalogue.service import SOURCES, CatalogueService\n"
        "from cresi_app.core.changes import Actor\nfrom cresi_app.store.library import Library\n"
        "library = Library.open(Path(sys.argv[1]), sources=SOURCES)\ndesk = CatalogueService(library)\n"
        "for code in sys.argv[3:]:\n    desk.read_code(Actor('k', 'K'), int(sys.argv[2]), code)\n    print(code, flush=True)\n"
        "sys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(take), *codes],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    answered = [child.stdout.readline().strip() for _ in range(7)]
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    with Library.open(folder, sources=SOURCES, wait=10) as library:
        read = {one.code for one in CatalogueService(library).stocktake_outcome(take).readings}
    assert set(answered) <= read
    assert read <= set(codes)
