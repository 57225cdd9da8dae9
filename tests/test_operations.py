"""Every act that a service writes has a name that people can read, and no name is left without its act."""

import ast
import re
from pathlib import Path

from cresi_app.operations import NAMES, named

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


def test_an_unknown_act_keeps_its_code() -> None:
    assert named("catalogue.add_document") == "notice créée"
    assert named("future.act") == "future.act"
