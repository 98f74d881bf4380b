"""Help: the pages in resources/help, read in the window, with no network."""
