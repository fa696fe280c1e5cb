"""The demonstration school: one invented school year, planned as data and lived through the program's own services.

`DemoFolder.new()` and `making.build_demo` begin one; `join_demo` carries it on in the process that follows a lock.
"""

from .demonstration import Demonstration, DemoSignIn, join_demo
from .folder import DemoFolder

__all__ = ["DemoFolder", "DemoSignIn", "Demonstration", "join_demo"]
