import pytest

from digests.addresses import is_public, is_web_port


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "2606:2800:220:1::1",
        "::ffff:93.184.216.34",
        "64:ff9b::5db8:d822",
        "2002:5db8:d822::1",
    ],
)
def test_the_public_internet_is_open(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("0.0.0.0", id="this host"),
        pytest.param("10.1.2.3", id="private"),
        pytest.param("172.16.0.1", id="private, middle"),
        pytest.param("192.168.1.1", id="private, home"),
        pytest.param("100.64.0.1", id="shared by a provider"),
        pytest.param("169.254.169.254", id="metadata of a cloud"),
        pytest.param("192.0.0.8", id="protocol assignments"),
        pytest.param("192.0.2.1", id="documentation"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::1", id="loopback, v6"),
        pytest.param("::", id="unspecified"),
        pytest.param("::127.0.0.1", id="v4-compatible"),
        pytest.param("fe80::1", id="link-local"),
        pytest.param("fe80::1%eth0", id="link-local with a zone"),
        pytest.param("fc00::1", id="unique local"),
        pytest.param("fec0::1", id="site-local"),
        pytest.param("ff0e::1", id="multicast, v6"),
        pytest.param("2001:db8::1", id="documentation, v6"),
        pytest.param("2001::1", id="Teredo"),
        pytest.param("::ffff:127.0.0.1", id="v4-mapped loopback"),
        pytest.param("::ffff:0:127.0.0.1", id="v4-translated loopback"),
        pytest.param("64:ff9b::a00:1", id="NAT64 of a private address"),
        pytest.param("64:ff9b:1::808:808", id="NAT64 of a local network"),
        pytest.param("2002:7f00:1::1", id="6to4 of loopback"),
        pytest.param("news.example", id="a name"),
        pytest.param("", id="nothing"),
    ],
)
def test_everything_else_is_closed(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(("port", "open_"), [(80, True), (443, True), (8080, True)])
def test_web_servers_sit_on_web_ports_or_high_ones(port: int, open_: bool) -> None:
    assert is_web_port(port) is open_


@pytest.mark.parametrize("port", [0, 22, 25, 1023])
def test_other_services_are_left_alone(port: int) -> None:
    assert not is_web_port(port)
