"""The names that a template may use: their shape, from contexts that stand as an example, and where code leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from jinja2 import Environment, TemplateSyntaxError, nodes

from opdracht.documents.lint.blocks import ANYTHING
from opdracht.suggest import did_you_mean

_SAME_LIST = {"select", "reject", "selectattr", "rejectattr", "sort", "unique", "list", "reverse"}
_ONE_OF_LIST = {"first", "last", "min", "max"}
_BY_ATTRIBUTE = {"selectattr", "rejectattr"}  # whose first argument names a field of each item
_METHODS = {"items", "keys", "values", "get"}
_LISTED = "Loop er eerst doorheen, met {% for m in ... %} en {% endfor %}."


@dataclass(frozen=True)
class Shape:
    """What a name stands for: a record with `fields`, a list of `item`, a value with an `example`, or anything."""

    kind: str
    fields: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    example: object = None


ANY = Shape("any")


@dataclass(frozen=True)
class NameFault:
    """A name that does not exist, a filter that does not, or a list that is used as one thing."""

    line: int
    word: str
    text: str
    hint: str


def shape_of(examples: Iterable[object]) -> Shape:
    """The shape that all examples fit."""
    known = [example for example in examples if example is not None]
    if not known:
        return ANY
    records = [example for example in known if isinstance(example, dict)]
    if len(records) == len(known):
        names = dict.fromkeys(name for record in records for name in record)
        return Shape("record", {name: shape_of(r[name] for r in records if name in r) for name in names})
    lists = [example for example in known if isinstance(example, list | tuple)]
    if len(lists) == len(known):
        return Shape("list", item=shape_of(item for items in lists for item in items))
    return Shape("value", example=next((example for example in known if example != ""), known[0]))


def listed(shape: Shape, name: str = "") -> Iterator[tuple[str, object]]:
    """Every name with its example; what stands in a list has [] in its name."""
    for part, inner in shape.fields.items():
        yield from listed(inner, f"{name}.{part}" if name else part)
    if shape.kind == "list" and shape.item is not None:
        yield from listed(shape.item, f"{name}[]")
    if shape.kind in ("value", "any") and name:
        yield name, shape.example


def name_faults(source: str, environment: Environment, known: Shape) -> list[NameFault]:
    """What is wrong with the names and filters in a template; nothing when it cannot be read, which the trial tells."""
    reader = _Reader(environment)
    scope = {**known.fields, ANYTHING: ANY, **dict.fromkeys(environment.globals, ANY)}
    with suppress(TemplateSyntaxError, RecursionError):
        reader.follow(environment.parse(source), scope)
    return list(dict.fromkeys(reader.faults))


class _Reader:
    """Follows the code and knows at each place what every name stands for."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self.faults: list[NameFault] = []

    def follow(self, node: nodes.Node, scope: dict[str, Shape]) -> None:
        """A statement, with the names that hold there; what it sets is added to them."""
        if isinstance(node, nodes.For):
            self._follow_for(node, scope)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self._value(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            inside = dict(scope)
            for child in node.body:
                self.follow(child, inside)
            self._bind(node.target, ANY, scope)
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            if isinstance(node, nodes.Macro):
                scope[node.name] = ANY
            inside = {**scope, "caller": ANY, "varargs": ANY, "kwargs": ANY}
            inside |= {argument.name: ANY for argument in node.args}
            for child in node.body:
                self.follow(child, inside)
            if isinstance(node, nodes.CallBlock):
                self._value(node.call, scope)
        elif isinstance(node, nodes.With):
            inside = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                self._bind(target, self._value(value, scope), inside)
            for child in node.body:
                self.follow(child, inside)
        elif isinstance(node, nodes.Expr):
            self._value(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.follow(child, scope)

    def _follow_for(self, node: nodes.For, scope: dict[str, Shape]) -> None:
        over = self._value(node.iter, scope)
        if over.kind == "record":
            self._fault(node.iter, "Dit is geen lijst, dus er valt niet doorheen te lopen.", "")
        inside = {**scope, "loop": ANY}
        self._bind(node.target, over.item or ANY, inside)
        if node.test is not None:
            self._value(node.test, inside)
        for child in node.body:
            self.follow(child, inside)
        for child in node.else_:
            self.follow(child, scope)

    def _bind(self, target: nodes.Node, shape: Shape, scope: dict[str, Shape]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        for inner in target.find_all(nodes.Name):
            scope.setdefault(inner.name, ANY)

    def _value(self, node: nodes.Node, scope: dict[str, Shape]) -> Shape:
        """What an expression stands for; faults in it are noted."""
        if isinstance(node, nodes.Name):
            return self._of_name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._part(node, self._value(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem):
            return self._of_item(node, scope)
        if isinstance(node, nodes.Filter):
            return self._of_filter(node, scope)
        if isinstance(node, nodes.Test):
            return self._of_test(node, scope)
        if isinstance(node, nodes.Or | nodes.CondExpr):
            first, second = (node.left, node.right) if isinstance(node, nodes.Or) else (node.expr1, node.expr2)
            for other in node.iter_child_nodes():
                if other not in (first, second) and isinstance(other, nodes.Expr):
                    self._value(other, scope)
            shapes = [self._value(side, scope) for side in (first, second) if side is not None]
            return max(shapes, key=lambda shape: ("value", "any", "list", "record").index(shape.kind))
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._value(child, scope)
            else:  # the names that a call gives its arguments, and what is on the other side of a comparison
                for inner in child.iter_child_nodes():
                    self._value(inner, scope)
        return ANY

    def _of_name(self, node: nodes.Name, scope: dict[str, Shape]) -> Shape:
        if node.name not in scope:
            hint = did_you_mean(node.name, scope) or "Bekijk alle namen met: opdracht template fields"
            self.faults.append(NameFault(node.lineno, node.name, f"De naam '{node.name}' bestaat niet.", hint))
        return scope.get(node.name, ANY)

    def _of_item(self, node: nodes.Getitem, scope: dict[str, Shape]) -> Shape:
        of = self._value(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._part(node, of, node.arg.value)
        self._value(node.arg, scope)
        return of.item or ANY if isinstance(node.arg, nodes.Const) else ANY

    def _part(self, node: nodes.Node, of: Shape, name: str) -> Shape:
        if of.kind == "record":
            if name in of.fields:
                return of.fields[name]
            if name not in _METHODS:
                self._unknown(node, of, name)
        elif of.kind == "list":
            self._fault(node, f"Dit is een lijst; een lijst heeft geen '{name}'.", _LISTED, name)
        elif of.kind == "value" and not (isinstance(of.example, date | str) and hasattr(of.example, name)):
            self._fault(
                node, f"Dit is een gewone waarde; die heeft geen '{name}'.", "Haal het deel na de punt weg.", name
            )
        return ANY

    def _of_filter(self, node: nodes.Filter, scope: dict[str, Shape]) -> Shape:
        is_default = node.name in ("default", "d") and isinstance(node.node, nodes.Name)
        of = self._value(node.node, scope) if node.node is not None and not is_default else ANY
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._value(argument, scope)
        if node.name not in self._environment.filters:
            hint = did_you_mean(node.name, self._environment.filters) or "Haal het deel na | weg."
            self.faults.append(NameFault(node.lineno, node.name, f"Het filter '{node.name}' bestaat niet.", hint))
            return ANY
        attribute = self._attribute(node)
        inner = self._path(node, of.item or ANY, attribute) if attribute and of.kind == "list" else ANY
        if node.name in _SAME_LIST:
            return of
        if node.name in _ONE_OF_LIST:
            return of.item or ANY
        return Shape("list", item=inner) if node.name == "map" and attribute else ANY

    def _attribute(self, node: nodes.Filter) -> str:
        """The field of each item that a filter is about, if it says so."""
        named = next((keyword.value for keyword in node.kwargs if keyword.key == "attribute"), None)
        if named is None and node.name in (*_BY_ATTRIBUTE, "groupby") and node.args:
            named = node.args[0]
        return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else ""

    def _path(self, node: nodes.Node, of: Shape, attribute: str) -> Shape:
        for name in attribute.split("."):
            of = self._part(node, of, name)
        return of

    def _of_test(self, node: nodes.Test, scope: dict[str, Shape]) -> Shape:
        if node.name not in self._environment.tests:
            hint = did_you_mean(node.name, self._environment.tests)
            self.faults.append(NameFault(node.lineno, node.name, f"De vraag 'is {node.name}' bestaat niet.", hint))
        if not (node.name in ("defined", "undefined") and isinstance(node.node, nodes.Name)):
            self._value(node.node, scope)
        for argument in node.args:
            self._value(argument, scope)
        return ANY

    def _unknown(self, node: nodes.Node, of: Shape, name: str) -> None:
        known = ", ".join(of.fields)
        hint = did_you_mean(name, of.fields) or f"Wat er wel is: {known if len(known) < 200 else known[:200] + ' ...'}."
        self._fault(node, f"'{name}' bestaat hier niet.", hint, name)

    def _fault(self, node: nodes.Node, text: str, hint: str, word: str = "") -> None:
        self.faults.append(NameFault(node.lineno, word, text, hint))
