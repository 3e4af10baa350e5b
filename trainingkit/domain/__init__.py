"""The pure core: kits, workshops, schedules and documents as values. No clock, no files, no libraries of others."""
