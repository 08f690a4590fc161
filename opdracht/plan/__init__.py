"""What fits: which assignments to keep, move, stretch or stop within the hours there are. Pure: values in, values out.

`model` states the problem in months and cells, `columns` lists every way to carry an assignment out, `greedy`, `search`
and `solve` choose among them with HiGHS, `explain` says why. `region` makes the problem of a register.
"""
