"""One module per command, or per group of commands; declaring.py imports those that are needed."""
