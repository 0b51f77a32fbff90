"""Live services: one client a file; each lookup is a hit, a miss, ambiguous, an error with its kind, or not tried."""

from extract.services.http import Client, ServiceAddresses

__all__ = ["Client", "ServiceAddresses"]
