"""In place of the asyncio of Python's library: the helper waits for nothing, it is asked and answers."""
