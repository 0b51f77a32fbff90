"""Makes the trial of `corpus/` that lies there in four formats, from one source: `python -m benchmarks.corpus`."""
