"""What has been published goes to other homes: one lazy table of publishers, values in.

A publisher knows nothing of catalogues, stages or the newsroom's folder: what may go is decided before it is asked.
"""

from transflow.delivery.port import (
    Addresses,
    DeliveryError,
    EditedError,
    Edition,
    Package,
    Picture,
    Place,
    Placed,
    Publisher,
    Record,
    Resources,
)
from transflow.delivery.table import load, names

__all__ = [
    "Addresses", "DeliveryError", "EditedError", "Edition", "Package", "Picture", "Place", "Placed", "Publisher",
    "Record", "Resources", "load", "names",
]  # fmt: skip
