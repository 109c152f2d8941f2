using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class SealTests
{
    private static readonly Seal Example = new()
    {
        HourMs = 1_772_442_000_000,
        Through = 4711,
        Chain = new string('a', 64),
        Boot = "boot-1",
        Synchronized = true,
        Zones =
        [
            new SealedZone(
                "open-3",
                new SealedPlaces(["desk/1", "desk/2"], [3_600_000, 0], [1_200_000, 0], [3_600_000, 0], [1_100_000, 0], [900_000, 0], [1_300_000, 0]),
                new SealedMeters(["meter/1"], [3_600_000], [412]),
                new SealedDoors(["door/1"], [7])),
            new SealedZone("empty"),
        ],
    };

    [Fact]
    public void What_was_written_is_read_and_equal_seals_give_equal_text()
    {
        var json = Example.ToJson();
        Assert.True(Seal.TryParse(json, out var read, out var error), error);
        Assert.Equal(json, read!.ToJson());
        Assert.Equal([1_200_000, 0], read.Zones[0].Places!.OccupiedMs);
        Assert.Null(read.Signature);
        Assert.DoesNotContain("signature", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"version":1,"hourMs":""", "cannot be read")]
    [InlineData("null", "a seal is null")]
    [InlineData("[]", "cannot be read")]
    [InlineData("{}", "cannot be read")]
    public void What_is_no_seal_has_a_reason(string json, string reason)
    {
        Assert.False(Seal.TryParse(json, out var seal, out var error));
        Assert.Null(seal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(900_000)]
    [InlineData(1_800_000)]
    [InlineData(2_700_000)]
    public void An_hour_may_begin_at_any_quarter_as_in_some_time_zones(long phaseMs) =>
        Assert.True(Seal.TryParse((Example with { HourMs = Example.HourMs + phaseMs }).ToJson(), out _, out var error), error);

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "version 2")]
    [InlineData("\"hourMs\":1772442000000", "\"hourMs\":1772442000001", "beginning of an hour")]
    [InlineData("aaaa\"", "aaaA\"", "64 lower-case hex digits")]
    [InlineData("[1200000,0]", "[1200000]", "different lengths")]
    [InlineData("[1200000,0]", "[1200000,1]", "contradict")]
    [InlineData("[900000,0]", "[1300001,0]", "contradict")]
    [InlineData("[1200000,0]", "[-1,0]", "out of range")]
    [InlineData("[412]", "[-412]", "out of range")]
    [InlineData("[7]", "[-7]", "out of range")]
    [InlineData("[7]", "null", "cannot be read")]
    public void A_seal_that_contradicts_itself_has_a_reason(string part, string wrong, string reason)
    {
        var json = Example.ToJson();
        Assert.Contains(part, json, StringComparison.Ordinal);
        Assert.False(Seal.TryParse(json.Replace(part, wrong, StringComparison.Ordinal), out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }
}
