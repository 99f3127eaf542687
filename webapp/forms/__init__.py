"""One file per blueprint: what a person may type, and the sentence they read when it cannot be taken."""
