"""Word documents: what a template sees (context), filling it (render), and writing files safely (files)."""
