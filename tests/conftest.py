"""What holds for every test: a property may take its time, for machines are not alike."""

from hypothesis import settings

settings.register_profile("verbatim", deadline=None)
settings.register_profile("long", deadline=None, max_examples=10_000)
settings.load_profile("verbatim")
