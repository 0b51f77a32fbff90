"""Trains the word vectors of `audit/fit/vectors.json` on the titles of bibliographic records.

    python benchmarks/train_vectors.py ../shared/bench/matching/library.jsonl.gz

Titles alone, without any citation: stems by titles, weighted by rarity, cut to the largest singular values, each stem's
vector scaled to signed bytes. Written with the hash of the records.
"""

import gzip
import hashlib
import json
import math
import sys
from base64 import b64encode
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD

from extract.audit.fit.words import VECTORS, stems

DIMENSIONS = 32
LEAST_COUNT = 10
SEED = 7
LARGEST = 127


def main() -> None:
    path = Path(sys.argv[1])
    data = gzip.decompress(path.read_bytes())
    titles = [stems(json.loads(line).get("title") or "") for line in data.decode().splitlines()]
    counts = Counter(stem for title in titles for stem in title)
    words = sorted(stem for stem, count in counts.items() if count >= LEAST_COUNT)
    place = {stem: at for at, stem in enumerate(words)}
    rows, columns, values = [], [], []
    for at, title in enumerate(titles):
        for stem in sorted(title & place.keys()):
            rows.append(place[stem])
            columns.append(at)
            values.append(math.log(len(titles) / counts[stem]))
    matrix = csr_matrix((values, (rows, columns)), shape=(len(words), len(titles)))
    found = TruncatedSVD(DIMENSIONS, random_state=SEED).fit_transform(matrix)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    scaled = np.rint(found * LARGEST).astype(np.int8)
    content = {
        "records": len(titles),
        "sha256": hashlib.sha256(data).hexdigest(),
        "words": {word: b64encode(vector.tobytes()).decode() for word, vector in zip(words, scaled, strict=True)},
    }
    VECTORS.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
