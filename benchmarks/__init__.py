"""Speed, memory and correctness beside peers, growth and accuracy: `python -m benchmarks --help`."""
