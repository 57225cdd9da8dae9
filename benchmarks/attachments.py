"""Attached files: 200 PDFs read and indexed against pypdfium2 and FTS5 alone; the indexing assistant; near documents."""

import os
import random
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pypdfium2
from reportlab.pdfgen.canvas import Canvas
from sqlite_utils import Database

from benchmarks.libraries import WHO
from benchmarks.measure import Outcome, milliseconds, seconds
from cresi_app.catalogue.model.termfinding import Name, Passage, Vocabulary, Weighing, weigh
from cresi_app.core.filereading.reader import FileReader
from cresi_app.services import Services

PAGES: Final = 12
_TURNS: Final = 3
_WORDS: Final = 60_000
_FTS: Final = "CREATE VIRTUAL TABLE page USING fts5 (words, prefix='2 3', tokenize=\"unicode61 remove_diacritics 2 tokenchars '+#'\")"


def _processor(work: Callable[[], object]) -> float:
    """Return the seconds of processor that `work` takes, those of the children it ends included."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def _vocabulary() -> list[str]:
    chance = random.Random(7)
    syllables = [
        "ba",
        "co",
        "dé",
        "fri",
        "gou",
        "lan",
        "mé",
        "no",
        "pro",
        "ra",
        "sa",
        "té",
        "vi",
        "que",
        "tion",
        "ment",
        "eau",
        "ière",
    ]
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(_WORDS)]


def _pages(count: int) -> Iterator[list[str]]:
    """Yield pages of some 2,200 characters, in which some words are everywhere and most are rare."""
    chance, words = random.Random(11), _vocabulary()
    for _ in range(count):
        yield [
            " ".join(words[min(int(chance.paretovariate(0.55)), _WORDS - 1)] for _ in range(9))[:92] for _ in range(40)
        ]


def _written(folder: Path, files: int) -> list[Path]:
    folder.mkdir(parents=True)
    pages = _pages(files * PAGES)
    made = []
    for number in range(files):
        place = folder / f"{number}.pdf"
        canvas = Canvas(str(place), invariant=1)
        for _ in range(PAGES):
            text = canvas.beginText(50, 800)
            text.setFont("Helvetica", 10)
            for line in next(pages):
                text.textLine(line)
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()
        made.append(place)
    return made


def reading(workshop: Path, files: int) -> Outcome:
    """Compare reading and indexing attached PDFs with extracting and indexing the same pages by hand."""
    made = _written(workshop / "pdf", files)
    with Services.create(workshop / "library") as services:
        documents = [services.catalogue.add_document(WHO, title=f"Notice {number}").id for number in range(files)]
        for document, place in zip(documents, made, strict=True):
            services.catalogue.attach_file(WHO, document, place)
        hashes = services.catalogue.every_file()

        def ours() -> None:
            with FileReader() as reader:
                services.catalogue.read_files(reader=reader)

        def bare() -> None:
            database = Database(workshop / f"bare-{random.random()}.db")
            database.conn.execute(_FTS)
            with database.conn:
                for number, place in enumerate(made):
                    pdf = pypdfium2.PdfDocument(place)
                    for at in range(len(pdf)):
                        words = pdf[at].get_textpage().get_text_range()
                        database.conn.execute(
                            "INSERT INTO page (rowid, words) VALUES (?, ?)", (number * 100 + at, words)
                        )
                    pdf.close()
            database.close()

        pairs = []
        for _ in range(_TURNS):
            services.catalogue.read_again(hashes)
            pairs.append((_processor(ours), _processor(bare)))
    mine, alone = (min(values) for values in zip(*pairs, strict=True))
    promise = f"{files} PDFs of {files * PAGES:,} pages read and indexed ÷ pypdfium2 and FTS5 alone"
    return Outcome(
        promise,
        mine / alone,
        1.5,
        "≤",
        detail=f"{mine:.2f} s of processor, the child's included, against {alone:.2f} s",
    )


def assistant() -> Outcome:
    """Time finding and weighing 5,000 terms in a text of 200 pages."""
    words = sorted(set(_vocabulary()))[:6_000]
    vocabulary = Vocabulary(Name(at, f"{one} {words[-at]}" if at % 3 else one) for at, one in enumerate(words[:5_000]))
    passages = [Passage("\n".join(page), page=number) for number, page in enumerate(_pages(200))]
    taken = min(_processor(lambda: weigh(passages, vocabulary.hits(passages), Weighing())) for _ in range(_TURNS))
    return Outcome(
        "200 pages searched for 5,000 terms", taken, 2.0, "≤", "s", "tokens, longest names, weights and sentences"
    )


def near(services: Services, label: str) -> Outcome:
    """Time the near documents of some notices."""
    rows = services.library.query("SELECT id FROM document ORDER BY id LIMIT 40")
    services.catalogue.near(rows[0]["id"])
    taken = [seconds(lambda one=row["id"]: services.catalogue.near(one)) for row in rows]  # type: ignore[misc]  # mypy loses the default
    median = statistics.median(taken)
    return Outcome(
        f"near documents, {label} documents",
        median * 1000,
        60.0,
        "≤",
        "ms",
        f"the slowest of 40 {milliseconds(max(taken))}",
    )
