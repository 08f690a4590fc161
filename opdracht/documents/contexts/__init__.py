"""What each template sees: one module per document."""
