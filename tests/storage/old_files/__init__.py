"""Databases that earlier releases saved, each in a folder named after its release. Every later release opens them.

`python -m tests.storage.old_files` saves one for this release; a folder that exists is never written again.
"""
