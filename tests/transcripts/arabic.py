"""A briefing for a reader of Arabic: its own lines in Arabic, and one invented story too.

The sample press prints no Arabic, and its catalogue may lack sentences: what matters
here is which way each line runs.
"""

from dataclasses import replace
from datetime import timedelta

from bot.chat import Address, Request
from bot.commands import reading
from bot.documents import Document, Proof, Quotation, Run, Story
from bot.tongue import using
from tests.whole_program import World

_NOWHERE = Proof(article_id=0, start=0, end=0, sha256="")


async def an_arabic_briefing(world: World) -> Document:
    """Make a briefing of the sample news, with a story from an invented Arabic paper."""
    with using("ar"):
        address = Address(platform="console", chat="arabic")
        request = Request(address=address, command="digest", person="", private=True)
        document = await reading.digest(world.app.desk, request)
    first, *rest = (block for block in document.blocks if isinstance(block, Story))
    kept = [block for block in document.blocks if block not in rest[1:]]
    place = kept.index(first)
    kept[place] = _story(world)
    return replace(document, blocks=tuple(kept))


def _story(world: World) -> Story:
    return Story(
        number=1,
        headline="ميناء أورفيك يفتتح أول عبّارة كهربائية بسعة 120 سيارة",
        url="https://example.org/ferry",
        text="افتتحت مدينة أورفيك يوم الاثنين أول عبّارة كهربائية بعد عامين من التجارب. "
        "تعبر العبّارة الخليج في 9 دقائق، وبلغت كلفتها 14 مليون كرونة.",
        quotes=(
            Quotation(
                text="انتظرنا هذا القارب الهادئ منذ الربيع الماضي",
                credit="مارتا ليندكفيست, صحيفة الساحل",
                link="https://example.org/ferry#quote",
                proof=_NOWHERE,
            ),
        ),
        footer=(
            Run(text="صحيفة الساحل · Compass Dispatch +1"),
            Run(text=" · "),
            Run(text="", when=world.now[0] - timedelta(hours=3)),
        ),
    )
