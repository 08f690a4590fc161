"""What keeps a register safe: reserve copies, putting one back, whether it is sound, and what can be saved of a damaged one."""
