"""What stays: files that appear whole or not at all, and rows of a database, of which what people say is sealed."""
