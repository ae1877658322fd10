"""What somebody wrote in a chat to ask for a call, read: "OR 3/3 no FB", "wer hat 10 min für ein 5/5?".

    lexicon.py  the ways in which people write things, in every language, from docs/<language>/words/shorthand.yml
    grammar.py  a message as a row of such things, the longest match first
    reading.py  what they come to: a plan for the timer, times, a time zone; and what is unclear
    words.py    the same in sentences, and the reply

A package of its own in the browser, fetched when somebody pastes a message (helper/phrases/received.py).

Nothing is guessed. What is not there, contradicts itself or may mean two things leaves the timer as it is, and is said.
"""
