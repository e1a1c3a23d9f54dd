"""Readers of the HKEX return forms: pure functions on the text of one document.

Monthly return (FF301 and its free-text forerunner), next day disclosure return (FF305,
FF304 and the two-section form before them), and the repair of numbers that optical
character recognition has torn apart. Every figure keeps its place in the text.
"""
