"""What the counter may say and ask: sentences in its own page. It opens no dialog, no file, no folder."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from cresi_app.core.crash import write_crash_report
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.widgets.messages import Act, FileKind, Question, Tone

_LOG = logging.getLogger(__name__)


class CounterVoice:
    """The gate for words of a window in which nothing else can be opened; `say(text, tone)` shows a sentence."""

    def __init__(self, say: Callable[[str, Tone], None]) -> None:
        self._say = say

    def toast(self, text: str, act: Act | None = None) -> None:  # noqa: ARG002 - nothing is offered beside a sentence here
        """Say it."""
        self._say(text, "success")

    def inline(self, text: str, tone: Tone = "info", act: Act | None = None) -> None:  # noqa: ARG002 - same
        """Say it."""
        self._say(text, tone)

    def error(self, error: Exception) -> None:
        """Say it calmly."""
        self._say(error.sentence if isinstance(error, CresiError) else str(error), "warning")

    def crash(self, error: BaseException) -> None:
        """Keep the report; the visitor is sent to the team."""
        _LOG.error("at the counter", exc_info=error)
        write_crash_report(error)
        self._say(tr("Quelque chose n'a pas marché. Rien n'est perdu : adressez-vous à l'équipe."), "warning")

    def ask(self, question: Question) -> bool:  # noqa: ARG002 - nothing is asked here
        """Answer no: nothing at the counter needs a question."""
        return False

    def open_files(self, title: str, kinds: Sequence[FileKind], *, several: bool = True) -> list[Path]:  # noqa: ARG002 - no file is chosen here
        """Choose nothing."""
        return []

    def save_file(self, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:  # noqa: ARG002 - same
        """Choose nothing."""
        return None

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:  # noqa: ARG002 - same
        """Choose nothing."""
        return None

    def show_file(self, file: Path) -> None:
        """Open nothing: another program would be a way out."""
