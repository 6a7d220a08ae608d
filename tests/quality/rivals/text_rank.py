"""TextRank as sumy has it; imported in ``.venv-rivals`` only."""

from sumy.summarizers.text_rank import TextRankSummarizer

from tests.quality.rivals.by_sumy import finder

find = finder(TextRankSummarizer)
