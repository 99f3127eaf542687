"""Reads that serve one page each; they return typed rows, never entities that could be changed by accident."""
