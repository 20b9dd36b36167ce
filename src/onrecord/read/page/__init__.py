"""What reads a web page, in a process of its own: hostile markup may hang, eat memory or kill only that process.

``sandbox`` is the side that OnRecord's process holds; ``__main__`` is the other side, which alone imports the parsers.
"""
