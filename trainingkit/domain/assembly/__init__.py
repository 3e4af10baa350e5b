"""From a kit and a workshop to documents: which there are, and what each of them holds.

`orders_for` lists what there is to make, `assemble` makes one of them. Whoever a document is for is decided here,
before anything is written: each order has its reader, and the scribe refuses to write what that reader may not see.
"""

from trainingkit.domain.assembly.orders import DOCUMENTS, Order, assemble, orders_for
from trainingkit.domain.assembly.packing import assemble_packing

__all__ = ["DOCUMENTS", "Order", "assemble", "assemble_packing", "orders_for"]
