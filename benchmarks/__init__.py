"""The promises of speed, measured as ratios against the bare work on the same machine in one run: ``python3 -m benchmarks``."""
