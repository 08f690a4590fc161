"""Documents of LibreOffice (.odt): their text, and what in them a reader may see otherwise than it is read here."""
