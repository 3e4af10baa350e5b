"""The databases that tests of the storage run on."""

from tests.databases import address, database, empty, postgres

__all__ = ["address", "database", "empty", "postgres"]
