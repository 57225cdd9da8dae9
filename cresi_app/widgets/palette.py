"""The colours as a QPalette: what native dialogs and plain Qt widgets read."""

from PySide6.QtGui import QColor, QPalette

from cresi_app.widgets.tokens import Tokens

_R = QPalette.ColorRole
_ROLES = {
    _R.Window: "canvas", _R.WindowText: "text", _R.Base: "surface", _R.AlternateBase: "surface2", _R.Text: "text",
    _R.Button: "surface", _R.ButtonText: "text", _R.BrightText: "danger", _R.Highlight: "primary",
    _R.HighlightedText: "on_primary", _R.PlaceholderText: "text3", _R.Link: "primary", _R.LinkVisited: "primary_press",
    _R.ToolTipBase: "toast", _R.ToolTipText: "toast_text", _R.Accent: "primary", _R.Light: "surface",
    _R.Midlight: "surface2", _R.Mid: "border", _R.Dark: "border_strong", _R.Shadow: "shadow",
}  # fmt: skip
_DISABLED = (_R.WindowText, _R.Text, _R.ButtonText)


def palette_of(tokens: Tokens) -> QPalette:
    """Return every role from the tokens; disabled text keeps the caption colour, which stays legible."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(tokens[token]))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["text3"]))
    palette.setColor(QPalette.ColorGroup.Disabled, _R.Highlight, QColor(tokens["border_strong"]))
    return palette
