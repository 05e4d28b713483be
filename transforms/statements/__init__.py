"""Sentences of a page: voice, speaker, class, topic and horizon."""
