"""Every act that a service writes has a name that people can read, and no name is left without its act."""

import ast
import re
from pathlib import Path

from cresi_app.codewords import code_word
from cresi_app.deeds import DEEDS, did
from cresi_app.operations import NAMES, named
from cresi_app.recordwords import FIELDS

PACKAGE = Path(__file__).resolve().parents[1] / "cresi_app"
ACT = re.compile(r"^(catalogue|cooperation|directory|funding|training|projects)\.[a-z_]*[a-z]$")


def acts_in_source() -> set[str]:
    found = set()
    for file in PACKAGE.glob("*/service*/**/*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACT.match(node.value):
                found.add(node.value)
    return found


def test_every_act_has_a_name() -> None:
    acts = acts_in_source()
    assert len(acts) > 80
    assert acts - NAMES.keys() == set()


def test_every_act_is_told_in_a_sentence() -> None:
    assert NAMES.keys() - DEEDS.keys() == set(), "a new act needs its sentence in cresi_app/deeds"
    assert DEEDS.keys() - NAMES.keys() == set()
    assert all(deed.startswith(("a ", "s'est ")) for deed in DEEDS.values())
    assert did("catalogue.add_document") == "a créé une notice"
    assert did("future.act") == "future.act"


def test_every_code_of_a_column_that_is_told_has_its_word() -> None:
    schema = (PACKAGE.parent / "db" / "schema.sql").read_text(encoding="utf-8")
    wanted = {
        (table, column, code)
        for table, body in re.findall(r'CREATE TABLE "?(\w+)"? \((.*?)\n?\) STRICT', schema, re.DOTALL)
        for column, codes in re.findall(r"CHECK \((\w+) IN \(('[^)]*)\)", body)
        for code in re.findall(r"'(\w+)'", codes)
        if column in FIELDS
    }
    assert len(wanted) > 50
    assert {one for one in wanted if code_word(*one) is None} == set()


def test_an_unknown_act_keeps_its_code() -> None:
    assert named("catalogue.add_document") == "notice créée"
    assert named("future.act") == "future.act"
