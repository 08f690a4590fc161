"""What fits: which assignments to keep, move, stretch or stop within the hours there are. Pure: values in, values out.

`region` makes a problem of a register (`grid` counts its months, `what_if` reads hours for the sake of argument);
`model` states the problem in months and cells; `columns` lists every way to carry an assignment out; `greedy`, `search`
and `solve` choose among them with HiGHS (`part`, `goals`, `program`); `diagnosis` says why in numbers, `regels` in Dutch, and
`proposal` makes of it all a `voorstel`: the plan as it is shown and kept. `shifted` moves what is in an opdracht along.
"""
