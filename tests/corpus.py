"""Where the optional folder of real files by others lies; tests that want it are skipped, and say so, without it."""

import os
from pathlib import Path

import pytest


def corpus_dir(*parts: str) -> Path:
    """Return the corpus folder (or what lies under it), or skip the calling test with the reason."""
    root = Path(os.environ.get("CRESI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
    found = root.joinpath(*parts)
    if not found.exists():
        pytest.skip(f"no corpus of real files here ({found}); set CRESI_CORPUS to try them")
    return found
