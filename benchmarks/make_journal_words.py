"""Weighs the words of journal names against the words of titles, in bibliographic records (CSL-JSON lines, gzip).

usage: make_journal_words.py RECORDS.jsonl.gz > src/extract/annotate/references/journal_words.txt

A weight is the natural logarithm of how much likelier a word is in a journal's name than in a title, times ten.
Journals count by the square root of how often they occur, so that a few large ones do not outweigh the others.
"""

import gzip
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
LEAST_JOURNALS = 2
LEAST_TITLES = 150


def main(path: Path) -> None:
    """Counts and prints the table."""
    journals: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("type") != "article-journal" or not record.get("volume"):
                continue
            journals[record.get("container-title", "")] += 1
            titles.update(word.lower() for word in WORD.findall(record.get("title", "")))
    names: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for journal, times in journals.items():
        for word in {word.lower() for word in WORD.findall(journal)}:
            names[word] += math.sqrt(times)  # type: ignore[assignment]
            spread[word] += 1
    all_names, all_titles = sum(names.values()), sum(titles.values())
    for word in sorted(names.keys() | titles.keys()):
        if spread[word] < LEAST_JOURNALS and titles[word] < LEAST_TITLES and names[word] < math.sqrt(LEAST_TITLES / 10):
            continue
        odds = math.log((names[word] + 0.2) / all_names) - math.log((titles[word] + 1) / all_titles)
        print(f"{word} {round(10 * max(-5.0, min(5.0, odds)))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
