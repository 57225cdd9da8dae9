"""The search language and its form say the same: what is read, written and read again is one and the same search."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.model.askfields import FIELDS, WHATS, AskField, Takes, Vocabulary
from cresi_app.catalogue.model.asking import All, Any, Node, Not, Words, asked, node_of
from cresi_app.catalogue.model.sentence import OPERATORS, Group, Line, Op, Part, read, tidy
from cresi_app.catalogue.model.spelling import write
from cresi_app.core.i18n import LANGUAGES, language, set_language
from cresi_app.core.text import words

DAY = date(2026, 11, 24)
OWN = Vocabulary(
    (
        AskField("own:1", "Lieu de tournage", Takes.TEXT, ("tournage", "tournage"), (), 1),
        AskField("own:2", "Note du jury", Takes.DECIMAL, ("jury", "jury"), (), 2),
        AskField("own:3", "Vu", Takes.YES_NO, ("vu", "vu"), (), 3),
        AskField("own:4", "Format", Takes.CODE, ("format", "format"), (), 4),
        AskField("own:5", "Prêté depuis", Takes.DAY, ("depuis", "depuis"), (), 5),
    )
)
_TEXT = st.text(alphabet=st.sampled_from("abé '-.,:()\"<>+&*OUETSAUF0129 "), max_size=14)
_YEARS = st.integers(1000, 2999).map(str)
_DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat) | _YEARS | st.just("aujourd'hui")
_NUMBERS = st.integers(0, 999_999).map(str)
_DECIMALS = st.decimals(0, 9999, places=2).map(str) | st.integers(0, 99).map(str)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    field = draw(st.sampled_from([*FIELDS, *OWN.own]))
    op = draw(st.sampled_from(OPERATORS[field.takes]))
    ends = {Takes.YEAR: _YEARS, Takes.DAY: _DAYS, Takes.NUMBER: _NUMBERS, Takes.DECIMAL: _DECIMALS}.get(
        field.takes, _TEXT
    )
    if field.takes is Takes.WHAT:
        value = draw(st.sampled_from([*WHATS, "own:1", ""]))
    elif op in {Op.WITHIN, Op.OLDER}:
        value = f"{draw(st.integers(0, 9999))}{draw(st.sampled_from('jsma'))}"
    else:
        value = draw(ends)
    last = draw(ends) if op is Op.BETWEEN else ""
    return Line(field.key, op, value, last, draw(st.booleans()))


GROUPS = st.recursive(
    lines(),
    lambda part: st.builds(Group, st.sampled_from(["and", "or"]), st.lists(part, max_size=4).map(tuple), st.booleans()),
    max_leaves=12,
)


def _flat(node: Node | None) -> Node | None:
    """Take apart what brackets and points alone make different: « a (b c) » and « a b c », not not, « 0 . » and « 0 »."""
    match node:
        case Words():
            return replace(node, text=" ".join(words(node.text)))
        case Not(part=Not(part=inner)):
            return _flat(inner)
        case Not(part=part):
            flat = _flat(part)
            return Not(flat) if flat is not None else None
        case All() | Any():
            parts: list[Node] = []
            for one in node.parts:
                flat = _flat(one)
                assert flat is not None
                parts += flat.parts if type(flat) is type(node) else (flat,)
            return type(node)(tuple(parts))
        case _:
            return node


@settings(max_examples=300, deadline=None)
@given(GROUPS)
def test_what_a_form_says_reads_back_from_its_text(part: Part) -> None:
    group = part if isinstance(part, Group) and not part.negated else Group(parts=(part,))
    text = write(group, OWN)
    again = read(text, OWN)
    assert again == tidy(group, OWN)
    assert write(again, OWN) == text
    assert _flat(node_of(again, DAY, OWN)) == _flat(node_of(tidy(group, OWN), DAY, OWN))


@settings(max_examples=300, deadline=None)
@example("-<0)")
@example("-0:.")
@given(st.text(alphabet=st.sampled_from('abé ":()-+<>=.~0129OUETSAUFtitresujétavecanné\n'), max_size=60))
def test_typed_text_shown_in_the_form_asks_the_same(text: str) -> None:
    group = read(text)
    if not group.parts:
        return
    told, typed = asked(write(group), DAY), asked(text, DAY)
    assert words(told.words) == words(typed.words)
    assert _flat(told.condition) == _flat(typed.condition)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("eau potable", (Line("any", Op.WORDS, "eau potable"),)),
        ("titre:(eau potable)", (Line("title", Op.WORDS, "eau potable"),)),
        ("-titre:eau", (Line("title", Op.WORDS, "eau", negated=True),)),
        ("sans:isbn", (Line("with", Op.IS, "isbn", negated=True),)),
        ("-sans:isbn", (Line("with", Op.IS, "isbn"),)),
        ("année:2015..2020", (Line("year", Op.BETWEEN, "2015", "2020"),)),
        ("année:>2015", (Line("year", Op.FROM, "2016"),)),
        ("ajouté:<30j", (Line("added", Op.WITHIN, "30j"),)),
        ("ajouté:24/3/2026", (Line("added", Op.IS, "2026-03-24"),)),
        ("modifié:hier", (Line("changed", Op.IS, "hier"),)),
        ('sujet:"accès à l\'eau"+', (Line("subject", Op.BELOW, "accès à l'eau"),)),
        ("tournage:dakar jury:>=2,5", (Line("own:1", Op.WORDS, "dakar"), Line("own:2", Op.FROM, "2.5"))),
        ("eau (pays:mali OU pays:niger)",
         (Line("any", Op.WORDS, "eau"), Group("or", (Line("country", Op.IS, "mali"), Line("country", Op.IS, "niger"))))),
        ("SAUF (titre:a titre:b)", (Group("and", (Line("title", Op.WORDS, "a"), Line("title", Op.WORDS, "b")), negated=True),)),
        ("???", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_what_the_form_shows(text: str, parts: tuple[Part, ...]) -> None:
    assert read(text, OWN).parts == parts


def test_every_field_and_operator_writes_something_that_reads_back() -> None:
    samples = {Takes.YEAR: "2020", Takes.DAY: "2020-01-02", Takes.NUMBER: "7", Takes.DECIMAL: "7.5", Takes.WHAT: "isbn"}
    kept = language()
    for code in LANGUAGES:
        set_language(code)
        try:
            for field in (*FIELDS, *OWN.own):
                for op in OPERATORS[field.takes]:
                    value = "30j" if op in {Op.WITHIN, Op.OLDER} else samples.get(field.takes, "deux mots")
                    line = Line(field.key, op, value, value if op is Op.BETWEEN else "")
                    shown = read(write(Group(parts=(line,)), OWN), OWN)
                    assert shown.parts == (line,) or op is Op.BETWEEN, (field.key, op)
        finally:
            set_language(kept)
