"""trainingkit: workshop kits kept as data, printed as PDFs in several languages."""

__version__ = "0.1.0"
