"""Briefings of announcement channels, handed on to the servers that follow those."""

import contextlib
from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot.chat import Address
from tests.discord_desk import Desk, a_desk, heard, saying
from tests.discord_fake import Channel, Fault, Kind, Limits, Trouble

CROSSPOST = "POST /channels/{channel}/messages/{message}/crosspost"


@contextlib.asynccontextmanager
async def announcing(
    kind: Kind = Kind.NEWS, *, known: bool = True, **options: object
) -> AsyncIterator[tuple[Desk, Channel]]:
    async with a_desk(**options) as desk:
        make = partial(
            desk.discord.world.add_channel, desk.guild, "briefings", kind=kind
        )
        early = make() if known else None
        async with desk.running():
            client = desk.chat._client
            assert client
            await heard(lambda: client.place(desk.channel.id) is not None)
            yield desk, early or make()


async def send(
    desk: Desk, channel: Channel, *, publish: bool = True, key: str = "k"
) -> str:
    address = Address(platform="discord", chat=str(channel.id))
    document = saying("Briefing", publish=publish)
    return await desk.chat.send(address, document, key=key)


@pytest.mark.parametrize("known", [True, False])
async def test_a_briefing_is_published_where_that_is_wished(known: bool) -> None:
    async with announcing(known=known) as (desk, channel):
        await send(desk, channel)
        await send(desk, channel, publish=False, key="another")

    assert [message.published for message in desk.discord.log] == [True, False]


async def test_only_announcement_channels_publish(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with announcing(Kind.TEXT) as (desk, channel):
        await send(desk, channel)

    assert not any("crosspost" in name for name in desk.discord.requests)
    assert "published" not in caplog.text


async def test_a_briefing_that_could_not_be_published_was_delivered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with announcing() as (desk, channel):
        desk.discord.order(Fault("crosspost", Trouble.STATUS, status=403))
        id_ = await send(desk, channel)

    assert [str(message.id) for message in desk.discord.log] == [id_]
    assert f"message {id_} was not published" in caplog.text


async def test_what_was_published_before_is_fine(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with announcing() as (desk, channel):
        assert await send(desk, channel) == await send(desk, channel)
        asked = [name for name in desk.discord.requests if "crosspost" in name]

    assert len(asked) == 2
    assert "was not published" not in caplog.text


async def test_the_limit_of_an_hour_holds_up_no_delivery(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord_publishing._SECONDS", 0.2)
    limits = Limits(rules={CROSSPOST: (2, 3600.0)})
    async with announcing(limits=limits) as (desk, channel):
        for number in range(4):
            await send(desk, channel, key=f"k{number}")

    published = [message.published for message in desk.discord.log]
    assert published == [True, True, False, False]
    assert caplog.text.count("was not published") == 2
