"""What the command line and the browser both ask for: finding, checking and building kits."""
