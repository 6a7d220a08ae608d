import aiohttp
import pytest

from tests.chaos.places import Crowd, on_discord, on_telegram, small_groups
from tests.telegram_fake import telegram


@pytest.mark.parametrize("chats", [10, 100, 500])
async def test_a_crowd_is_half_on_each_platform_and_of_every_kind(chats: int) -> None:
    crowd = Crowd.of(chats)
    async with telegram() as fake, aiohttp.ClientSession() as session:
        there = await on_telegram(session, fake.url, crowd)
    here = list(on_discord(crowd))

    assert (len(there), len(here)) == (chats // 2, chats // 2)
    assert len({(each.chat, each.thread) for each in (*there, *here)}) == chats
    for addresses in (there, here):
        assert {bool(each.thread) for each in addresses} == {True, False}
    assert set(small_groups(crowd)) <= {each.chat for each in there}
