"""The real program under kill -9 and other faults: ``./run chaos`` (docs/measuring.md)."""
