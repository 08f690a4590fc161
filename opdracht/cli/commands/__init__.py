"""One module per command, or per group of commands, in the order in which the help of the program names them."""

from importlib import import_module

for _name in (
    "demo", "init", "create", "edit", "check", "render", "status", "sign", "capacity", "plan", "list", "show", "report",
    "diff", "verify", "log", "undo", "forget", "add", "set", "remove", "importing", "export", "backup", "restore",
    "doctor", "migrate", "config", "template",
):  # fmt: skip
    import_module(f"{__name__}.{_name}")
