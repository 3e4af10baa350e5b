"""The application in a browser, in Spanish and English, without scripts or anybody else's servers: a library that sets
no cookie, and pages for those who have an account."""
