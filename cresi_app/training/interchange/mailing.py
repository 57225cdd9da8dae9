"""Drafts with everything that belongs to them: the right papers are printed, then each letter is written."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from cresi_app.core.changes import Actor
from cresi_app.training.interchange.drafts import Drafts, write_drafts
from cresi_app.training.model.telling import Occasion
from cresi_app.training.service import TrainingService

PrintEach = Callable[[TrainingService, str, int, Path], list[Path]]
"""Prints convocations or certificates of a session, one a person in the order of `places_in_order`."""

_PAPERS = {Occasion.CONVOKE: "convocation", Occasion.CHANGED: "convocation", Occasion.CERTIFICATE: "certificate"}


def prepare(
    service: TrainingService,
    who: Actor,
    session_id: int,
    occasion: Occasion,
    folder: Path,
    print_each: PrintEach,
) -> Drafts:
    """Write the drafts of an occasion into a folder of their own below `folder`, with convocations or certificates."""
    if occasion is Occasion.CERTIFICATE:
        service.issue_certificates(who, session_id)
    mailing = service.mailing(session_id, occasion)
    home = folder / f"{mailing.sheet.session.code} {occasion}"
    name = _PAPERS.get(occasion, "")
    with tempfile.TemporaryDirectory(prefix="cresi-drafts-") as printed:
        papers: dict[int, Path] = {}
        if name and mailing.letters:
            order = service.places_in_order(session_id, name)
            if order:
                papers = dict(zip(order, print_each(service, name, session_id, Path(printed)), strict=True))
        return write_drafts(service, who, mailing, home, papers)
