"""What the look ships: the faces with their licences, and no drawing that nothing draws."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FACES = (
    "Inter_400Regular", "Inter_500Medium", "Inter_600SemiBold", "Inter_700Bold", "SourceSerif4_400Regular", "SourceSerif4_600SemiBold",
    "NotoSansArabic_400Regular", "NotoSansArabic_600SemiBold",
)  # fmt: skip


def test_the_faces_of_the_look_are_there_with_their_licences() -> None:
    fonts = ROOT / "resources" / "fonts"
    assert [face for face in FACES if not (fonts / f"{face}.ttf").is_file()] == []
    families = {file.name.partition("_")[0] for file in fonts.glob("*.ttf")}
    assert {family for family in families if not (fonts / f"OFL-{family}.txt").is_file()} == set()


def test_every_drawing_is_drawn_somewhere() -> None:
    written = "".join(
        file.read_text(encoding="utf-8")
        for folder, kind in (("cresi_app", "*.py"), ("db", "*.*"))
        for file in (ROOT / folder).rglob(kind)
        if file.suffix in {".py", ".sql", ".csv", ".json"}
    )
    drawings = {file.stem for file in (ROOT / "resources" / "icons").glob("*.svg")}
    assert {
        name
        for name in drawings
        if f'"{name}"' not in written and f"'{name}'" not in written and f",{name}" not in written
    } == set()
