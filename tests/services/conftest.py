"""The replay server for all tests of services."""

from tests.services.replay import client, clock, replay

__all__ = ["client", "clock", "replay"]
