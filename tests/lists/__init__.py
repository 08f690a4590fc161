"""Ten lists in the form in which Dutch organisations keep them, and the import of lists."""
