"""English is complete: every sentence of the source is translated, with the same placeholders, and compiled."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

UPDATE = Path(__file__).resolve().parents[2] / "resources" / "translations" / "update.py"
PLACEHOLDER = re.compile(r"\{(\w*)")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", UPDATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(tool: ModuleType) -> Catalog:
    merged: Catalog = tool.merged()
    return merged


def test_every_sentence_has_its_english(tool: ModuleType, catalogue: Catalog) -> None:
    assert tool.untranslated(catalogue) == []


def test_the_shipped_files_are_up_to_date(tool: ModuleType, catalogue: Catalog) -> None:
    assert tool.PO.read_bytes() == tool.po_bytes(catalogue), "run resources/translations/update.py"
    assert tool.PO.with_suffix(".mo").read_bytes() == tool.mo_bytes(catalogue), "run resources/translations/update.py"


def test_placeholders_are_the_same_in_both_languages(catalogue: Catalog) -> None:
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        targets = [
            text or "" for text in (message.string if isinstance(message.string, tuple | list) else [message.string])
        ]
        wanted = {name for source in sources for name in PLACEHOLDER.findall(source)}
        wrong += [target for target in targets if not set(PLACEHOLDER.findall(target)) <= wanted]
        wrong += [targets[-1]] if set(PLACEHOLDER.findall(targets[-1])) != wanted else []
    assert wrong == []


def test_the_gate_sees_every_way_of_writing_a_sentence(tool: ModuleType) -> None:
    found = {message.id for message in tool.gather() if message.id}
    assert "{day} à {hour}" in found  # tr
    assert "Cet ISSN n'est pas valide : vérifiez les chiffres. Il est gardé tel quel." in found  # N_
