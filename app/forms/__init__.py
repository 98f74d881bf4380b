"""The form engine: an XLSForm in, a live form out. Pure: no Qt, no database."""
