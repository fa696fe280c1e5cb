"""SchoolSM Desktop: the register of a school's social media."""

__version__ = "0.6.0"
