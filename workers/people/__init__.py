"""Who holds, takes and leaves which office: from sentences to moves.

``passages`` cut sections into sentences, ``scene`` takes a sentence apart (people, offices,
cues, dates), ``clauses`` say what each cue states, ``doubts`` why it may be no news,
``gather`` joins statements to one move per person, direction and date, ``drafts`` make the
events of ``workers.events.board_change`` and ``workers.events.officer_change``.
"""
