"""The tests.

timer/     the share timer under an injected clock; also run inside the shipped Pyodide
site/      the built site parsed as HTML, the words, the bundle
browser/   what only a real browser shows
"""
