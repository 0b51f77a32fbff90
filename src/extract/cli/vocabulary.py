"""`extract vocabulary`: what is known of a word, and how two terms stand to each other."""

import json

import click

from extract.cli.options import Call, common, working

EPILOG = """\b
Examples:
  extract vocabulary search Faslodex
  extract vocabulary relation "hepatocellular carcinoma" "liver cancer"
  extract vocabulary search "white cell count" --vocabulary own.toml"""

MOST = 20
"""Terms that a search shows."""


@click.group(epilog=EPILOG)
def command() -> None:
    """What the vocabulary knows: a term, its names and its kin."""


@command.command()
@click.argument("word")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text")
@working
@common
def search(call: Call, word: str, form: str) -> None:
    """Show the terms that WORD names, or that have it in a name."""
    from extract.vocabulary import load_vocabulary

    settings = call.settings
    vocabulary = load_vocabulary(settings.vocabulary)
    for term in vocabulary.search(word, most=MOST):
        broader = sorted(vocabulary.ancestors(term.id) - {term.id})
        if form == "jsonl":
            row = {"id": term.id, "kind": term.kind, "names": [*term.names, *term.cased], "mesh_id": term.mesh_id}
            click.echo(json.dumps({**row, "drugbank_id": term.drugbank_id, "broader": broader}, ensure_ascii=False))
        else:
            ids = ", ".join(term_id for term_id in (term.mesh_id, term.drugbank_id) if term_id)
            click.echo(f"{term.label} ({term.kind}{', ' + ids if ids else ''})")
            click.echo(f"  names: {', '.join(dict.fromkeys((*term.names, *term.cased)))}"[:400])
            click.echo(
                f"  broader: {', '.join(vocabulary[term_id].label for term_id in broader)[:300] or 'none known'}"
            )


@command.command()
@click.argument("first", metavar="ONE")
@click.argument("second", metavar="OTHER")
@working
@common
def relation(call: Call, first: str, second: str) -> None:
    """Say how the terms ONE and OTHER stand to each other: same, broader, narrower, related, different or unknown."""
    from extract.vocabulary import load_vocabulary

    vocabulary = load_vocabulary(call.settings.vocabulary)
    left, right = vocabulary.find(first), vocabulary.find(second)
    if left is None or right is None:
        click.echo(f"unknown: {first if left is None else second} is not in the vocabulary")
    else:
        click.echo(vocabulary.relation(left.id, right.id))
