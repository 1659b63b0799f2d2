"""Trains Tidemark's models on features that the Java core computed, and writes their artefacts.

No feature is computed here: a second implementation would be a second truth.
"""
