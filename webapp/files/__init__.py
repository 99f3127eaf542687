"""Bytes <-> plain values: documents read into text, evidence kept by content. Knows no web and no database."""
