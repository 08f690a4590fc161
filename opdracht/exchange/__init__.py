"""Ways in and out of the register: region and agreement files. Knows no register: what is known is handed in."""
