"""Codes of papers: what is printed is read back, nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.papercode import PaperCode, paper_code, read_paper_code


@pytest.mark.parametrize(("kind", "ref"), [("project", "2026-042"), ("session", "F2026-11"), ("document", "00042")])
def test_what_is_printed_is_read_back(kind: str, ref: str) -> None:
    assert read_paper_code(paper_code(kind, ref)) == PaperCode(kind, ref)


def test_a_version_and_a_scanner_s_habits_are_understood() -> None:
    assert read_paper_code(" crsi:d/2026-042/v3\n") == PaperCode("project", "2026-042", 3)


@pytest.mark.parametrize("text", ["", "eau", "CRSI:", "CRSI:D/", "CRSI:Z/1", "CRSI:D/a b", "XCRSI:D/1", "CRSI:D/1/2/3"])
def test_other_texts_are_no_codes(text: str) -> None:
    assert read_paper_code(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_paper_code(text)
    read_paper_code(f"CRSI:D/{text}")
