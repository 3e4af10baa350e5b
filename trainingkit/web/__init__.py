"""The library in a browser: read-only pages, in Spanish and English, without scripts, cookies or anybody else's
servers."""
