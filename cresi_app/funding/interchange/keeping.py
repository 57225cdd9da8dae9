"""The trace of a file that was made for a duty: its hash, so that anybody can tell later whether it is the one."""

import hashlib
from pathlib import Path

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.funding.model.declaration import Declaration, Duty
from cresi_app.funding.service.declarations import DeclarationDesk


def keep(desk: DeclarationDesk, who: Actor, made: tuple[Duty, int, Path], figures: tuple[int, int]) -> Changes:
    """Keep that a file was made: `made` is duty, year, file; `figures` its lines and its total in cents of euro."""
    duty, year, file = made
    lines, total_minor = figures
    declaration = Declaration(
        id=0,
        version=0,
        duty=duty,
        year=year,
        made_at=clock.now(),
        file_name=file.name,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        lines=lines,
        authority_id=desk.authority_id(),
        total_minor=total_minor,
    )
    return desk.record_declaration(who, declaration)
