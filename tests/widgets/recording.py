"""The gate for words as tests see it: everything said is kept, every question is answered beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cresi_app.widgets.messages import Act, FileKind, Question, Tone


@dataclass(frozen=True)
class Said:
    text: str
    tone: str = "info"
    act: Act | None = None


@dataclass
class RecordingMessages:
    """Stands in for the window's messages. `answers`, `files`, `places` and `folders` are used up from the front."""

    toasts: list[Said] = field(default_factory=list)
    inlines: list[Said] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    crashes: list[BaseException] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    files: list[list[Path]] = field(default_factory=list)
    places: list[Path | None] = field(default_factory=list)
    folders: list[Path | None] = field(default_factory=list)
    dialogs: list[tuple[object, ...]] = field(default_factory=list)

    def toast(self, text: str, act: Act | None = None) -> None:
        self.toasts.append(Said(text, act=act))

    def inline(self, text: str, tone: Tone = "info", act: Act | None = None) -> None:
        self.inlines.append(Said(text, tone, act))

    def error(self, error: Exception) -> None:
        self.errors.append(error)

    def crash(self, error: BaseException) -> None:
        self.crashes.append(error)

    def ask(self, question: Question) -> bool:
        self.questions.append(question)
        assert self.answers, f"a question nobody expected: {question.title}"
        return self.answers.pop(0)

    def open_files(self, title: str, kinds: Sequence[FileKind], *, several: bool = True) -> list[Path]:
        self.dialogs.append(("open", title, kinds, several))
        assert self.files, f"a file dialog nobody expected: {title}"
        return self.files.pop(0)

    def save_file(self, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:
        self.dialogs.append(("save", title, suggested, kinds))
        assert self.places, f"a file dialog nobody expected: {title}"
        return self.places.pop(0)

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:
        self.dialogs.append(("folder", title, start))
        assert self.folders, f"a folder dialog nobody expected: {title}"
        return self.folders.pop(0)

    def show_file(self, file: Path) -> None:
        self.shown.append(file)
