"""Verbs: the only writers of status, history and outbox.

An action checks the rules, changes rows, writes history and queues mail, in the caller's transaction; it neither
commits nor reads the request or the clock. Every action takes ``stamp=``: who asks, when, and by which road.
"""
