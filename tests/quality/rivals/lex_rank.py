"""LexRank as sumy has it; imported in ``.venv-rivals`` only."""

from sumy.summarizers.lex_rank import LexRankSummarizer

from tests.quality.rivals.by_sumy import finder

find = finder(LexRankSummarizer)
