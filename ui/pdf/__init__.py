"""What pages share that show a PDF and save it."""
