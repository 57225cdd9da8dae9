"""The catalogue: documents of every kind, their copies, their files, and how they travel between centres."""
