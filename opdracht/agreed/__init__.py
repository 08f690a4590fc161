"""What was agreed: versions of an agreement, frozen as text, and what differs between two of them."""
