"""What passes here passes there: the generated tests try the same examples everywhere, and a slow machine is no failure."""

from hypothesis import settings

settings.register_profile("everywhere", deadline=None, derandomize=True)
settings.load_profile("everywhere")
