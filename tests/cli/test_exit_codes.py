"""One mistake, one exit code: 2 for a command that cannot be right whatever the register holds, 3 for what the register refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from opdracht.cli.declaring import NAMES
from opdracht.exchange.export import as_yaml
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

Run = Callable[..., Outcome]

CANNOT_BE_RIGHT = """
find|find --foo|list titel<1|list titel~|list van<foo|list van<eind_+_2500|list status=concept,erg|list --sort foo
create --copy 2027-001|create --copy 2027-001 --van foo
create --copy 2027-001 --van 1-1-2028 --tot 1-1-2027|create --copy 2027-001 --van 1-1-2028 --resume
set titel=x --where foo=1 --yes|set foo=1 --where status=concept --yes|set --where status=concept|set titel=x --where van=foo --yes
set titel=x --where status=concept|set 2027-001 titel=x --where status=concept|status foo --where status=concept --yes
status lopend --where foo=1|status 2027-001 lopend --where status=concept|status voorgesteld --where status=concept
list foo|list foo=1|list foo<1|list status=erg|list status|show foo x|show mijlpaal 2027-001/een|show 2027-001 --version een|add foo
add organisatie foo=1|add organisatie code|set foo x naam=1|set 2027-001 foo=1|set 2027-001|remove foo x --yes
remove mijlpaal 2027-001 --yes|log foo x|log mijlpaal 2027-001/een|undo een|forget foo x --yes|forget organisatie moerdijk --yes
check --severity erg|check --fail-on erg|check --by foo|check --only Z999|check --explain Z999|check --set-aside Z999
check --put-back Z999|check --set-aside A101|check 2027-001 --set-aside A101|check 2027-001 --set-aside A101 --reason nvt
check --peildatum foo|status 2027-001 foo|status 2027-001 --reason|sign 2027-001|sign 2027-001 --rol foo
capacity --status foo|capacity --by foo|capacity --from foo|capacity --until 1-1-2020 --from 1-1-2027|capacity --json --csv
plan --keep 2027-001 --stop 2027-001|plan --time foo|plan --what-if foo|plan --apply --dry-run|plan --peildatum foo
render|render --status foo|render --all --template foo|render 2027-001 --template foo|report --peildatum foo|diff|diff 2027-001 --from x
todo --until foo|todo --dagen foo|todo --dagen 999999999|todo --until 1-1-2020|todo --persoon x --organisatie y|todo x
todo --until 1-1-2027 --dagen 3|todo --with-names|todo --ics todo.txt|todo --json --csv
request --before foo|request --foo|request x|archive|archive 2027-001|archive 2027-001 --to archief --version een|archive --to archief
template copy foo|template fields --as foo|template foo|verify|import|export|edit|create foo=1|create --titel|create --no-questions
demo a b|init --foo|backup --foo|restore --foo|doctor --foo|migrate --foo|config foo 1|config foo|restore a b|set|remove|forget|sign
"""
REFUSED = """
show 2099-001|show persoon niemand|show 2027-001 --version 9|add organisatie code=moerdijk naam=x soort=gemeente
add organisatie code=x naam=x soort=foo|add versie opdracht=2027-001|set 2099-001 titel=x|set 2027-001 van=foo
set 2027-001 prioriteit=9|set 2027-001 status=lopend|remove persoon niemand --yes|remove persoon wethouder --yes|log 99999|undo 999
forget persoon niemand --yes|check 2099-001|status 2099-001|status 2099-001 voorgesteld|sign 2099-001 --rol eigenaar|diff 2099-001
diff 2027-001|capacity --organisatie foo|capacity --profiel foo|plan --keep 2099-001|plan --compare a b
plan --what-if foo_projectleider_+1_fte|render 2099-001|render foo --template gemeenteblad|verify er-niet.docx|edit 2099-001
import er-niet.yaml|export x.yaml 2099-001|create --from er-niet.yaml|template check er-niet.docx|restore er-niet.db
todo --persoon niemand|todo --organisatie foo|todo --eml mails|todo --ics map.ics
request|request --organisatie foo|request --before 1-1-2020|archive 2099-001 --to archief|archive 2027-001 --to archief
config uren_per_fte foo|init|demo .|create --titel x --van foo|backup --to regio.yaml
migrate --to regio.yaml|list --register er-niet.db
set status=lopend --where titel~kaart --yes|status lopend --where status=concept --yes|find x --register er-niet.db
create --copy 2099-001 --van 1-1-2028|report --to regio.yaml
"""


def lines(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize(("text", "code"), [(CANNOT_BE_RIGHT, 2), (REFUSED, 3)], ids=["cannot be right", "refused"])
def test_the_same_kind_of_mistake_ends_the_same_way_in_every_command(
    text: str, code: int, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    (tmp_path / "map.ics").mkdir()
    assert run("import", "regio.yaml").code == 0
    ended = {}
    for line in lines(text):
        outcome = run(*(word.replace("_", " ") if "+" in word else word for word in line.split()))
        if outcome.code != code or not outcome.err.startswith("Fout:"):
            ended[line] = (int(outcome.code), outcome.err.splitlines()[:1])
    assert ended == {}


def test_no_command_is_left_out() -> None:
    tried = {line.split()[0] for text in (CANNOT_BE_RIGHT, REFUSED) for line in lines(text)}
    assert tried >= set(NAMES)
