"""Digests beside the first three sentences of the same splitter, in the same run."""

import re
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean

from digests import quotes, sentences, terms
from digests.news import Article, Digest, Quote
from digests.summarize import extractive
from tests.quality import gate, rouge
from tests.quality.gold import Missing, Row, read, write
from tests.quality.report import note, progress, rate, table
from tests.quality.rivals import environment as environments
from tests.quality.rivals.environment import FOLDER, SUMY
from tests.quality.rivals.running import System, run_in_turn

_HEAD = (
    *("set", "system", "R1", "R2", "RL", "words", "redundant", "dangling"),
    "per CPU-s",
)
_PUBLISHED = (
    ("cnn_dailymail", "lead-3", "41.5", "19.2", "37.8", "80", "", "", ">20,000"),
    ("", "lead up to 75 words", "41.2", "18.4", "37.0", "68", "", "", ""),
    ("", "title + position + MMR", "41.0", "18.8", "37.3", "81", "", "", "960"),
    ("", "tf-idf + position + MMR", "40.0", "18.9", "36.7", "93", "", "", "1,700"),
    ("", "sumy LexRank", "33.4", "13.9", "30.1", "112", "", "", "174"),
    ("", "sumy TextRank", "31.7", "13.9", "28.5", "144", "", "", "201"),
    ("", "greedy oracle of three", "54.2", "31.6", "49.7", "65", "", "", ""),
    ("xsum", "lead-3", "18.3", "2.3", "14.1", "", "", "", ""),
    ("", "sumy LexRank", "17.6", "2.8", "13.6", "", "", "", ""),
)
_ENOUGH = 0.6
# Not the product's own list: this one judges it.
_DANGLES = re.compile(
    r"\W*(?:he|she|it|they|his|her|hers|its|their|theirs|him|them|this|that|these|those|such|both|but|and|or|so|yet"
    r"|however|also|meanwhile|instead|then|still|later|therefore|moreover|nevertheless|for example|in addition"
    r"|as a result)\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"\W*(?:this (?:week|month|year|morning)|it (?:is|was) (?:not |un)?(?:clear|likely|known|thought|believed))\b",
    re.IGNORECASE,
)


def measure(data: Path, scratch: Path, *, rivals: bool = False) -> None:
    missing = 0
    able = systems(FOLDER / "sumy") if rivals else []
    abstractive = partial(_abstractive, scratch=scratch, rivals=able)
    for part in (abstractive, _spun, gate.measure):
        try:
            part(data)
        except Missing as error:
            note(str(error))
            missing += 1
    if missing > 2:
        raise Missing("no digest was measured")


def systems(environment: Path, pins: Path = SUMY) -> list[System]:
    """Give sumy's systems if they can run here, and say why if they cannot."""
    try:
        python = environments.made(environment, pins)
    except Missing as missing:
        note(f"sumy is {missing}")
        return []
    return [
        System(name="sumy LexRank", module="lex_rank", python=python),
        System(name="sumy TextRank", module="text_rank", python=python),
    ]


def _abstractive(data: Path, *, scratch: Path, rivals: Sequence[System]) -> None:
    rows = read(data / "summaries" / "en_abstractive_dev.jsonl")
    lines = []
    for source in sorted({row["source"] for row in rows}):
        chosen = [row for row in rows if row["source"] == source]
        articles = [_article(row) for row in progress(chosen, f"digests of {source}")]
        found = [quotes.find(article) for article in articles]
        started = time.process_time()
        made = [
            extractive.summarize(article, said)
            for article, said in zip(articles, found, strict=True)
        ]
        speed = rate(len(chosen), time.process_time() - started)
        ours = [[sentence.text for sentence in digest.sentences] for digest in made]
        lines.append((source, "verbatim", *_figures(ours, chosen), speed))
        started = time.process_time()
        lead = [_split(row["text"])[:3] for row in chosen]
        speed = rate(len(chosen), time.process_time() - started)
        lines.append((source, "lead-3, same splitter", *_figures(lead, chosen), speed))
        lines += _beside(source, chosen, scratch, rivals)
    table(
        "Digests against reference summaries (en_abstractive_dev; finding quotes not timed)",
        _HEAD,
        lines,
        _PUBLISHED,
        names=2,
    )
    note(
        "redundant: the share of a sentence's content words that an earlier one of the digest has, from the second on.\n"
        "dangling: sentences that open with a pronoun or a connective without their neighbour before them.\n"
        "A digest holds at most 75 words, and a sentence with quote marks only if every marked stretch is proven;\n"
        "lead-3 is bound by neither."
    )


def _beside(
    source: str, rows: Sequence[Row], scratch: Path, rivals: Sequence[System]
) -> Iterator[tuple[str, ...]]:
    """Let others choose among the same sentences, in processes of their own."""
    split = [{"id": row["id"], "sentences": _split(row["text"])} for row in rows]
    gold = write(scratch / f"{source}.jsonl", split)
    for ran in run_in_turn(rivals, gold, scratch, 1):
        made = [row["found"] for row in read(ran.found)]
        speed = rate(len(rows), ran.cost("seconds"))
        yield source, f"{ran.name}, same splitter", *_figures(made, rows), speed


def _spun(data: Path) -> None:
    """Damaged articles say what a digest should cover and must not hold."""
    rows = read(data / "quotes" / "spun_dev.jsonl")
    ours, lead = [], []
    for row in rows:
        article = _article(row)
        found = quotes.find(article)
        ours.append(_spans(extractive.summarize(article, found)))
        lead.append(list(sentences.split(article.text)[:3]))
    table(
        "Digests of damaged articles (spun_dev)",
        (
            "system",
            "facts covered",
            "digests with 60 % of theirs",
            "boilerplate strings",
        ),
        [
            ("verbatim, with its key quotes", *_covered(ours, rows)),
            ("lead-3, same splitter", *_covered(lead, rows)),
        ],
    )


def _article(row: Row) -> Article:
    return Article(url="", title=row["title"], text=row["text"], lang=row["lang"])


def _spans(digest: Digest) -> list[tuple[int, int]]:
    told = [span for sentence in digest.sentences for span in sentence.support]
    return [*told, *map(_span, digest.quotes)]


def _span(quote: Quote) -> tuple[int, int]:
    return quote.start, quote.end


def _covered(
    digests: Sequence[Sequence[tuple[int, int]]], rows: Sequence[Row]
) -> tuple[str, str, str]:
    facts = hits = enough = furniture = strings = 0
    for spans, row in zip(digests, rows, strict=True):
        facts += len(row["facts"])
        strings += len(row["boilerplate"])
        held = sum(
            any(a < fact["end"] and fact["start"] < b for a, b in spans)
            for fact in row["facts"]
        )
        hits += held
        enough += held >= _ENOUGH * len(row["facts"])
        texts = [row["text"][a:b] for a, b in spans]
        furniture += sum(
            any(string in text or text in string for text in texts)
            for string in row["boilerplate"]
        )
    return (
        f"{hits} of {facts}",
        f"{enough} of {len(rows)}",
        f"{furniture} of {strings}",
    )


def _figures(made: Sequence[Sequence[str]], rows: Sequence[Row]) -> tuple[str, ...]:
    references = [_split(row["reference"]) for row in rows]
    joined = [
        (" ".join(text), " ".join(reference))
        for text, reference in zip(made, references, strict=True)
    ]
    rouges = (
        fmean(rouge.rouge_n(*pair, 1) for pair in joined),
        fmean(rouge.rouge_n(*pair, 2) for pair in joined),
        fmean(map(rouge.rouge_l, made, references)),
    )
    words = fmean(len(text.split()) for text, _ in joined)
    redundant = fmean(map(_redundancy, made))
    dangling = sum(map(_dangling, made, (row["text"] for row in rows)))
    return (
        *(f"{100 * figure:.1f}" for figure in rouges),
        f"{words:.0f}",
        f"{100 * redundant:.1f}",
        str(dangling),
    )


def _redundancy(made: Sequence[str]) -> float:
    """Measure what share of a later sentence's content words an earlier one has."""
    empty = terms.function_words("en")
    shares, before = [], set[str]()
    for sentence in made:
        said = {match.group().lower() for match in terms.words(sentence)} - empty
        if before and said:
            shares.append(len(said & before) / len(said))
        before |= said
    return fmean(shares) if shares else 0.0


def _dangling(made: Sequence[str], text: str) -> int:
    """Count the openers that lean on a sentence which is not there."""
    all_of_them = _split(text)
    dangling, before = 0, None
    for sentence in made:
        place = next(
            (n for n, whole in enumerate(all_of_them) if whole.endswith(sentence)), None
        )
        beside = place is not None and before == place - 1
        leans = _DANGLES.match(sentence) and not _FINE.match(sentence)
        dangling += bool(leans) and not beside
        before = place
    return dangling


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]
