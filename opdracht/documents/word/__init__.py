"""The file of a Word document: its package, its parts and what its styles do to text."""
