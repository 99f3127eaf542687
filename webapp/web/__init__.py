"""The machinery of the web edge, written once: render, guards, errors, paging, navigation, forms in flight."""
