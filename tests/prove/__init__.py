"""Long proofs of what we promise, each also run briefly by the suite. ``bin/prove NAME`` runs one at length."""
