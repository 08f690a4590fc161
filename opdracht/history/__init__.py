"""The past of a register: what happened (log), taking it back (undo) and forgetting a person (forget)."""
