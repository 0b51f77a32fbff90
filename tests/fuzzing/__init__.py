"""Fuzzing of every reader and parser: seeds made here, mutations that know the grammars, and what must hold."""
