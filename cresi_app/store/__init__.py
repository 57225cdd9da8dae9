"""The library on disk: the only home of sqlite3 and sqlite-utils. `library.Library` is its door."""
