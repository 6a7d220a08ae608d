"""Speed and memory as figures: ``./run bench`` (docs/measuring.md)."""
