"""Kits on disk: YAML and catalogues come in, kits, workshops and every problem in them go out."""
