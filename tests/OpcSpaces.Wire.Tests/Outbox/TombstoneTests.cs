using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class TombstoneTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void A_tombstone_is_JSON_with_its_counts_in_order_and_is_read_back()
    {
        var tombstone = new Tombstone(Hash, 100, 200, "disk budget", new Dictionary<string, long> { ["b"] = 2, ["a"] = 1 });

        var json = tombstone.ToJson();

        Assert.Equal($$$"""{"contentSha256":"{{{Hash}}}","fromMs":100,"toMs":200,"reason":"disk budget","counts":{"a":1,"b":2}}""", json);
        Assert.True(Tombstone.TryParse(json, out var read, out var error), error);
        Assert.Equal((Hash, 100, 200, "disk budget"), (read!.ContentSha256, read.FromMs, read.ToMs, read.Reason));
        Assert.Equal(tombstone.Counts, read.Counts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"contentSha256":"AA","fromMs":1,"toMs":2,"reason":"r","counts":{}}""")]
    [InlineData("""{"contentSha256":"@","fromMs":3,"toMs":2,"reason":"r","counts":{}}""")]
    [InlineData("""{"contentSha256":"@","fromMs":1,"toMs":2,"reason":"r","counts":{"a":-1}}""")]
    [InlineData("""{"contentSha256":"@","fromMs":1,"toMs":2,"reason":"r","counts":null}""")]
    [InlineData("""{"contentSha256":"@","fromMs":1,"toMs":2,"reason":null,"counts":{}}""")]
    [InlineData("""{"contentSha256":"@","fromMs":1,"toMs":2,"counts":{}}""")]
    public void JSON_that_is_not_a_tombstone_is_refused_with_a_reason(string json)
    {
        Assert.False(Tombstone.TryParse(json.Replace("@", Hash, StringComparison.Ordinal), out var read, out var error));
        Assert.Null(read);
        Assert.NotNull(error);
    }
}
