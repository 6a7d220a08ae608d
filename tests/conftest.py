"""What holds for every test: a property may take its time, for machines are not alike."""

from hypothesis import settings

settings.register_profile("verbatim", deadline=None)
settings.load_profile("verbatim")
