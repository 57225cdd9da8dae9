"""Paper: tagged PDF in the centre's own typefaces. reportlab is used here and in the slices' ``reports.py`` only."""
