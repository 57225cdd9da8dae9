"""Checks an activity against the rules the standard adds to its schema (IATI ruleset for 2.03), each under its own number."""

from datetime import datetime
from typing import Final

from cresi_app.core import clock
from cresi_app.funding.interchange.iati.activity_rules import IDENTITY, PLACES, SECTORS
from cresi_app.funding.interchange.iati.node import Node
from cresi_app.funding.interchange.iati.part_rules import NAMES, PERIODS, RESULTS, SHARES
from cresi_app.funding.interchange.iati.rule import Moment
from cresi_app.funding.model.findings import Finding

RULES: Final = (*IDENTITY, *SECTORS, *PLACES, *NAMES, *SHARES, *PERIODS, *RESULTS)
"""The rules of `standard.json` that concern activities, by number; those about organisation files are not here."""


def check_rules(activity: Node, agencies: frozenset[str] = frozenset(), now: datetime | None = None) -> list[Finding]:
    """Return what the ruleset has against an activity, one finding a rule, at the first element that fails it.

    `agencies`: codes of registration agencies (FR-INSEE…); empty: organisation prefixes are not judged.
    """
    moment = Moment(now or clock.now(), agencies)
    found = ((rule, next(iter(rule.fails(activity, moment)), None)) for rule in RULES)
    return [
        Finding(rule.level, rule.number, rule.sentence, {}, node.line, node.tag)
        for rule, node in found
        if node is not None
    ]
