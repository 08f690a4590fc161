"""Lists that people keep themselves: which column is which field, and what their rows say of records."""
