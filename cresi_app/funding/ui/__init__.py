"""The Financements page of the window."""
