"""What stays: files that appear whole or not at all."""
