"""What there is to do in a region: what is late, what is due by a day and what waits, each matter once, most urgent first.

Whether something is late the rules of the checks say: what is due by a day is what they would find on the day after it if
nobody did anything. Pure: no database, no clock, no screen.
"""

from opdracht.todo.matters import Matter, Work, matters_of
from opdracht.todo.parties import Party
from opdracht.todo.tasks import Concerned, Task, Todo, Urgency, todo_of

__all__ = ["Concerned", "Matter", "Party", "Task", "Todo", "Urgency", "Work", "matters_of", "todo_of"]
