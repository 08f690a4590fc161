"""The npm package docxtemplater on the same template: its tags translated, its data evaluated beforehand.

Every expression of the template becomes a key, so docxtemplater has no expression to work out: only its own work is left.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment
from lxml import etree

from opdracht.documents.engine.sandbox import as_dutch

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{\{ ?(.*?) ?\}\}|\{%(?:tr|p)? ?(.*?) ?%\}")
FOR = re.compile(r"for (\w+) in (.*?)(?: if (.*))?$")
ENVIRONMENT = Environment(undefined=ChainableUndefined)  # it asks also what a condition would have kept from sight

SCRIPT = """
const fs = require('fs'), readline = require('readline')
const PizZip = require('pizzip'), Docxtemplater = require('docxtemplater')
const template = fs.readFileSync(process.argv[2]), data = JSON.parse(fs.readFileSync(process.argv[3]))
let last
const one = n => {
  const doc = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true })
  doc.render(data[n])
  last = doc.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 6 } })
}
for (let n = 0; n < 50; n++) one(n)  // warm
fs.writeFileSync(process.argv[4], last)
readline.createInterface({ input: process.stdin }).on('line', line => {
  const [from, to] = line.split(' ').map(Number), begin = process.hrtime.bigint()
  for (let n = from; n < to; n++) one(n)
  console.log(Number(process.hrtime.bigint() - begin) / 1e9)
})
console.log('ready')
"""


@dataclass
class Scope:
    """What a document or one turn of a loop needs: values, conditions, and loops with a scope of their own."""

    values: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)
    loops: dict[str, tuple[str, str, str, Scope]] = field(default_factory=dict)

    def data(self, names: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {key: str(as_dutch(evaluated(text, names))) for key, text in self.values.items()}
        found |= {key: bool(evaluated(text, names)) for key, text in self.conditions.items()}
        for key, (name, of, test, inner) in self.loops.items():
            turns = [{**names, name: item} for item in evaluated(of, names)]
            found[key] = [inner.data(turn) for turn in turns if not test or evaluated(test, turn)]
        return found


_expressions: dict[str, Any] = {}


def evaluated(text: str, names: dict[str, Any]) -> Any:
    if text not in _expressions:
        _expressions[text] = ENVIRONMENT.compile_expression(text)
    return _expressions[text](names)


class Translation:
    """The tags of one template, one after the other."""

    def __init__(self) -> None:
        self.root = Scope()
        self._scopes = [self.root]
        self._open: list[list[str]] = []
        self._keys: dict[str, str] = {}

    def _key(self, text: str) -> str:
        return self._keys.setdefault(text, f"k{len(self._keys)}")

    def _condition(self, text: str) -> str:
        key = self._key(f"if {text}")
        self._scopes[-1].conditions[key] = text
        return key

    def tag(self, match: re.Match[str]) -> str:
        value, statement = match.groups()
        if value is not None:
            key = self._key(value)
            self._scopes[-1].values[key] = value
            return f"{{{key}}}"
        word, _, rest = statement.partition(" ")
        if word == "for":
            name, of, test = FOR.match(statement).groups()  # type: ignore[union-attr]
            key, inner = f"l{len(self._keys)}", Scope()
            self._keys[key] = key
            self._scopes[-1].loops[key] = (name, of, test or "", inner)
            self._scopes.append(inner)
            self._open.append([f"{{/{key}}}"])
            return f"{{#{key}}}"
        if word == "if":
            key = self._condition(rest)
            self._open.append([f"{{/{key}}}"])
            return f"{{#{key}}}"
        if word in ("else", "elif"):
            closing = self._open[-1].pop()
            text = f"{closing}{{^{closing[2:-1]}}}"
            self._open[-1].append(closing)
            if word == "elif":
                key = self._condition(rest)
                self._open[-1].append(f"{{/{key}}}")
                text += f"{{#{key}}}"
            return text
        if word == "endfor":
            self._scopes.pop()
        return "".join(reversed(self._open.pop()))


def translated(template: bytes) -> tuple[bytes, Scope]:
    """The template as docxtemplater wants it, and what its data are."""
    source = zipfile.ZipFile(io.BytesIO(template))
    target = io.BytesIO()
    translation = Translation()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name in ("word/document.xml", "word/footer1.xml", "word/header1.xml"):
                tree = etree.fromstring(content)
                for text in tree.iter(f"{W}t"):
                    text.text = TAG.sub(translation.tag, text.text or "")
                _rows_of_tags_into_their_neighbours(tree)
                content = etree.tostring(tree, encoding="UTF-8", standalone=True)
            archive.writestr(name, content)
    return target.getvalue(), translation.root


def _rows_of_tags_into_their_neighbours(tree: Any) -> None:
    """A loop over rows begins in the first cell of its row and ends in the last."""
    for row in list(tree.iter(f"{W}tr")):
        tag = "".join(row.itertext())
        if re.fullmatch(r"(\{[#/]\w+\})+", tag):
            neighbour = row.getnext() if "#" in tag else row.getprevious()
            texts = list(neighbour.iter(f"{W}t"))
            if "#" in tag:
                texts[0].text = tag + texts[0].text
            else:
                texts[-1].text += tag
            row.getparent().remove(row)


class Docxtemplater:
    """A node process that stays; `seconds` is how long it takes over some of the documents."""

    def __init__(self, modules: Path, folder: Path, template: bytes, contexts: list[dict[str, Any]]) -> None:
        content, scope = translated(template)
        paths = [folder / name for name in ("bench.js", "template.docx", "data.json", "last.docx")]
        paths[0].write_text(SCRIPT)
        paths[1].write_bytes(content)
        paths[2].write_text(json.dumps([scope.data(dict(context)) for context in contexts]))
        self.last = paths[3]
        self._node = subprocess.Popen(
            ["node", *map(str, paths)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"NODE_PATH": str(modules), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        self._answer()

    def seconds(self, begin: int, end: int) -> float:
        assert self._node.stdin
        self._node.stdin.write(f"{begin} {end}\n")
        self._node.stdin.flush()
        return float(self._answer())

    def _answer(self) -> str:
        assert self._node.stdout
        return self._node.stdout.readline()

    def close(self) -> None:
        self._node.communicate()
