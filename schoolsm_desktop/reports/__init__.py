"""Printed documents: frozen figures go in, PDF bytes come out. reportlab stays in this room."""
