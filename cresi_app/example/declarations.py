"""The example's declarations: what was said about aid, an expense, a file made in time, a list of an earlier year."""

import hashlib
from functools import partial

from cresi_app.core import clock
from cresi_app.core.money import Money
from cresi_app.example.money import Purse
from cresi_app.example.texts import FOLDER, Entry, entries
from cresi_app.funding.interchange import aid
from cresi_app.funding.interchange.grants.reading import open_file
from cresi_app.funding.model.aid import MARKERS
from cresi_app.funding.model.declaration import Declaration, Duty
from cresi_app.funding.service.importing import GrantOptions


def load_declarations(purse: Purse) -> None:
    """Plan everything that is declared; the grants are there when it happens."""
    for entry in entries("declarations", "past"):
        purse.on(entry["on"], partial(_past, purse, entry))
    for entry in entries("declarations", "aid"):
        purse.on(entry["on"], partial(_aid, purse, entry))
    for entry in entries("declarations", "expense"):
        purse.on(entry["on"], partial(_expense, purse, entry))
    for entry in entries("declarations", "made"):
        purse.on(entry["on"], partial(_made, purse, entry))


def _aid(purse: Purse, entry: Entry) -> None:
    said = dict(zip(MARKERS, entry["markers"], strict=True))
    purse.funding.declarations.complete_aid(purse.who, purse.grants[entry["grant"]], None, **said)


def _expense(purse: Purse, entry: Entry) -> None:
    amount = Money(entry["amount"] * 100)
    purse.funding.declarations.add_expense(
        purse.who, entry["label"], amount.minor, entry["on"], kind_code=entry["kind"]
    )


def _past(purse: Purse, entry: Entry) -> None:
    file = open_file(FOLDER / entry["file"])
    options = GrantOptions(source=file.name, format=file.format, encoding=file.found.encoding)
    purse.funding.declarations.import_grants(purse.who, file.lines(), options)


def _made(purse: Purse, entry: Entry) -> None:
    desk = purse.funding.declarations
    found = desk.aid_declaration(entry["year"])
    content = aid.to_csv(found, desk.aid_names())
    made = Declaration(
        id=0,
        version=0,
        duty=Duty.AID,
        year=entry["year"],
        made_at=clock.now(),
        file_name=entry["file"],
        sha256=hashlib.sha256(content).hexdigest(),
        lines=len(found.groups),
        authority_id=desk.authority_id(),
        total_minor=found.declared_minor,
    )
    desk.record_declaration(purse.who, made)
