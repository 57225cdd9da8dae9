"""A LibreOffice table holds every text as it was, whatever signs it is made of."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core import odsfile
from cresi_app.core.tablefile import read_tables


def test_texts_come_back(tmp_path: Path) -> None:
    out = tmp_path / "t.ods"
    odsfile.write(
        out, "Documents & co", ["Titre", "Note"], [["=1+1", "a  b"], ["<é> & « x »", "deux\nlignes"], ["", "3"]]
    )
    (table,) = read_tables(out.read_bytes(), "t.ods")
    assert table.name == "Documents & co"
    assert [line.cells for line in table.lines] == [
        ["Titre", "Note"],
        ["=1+1", "a  b"],
        ["<é> & « x »", "deux\nlignes"],
        ["", "3"],
    ]


@given(st.text(max_size=40))
def test_no_text_breaks_the_file(text: str) -> None:

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "t.ods"
        odsfile.write(out, "x", ["Titre"], [[text]])
        assert read_tables(out.read_bytes(), "t.ods")[0].lines[0].cells == ["Titre"]
