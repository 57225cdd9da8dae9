"""The example library: the world of the founding texts, written through the services."""
