"""The use cases: one function each. They open the register, call the pure parts, and return values; they print nothing."""
