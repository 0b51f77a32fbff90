import subprocess
import sys

LOADING = """
import sys
from extract.annotate.claims.terms import find_terms
from extract.vocabulary import load_vocabulary
print([mention.term for mention in find_terms("Sorafenib in hepatocellular carcinoma.", load_vocabulary())])
print("spacy" in sys.modules, any(name.startswith("spacy.cli") for name in sys.modules))
import spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, spacy.blank("en").lang)
import spacy.cli
print(callable(spacy.cli.download))
"""


def test_spacy_loads_without_its_command_line_and_is_whole_afterwards() -> None:
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
    found, loaded, told, command_line = done.stdout.splitlines()
    assert found == "['sorafenib', 'hcc']"
    assert (loaded, told, command_line) == ("True False", "True en", "True")
