"""The Projets page: the list of dossiers and the dossier itself."""
