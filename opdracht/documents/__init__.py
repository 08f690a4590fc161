"""Word documents: what a template sees (contexts), filling it (engine), its faults (lint), and the file itself (word)."""

from typing import TypeAlias

Context: TypeAlias = dict[str, object]
"""The names that a template sees, with what each stands for."""
