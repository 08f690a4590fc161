"""Whether a document is what was agreed: which ones the register wrote, what people send back, and where that differs."""
