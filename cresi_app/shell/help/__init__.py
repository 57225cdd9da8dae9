"""Help for the page at hand: one text a page, in both languages, searchable, shown in the window."""
