"""Languages of the program itself: its catalogues, and how each language says numbers, dates and fixed words."""
