"""The mail road: who is told (notices), in which words (compose), and the outbox that never loses one."""
