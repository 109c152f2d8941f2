using System.Security.Cryptography;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class OutboxChainTests
{
    private static readonly byte[] Content = SHA256.HashData("content"u8);

    [Fact]
    public void The_hashes_of_the_chain_never_change()
    {
        // Computed with Python's hashlib from the definition.
        var genesis = OutboxChain.Genesis(0x0102030405060708);
        var first = OutboxChain.Next(genesis, 1, "二楼", Content);
        var second = OutboxChain.Next(first, 2, "", Content);
        Assert.Equal("0aee2d6b65e6623c0bc7c48964710cd85fe0a1ca5d07e41be72b4131bc930484", Convert.ToHexStringLower(genesis));
        Assert.Equal("9cf59c4c0843b8c439c27cacacbc06684976d6a9fcc4e23ce6e11ed18e86eb12", Convert.ToHexStringLower(first));
        Assert.Equal("950512453c535c7d6c32377a1478263e08a4fc851b0f42fc12ef48ff7bc5a913", Convert.ToHexStringLower(second));
    }

    [Fact]
    public void A_link_depends_on_everything_that_it_is_made_of()
    {
        var previous = OutboxChain.Genesis(1);
        var other = OutboxChain.Genesis(2);
        byte[][] links =
        [
            OutboxChain.Next(previous, 1, "zone", Content),
            OutboxChain.Next(other, 1, "zone", Content),
            OutboxChain.Next(previous, 2, "zone", Content),
            OutboxChain.Next(previous, 1, "zone2", Content),
            OutboxChain.Next(previous, 1, "zone", other),
        ];
        Assert.Equal(links.Length, links.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void The_next_link_may_overwrite_the_one_before()
    {
        var expected = OutboxChain.Next(OutboxChain.Genesis(1), 1, "zone", Content);
        var link = OutboxChain.Genesis(1);
        OutboxChain.Next(link, 1, "zone", Content, link);
        Assert.Equal(expected, link);
    }

    [Fact]
    public void Hashes_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OutboxChain.Next(new byte[31], 1, "", Content));
        Assert.Throws<ArgumentOutOfRangeException>(() => OutboxChain.Next(Content, 1, "", new byte[33]));
    }
}
