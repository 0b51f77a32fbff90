"""What is fuzzed: for every kind its seeds, the mutations that know it, and the code that must answer or refuse."""

import atexit
import io
import json
import random
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from extract.model import Format, Paper, Source, StoredAnswer, Work
from tests.corpus.manuscripts import docx
from tests.formats import test_formats as samples
from tests.fuzzing import seeds
from tests.fuzzing.grammars import JSON, LATEX, MARKUP, PDF, TABLES
from tests.fuzzing.mutations import Mutation, mutated

MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of input. `run` returns, or raises an `ExtractError`; anything else is a fault of ours."""

    seeds: Callable[[], Sequence[bytes]]
    grammar: Sequence[Mutation]
    run: Callable[[bytes], None]
    share: float = 1.0
    """Its part of the time, beside the others'."""

    def make(self, chance: random.Random) -> bytes:
        """An input: a seed, or two spliced, mutated."""
        listed = held_seeds(self)
        data = chance.choice(listed)
        if chance.random() < 0.05:
            other = chance.choice(listed)
            data = data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]
        return mutated(data, chance, self.grammar)


@cache
def held_seeds(target: Target) -> list[bytes]:
    return list(target.seeds())


@cache
def folder() -> Path:
    """A place for the inputs of this process, gone when it ends."""
    made = tempfile.mkdtemp(prefix="fuzz-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def written(data: bytes) -> Path:
    path = folder() / "input"
    path.write_bytes(data)
    return path


def read_whole(data: bytes) -> Paper:
    """File → paper → the rows of the database, as one ingest does it."""
    from extract.annotate import annotate
    from extract.read import load_source, read_document
    from extract.resolve.markers import link_markers
    from extract.store.papers import explode_paper
    from extract.vocabulary import load_vocabulary

    source, loaded = load_source(written(data), max_bytes=MOST_BYTES)
    made = annotate(read_document(source, loaded), load_vocabulary())
    paper = replace(made, citations=link_markers(made.markers, made.references))
    explode_paper(paper)
    paper.text.encode()
    return paper


def read_of(form: Format) -> Callable[[bytes], None]:
    """One reader, told what the file is: mutations cannot turn it into another kind."""

    def run(data: bytes) -> None:
        from extract.annotate import annotate
        from extract.read import read_document
        from extract.resolve.markers import link_markers
        from extract.vocabulary import load_vocabulary

        source = Source(path="input", sha256="0" * 64, format=form, size=len(data))
        paper = annotate(read_document(source, data), load_vocabulary())
        link_markers(paper.markers, paper.references)
        paper.text.encode()

    return run


def word(data: bytes) -> None:
    """A Word file: the bytes themselves where they are a zip, else the words of its body."""
    body = data if data.startswith(b"PK") else docx(data.decode("utf-8", "replace"))
    read_of("docx")(body)


def latex(data: bytes) -> None:
    """A LaTeX manuscript that is looked for in its folder, so that what it takes in is opened."""
    from extract.read import load_source, read_document

    path = folder() / "main.tex"
    path.write_bytes(data)
    source, loaded = load_source(path, max_bytes=MOST_BYTES)
    read_document(replace(source, format="latex"), loaded)


def either(*ways: Callable[[bytes], object]) -> Callable[[bytes], None]:
    """One of several ways, chosen by the input itself."""

    def run(data: bytes) -> None:
        ways[zlib.crc32(data) % len(ways)](data)

    return run


def references(data: bytes) -> None:
    """The parser of printed references, and what is asked of its fields afterwards."""
    from extract.annotate.references import parse_reference
    from extract.services.pubmed import citation_line
    from extract.text import identifiers, keys

    text = data.decode("utf-8", "replace")
    for line in [*text.splitlines()[:200], text[:50_000]]:
        fields = parse_reference(line)
        json.dumps([person.family for person in fields.authors] + [fields.title, fields.pages, fields.doi])
        citation_line(fields, "k0")
        for find in (identifiers.find_dois, identifiers.find_pmids, identifiers.find_registrations):
            assert all(0 <= found.start < found.end <= len(line) for found in find(line))
        keys.asked_title_keys(fields.title, line)
        list(keys.place_keys(year=fields.year, volume=fields.volume, pages=fields.pages, families=["a"]))


def citation_keys(data: bytes) -> None:
    """Keys of cited works as texts print them."""
    from extract.annotate.references import parse_reference
    from extract.text.citation_keys import fit_of, fold_name, parse_citation_key
    from extract.text.people import parse_people

    fields = parse_reference(seeds.REFERENCES.splitlines()[0])
    for line in data.decode("utf-8", "replace").splitlines()[:200]:
        fold_name(line)
        parse_people(line)
        key = parse_citation_key(line)
        if key is not None:
            fit_of(key, fields, printed=line)


def numbers(data: bytes) -> None:
    """Single numbers, expressions, and sentences of results."""
    from extract.audit.estimates import find_estimates
    from extract.audit.relations.shares import find_fractions
    from extract.audit.relations.statistics import find_statistics
    from extract.audit.relations.survival import find_rates
    from extract.audit.relations.wordings import find_wordings
    from extract.text.numbers import decimals, parse_number, parse_number_words

    text = data.decode("utf-8", "replace")
    for line in text.splitlines()[:100]:
        for part in (line, *line.replace("(", " ").split()[:200]):
            parse_number(part)
            parse_number_words(part)
            decimals(part)
        for find in (find_rates, find_statistics, find_estimates, find_wordings, find_fractions):
            list(find(line))


class NoLibrary:
    """`model.Library` without anything in it."""

    own_terms = None

    def paper(self, document_id: str) -> None:
        return None

    def document_ids(self) -> tuple[str, ...]:
        return ()

    def match(self, *_: object) -> None:
        return None

    def answers(self, *_: object) -> tuple[()]:
        return ()

    def held(self, *_: object) -> None:
        return None

    def citing(self, *_: object) -> Iterator[Any]:
        return iter(())

    def work(self, work_id: str) -> None:
        return None

    def registration(self, registration_id: str) -> None:
        return None


def audited(data: bytes) -> None:
    """A paper through every check of the audit; one that breaks is told."""
    from extract.audit import choose_checks, run_checks

    paper = read_whole(data)
    for said in run_checks(paper, NoLibrary(), choose_checks()):
        assert said.error is None, f"{said.check}: {said.error}"


def records(data: bytes) -> None:
    """A file of records into a library."""
    from extract.formats import NoticeOf, Unread, open_records
    from extract.formats.record import Remark
    from extract.model import Registration
    from extract.pipeline.library import notice_row
    from extract.store.notices import rows_of, save_notices, save_registrations
    from extract.store.works import save_works

    found = list(open_records(written(data)).records())
    works = [record for record in found if isinstance(record, Work)]
    assert all(isinstance(record, Work | NoticeOf | Registration | Unread | Remark) for record in found)
    database = _library()
    with database.atomic():
        save_works(database.connection, works)
        save_notices(database, [*rows_of(works), *(notice_row(r) for r in found if isinstance(r, NoticeOf))])
        save_registrations(database, [record for record in found if isinstance(record, Registration)])
        for table in ("works", "notices", "registrations"):
            database.execute(f"DELETE FROM {table}")


@cache
def _library() -> Any:
    from extract.store import open_database

    return open_database(folder() / "library.db")


@dataclass
class Played:
    """`model.Cache` that answers every question with the same bytes."""

    body: bytes

    def answer(self, service: str, key: str) -> StoredAnswer:
        return StoredAnswer(status=200, headers=(), body=self.body, fetched_at="2026-01-01T00:00:00+00:00")

    def keep(self, *_: object) -> None:
        """Nothing is kept."""


def services(data: bytes) -> None:
    """Every service's client, given the same body: fresh (where it may be refused) and from the cache."""
    from extract.annotate.references import parse_reference
    from extract.services import clinicaltrials, crossref, datacite, doi, europepmc, idconv, openalex, pubmed
    from extract.services.http import Client

    class Told(Client):
        def get(self, *args: Any, **more: Any) -> Any:
            (more.get("refuse") or (lambda body: None))(data)
            return Client.get(self, *args, **more)

    client = Told(cache=Played(data), offline=True)
    fields = {f"k{n}": parse_reference(line) for n, line in enumerate(seeds.REFERENCES.splitlines())}
    for told in (
        crossref.by_doi(client, "10.1000/a"),
        crossref.by_text(client, "Sato J. Ten. 2020"),
        crossref.notices_about(client, "10.1000/a"),
        doi.agency_of(client, "10.1000/a"),
        datacite.by_doi(client, "10.1000/a"),
        europepmc.by_doi(client, "10.1000/a"),
        europepmc.by_title(client, "A sound trial", 2001),
        openalex.by_doi(client, "10.1000/a"),
        clinicaltrials.by_number(client, "NCT00000001"),
        pubmed.by_doi(client, "10.1000/a"),
        *pubmed.by_pmids(client, ["11"]).values(),
        *pubmed.by_citations(client, fields).values(),
        *idconv.convert(client, ["11", "PMC5"]).values(),
    ):
        assert told.outcome in ("hit", "miss", "ambiguous", "error", "not_tried")
        for work in told.works:
            repr(work).encode()


def settings(data: bytes) -> None:
    """The file of settings."""
    from extract.settings import load_settings

    (folder() / "extract.toml").write_bytes(data)
    load_settings({}, folder=folder())


def vocabulary(data: bytes) -> None:
    """A file of own terms."""
    from extract.vocabulary.loader import FOLDER, terms_of
    from extract.vocabulary.term import Vocabulary

    path = folder() / "own.toml"
    path.write_bytes(data)
    known = terms_of((FOLDER / "diseases.toml", path))
    with suppress(ValueError):
        Vocabulary(known)


def command(*words: str) -> Callable[[bytes], None]:
    """A command with the input as its file, beside a database of one paper."""

    def run(data: bytes) -> None:
        from click.testing import CliRunner

        from extract.cli import extract

        path = written(data)
        with in_this_process():
            result = CliRunner().invoke(extract, [*words, str(path), "--db", str(_database())])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception

    return run


@contextmanager
def in_this_process() -> Iterator[None]:
    """Commands that read papers start no workers."""
    from extract import pipeline
    from extract.pipeline import workers

    with patch.object(pipeline, "in_order", lambda task, items, **_: nullcontext(workers.in_this_process(task, items))):
        yield


@cache
def _database() -> Path:
    """A database that holds one paper, and a file of words as its neighbour."""
    from click.testing import CliRunner

    from extract.cli import extract

    paper = folder() / "made.txt"
    paper.write_text(seeds.TRIAL, encoding="utf-8")
    db = folder() / "one.db"
    CliRunner().invoke(extract, ["ingest", str(paper), "--db", str(db), "-q"], catch_exceptions=False)
    return db


def claims(data: bytes) -> None:
    """Claims and questions put to one paper."""
    from extract.audit.support.judge import judge_claim
    from extract.audit.support.source import SourceText
    from extract.cli.lines import read_objects
    from extract.resolve.questions.asking import Question, numbers_of, report_of

    text = data.decode("utf-8", "replace")
    for row in read_objects(io.StringIO(text), "input", needed=("id",)):
        judge_claim(str(row.get("claim")), _source_text())
        kind = "binary" if zlib.crc32(data) % 2 else "continuous"
        asked = [str(row.get(name)) for name in ("outcome", "intervention", "comparator")]
        question = Question(id=row["id"], outcome=asked[0], intervention=asked[1], comparator=asked[2], kind=kind)
        numbers_of(question, _known())
        report_of(question, _known().known)
    judge_claim(text[:5_000], _source_text())
    assert SourceText


@cache
def _source_text() -> Any:
    from extract.audit.support.source import SourceText

    return SourceText(read_whole(seeds.TRIAL.encode()))


@cache
def _known() -> Any:
    from extract.resolve.questions.asking import prepare

    return prepare(read_whole(seeds.TRIAL.encode()))


def codec(data: bytes) -> None:
    """What a database holds of a paper, damaged: `data` is three parts, each packed unless it is no longer valid."""
    from extract.store.codec import PaperBytes, load_paper

    parts = [*data.split(b"\n==\n"), b"", b"", b""][:3]
    if zlib.crc32(data) % 8:
        parts = [zlib.compress(part, 1) for part in parts]
    load_paper(seeds.TRIAL, PaperBytes(*parts))


def dumped() -> list[bytes]:
    from extract.store.codec import dump_paper

    made = dump_paper(read_whole(seeds.TRIAL.encode()))
    return [b"\n==\n".join(zlib.decompress(part) for part in (made.reading, made.runs, made.layers))]


_CSL = [samples.CSL, samples.CSL | {"DOI": "10.1000/2", "type": "book", "note": "PMID: 31"}]
_CSL_LINES = "\n".join(json.dumps(one) for one in _CSL)
_PAGES = (seeds.HTML_TABLES.encode(), seeds.JATS_TABLES.encode())

READERS = 4.0
"""The share of the slow ones, which need more time for as many inputs."""

TARGETS: dict[str, Target] = {
    "txt": Target(
        seeds.papers("txt", seeds.CITED.encode(), seeds.TRIAL.encode()),
        TABLES,
        either(read_whole, read_of("text")),
        READERS,
    ),
    "xml": Target(seeds.papers("xml", _PAGES[1]), MARKUP, either(read_whole, read_of("jats")), READERS),
    "html": Target(seeds.papers("html", _PAGES[0]), MARKUP, either(read_whole, read_of("html")), READERS),
    "pdf": Target(seeds.papers("pdf", seeds.drawn()), PDF, either(read_whole, read_of("pdf")), READERS),
    "docx": Target(seeds.texts(seeds.WORD, docx(seeds.WORD)), MARKUP, word, READERS),
    "latex": Target(seeds.texts(seeds.LATEX), LATEX, either(latex, read_of("latex")), READERS),
    "references": Target(seeds.texts(seeds.REFERENCES, *seeds.REFERENCES.splitlines()), (), references, READERS),
    "markers": Target(seeds.texts(seeds.CITED, seeds.KEYS), (), either(read_of("text"), citation_keys), READERS),
    "numbers": Target(seeds.texts(seeds.PRINTED, seeds.TRIAL), TABLES, either(numbers, numbers, audited), READERS),
    "tables": Target(seeds.texts(*_PAGES, seeds.TRIAL), (*MARKUP, *TABLES), audited, READERS),
    "bibtex": Target(seeds.texts(samples.BIBTEX), (), records),
    "csl": Target(seeds.texts(_CSL, _CSL_LINES), JSON, records),
    "tagged": Target(seeds.texts(samples.RIS, samples.NBIB, samples.RIS + "\n" + samples.RIS), (), records),
    "endnote": Target(seeds.texts(samples.ENDNOTE), MARKUP, records),
    "pubmed": Target(seeds.texts(samples.PUBMED), MARKUP, records),
    "crossref": Target(
        seeds.texts(samples.CROSSREF, {"message": {"items": [seeds.CROSSREF]}}, seeds.CROSSREF), JSON, records
    ),
    "registrations": Target(seeds.texts(seeds.STUDY, {"studies": [seeds.STUDY]}), JSON, records),
    "notices": Target(seeds.texts(samples.WATCH), TABLES, records),
    "services": Target(
        seeds.texts(
            *(
                samples.CROSSREF,
                {"message": {"items": [seeds.CROSSREF]}},
                seeds.EUROPEPMC,
                seeds.OPENALEX,
                seeds.SEARCH,
            ),
            *(seeds.DATACITE, seeds.IDCONV, seeds.AGENCY, seeds.STUDY, seeds.CITMATCH, samples.PUBMED),
        ),
        JSON,
        services,
    ),
    "settings": Target(seeds.texts(seeds.SETTINGS, seeds.TERMS), TABLES, either(settings, vocabulary)),
    "claims": Target(
        seeds.texts(seeds.CLAIMS, seeds.REVIEWS, seeds.QUESTIONS, seeds.REFERENCES),
        JSON,
        either(
            *(claims, claims, command("verify"), command("outcomes"), command("review", "--import")),
            *(command("match"), command("parse-references")),
        ),
    ),
    "codec": Target(dumped, JSON, codec),
}
