"""Register of assignments between gemeenten and their regional body: create, check and render the agreements."""
