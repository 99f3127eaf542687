"""Sổ theo dõi: the follow-up ledger of a Party programme's assignments."""

__version__ = "0.1.0"
