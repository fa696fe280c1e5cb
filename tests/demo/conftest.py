"""The one demonstration that the tests of this folder read."""

from tests.services.demo_fixture import demo

__all__ = ["demo"]
