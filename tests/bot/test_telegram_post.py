"""What is sent to Telegram beyond its free rate."""

import asyncio

import pytest
from telegram.ext import ExtBot

from bot.telegram_limits import TelegramLimits
from bot.telegram_post import Post
from bot.turns import Priority
from tests.telegram_desk import address_of, saying
from tests.telegram_fake import telegram


@pytest.mark.parametrize("paid", [True, False])
async def test_more_than_the_free_rate_goes_only_where_it_may_cost(
    *, paid: bool
) -> None:
    async with telegram(flood=True) as fake:
        limits = TelegramLimits(paid=paid)
        bot = ExtBot(fake.token, base_url=f"{fake.url}/bot", rate_limiter=limits)
        async with bot:
            clock = asyncio.get_running_loop().time
            post = Post(bot, clock=clock, paid=paid)
            began = clock()
            async with asyncio.TaskGroup() as tasks:
                for number in range(45):
                    there = address_of(fake.person(f"Person {number}"))
                    tasks.create_task(
                        post.send(there, saying("News"), priority=Priority.REPLY)
                    )
            waited = clock() - began > 1
        marks = {str(sent.wire.get("allow_paid_broadcast")) for sent in fake.log}

    assert fake.floods == 0
    assert len(fake.log) == 45
    # A free message has to wait; a paid one need not, however slow this machine is.
    assert paid or waited
    assert marks == ({"True"} if paid else {"None"})
