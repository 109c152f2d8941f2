using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class ClockStatementTests
{
    private static readonly ClockStatement Example = new()
    {
        Boot = "boot-1",
        WallMs = 1_772_442_000_000,
        MonotonicMs = 12_000,
        Synchronized = true,
        StepMs = 18_000_000,
        PlacedFrom = 3,
        PlacedTo = 9,
    };

    [Fact]
    public void What_was_written_is_read_and_equal_statements_give_equal_text()
    {
        var json = Example.ToJson();
        Assert.Equal("""{"version":1,"boot":"boot-1","wallMs":1772442000000,"monotonicMs":12000,"synchronized":true,"stepMs":18000000,"placedFrom":3,"placedTo":9}""", json);
        Assert.True(ClockStatement.TryParse(json, out var read, out var error), error);
        Assert.Equal(Example, read);
        Assert.Equal(1_772_424_000_000, read!.WallBeforeMs);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var json = (Example with { Synchronized = null, StepMs = null, PlacedFrom = null, PlacedTo = null }).ToJson();
        Assert.Equal("""{"version":1,"boot":"boot-1","wallMs":1772442000000,"monotonicMs":12000}""", json);
        Assert.True(ClockStatement.TryParse(json, out var read, out _));
        Assert.Equal(read!.WallMs, read.WallBeforeMs);
    }

    [Theory]
    [InlineData("""{"version":1,"boot":""", "cannot be read")]
    [InlineData("null", "a clock statement is null")]
    [InlineData("{}", "cannot be read")]
    [InlineData("""{"version":2,"boot":"b","wallMs":1,"monotonicMs":1}""", "version 2")]
    [InlineData("""{"version":1,"boot":"","wallMs":1,"monotonicMs":1}""", "0 characters")]
    [InlineData("""{"version":1,"boot":null,"wallMs":1,"monotonicMs":1}""", "cannot be read")]
    [InlineData("""{"version":1,"boot":"b","wallMs":-1,"monotonicMs":1}""", "out of range")]
    [InlineData("""{"version":1,"boot":"b","wallMs":1,"monotonicMs":-1}""", "out of range")]
    [InlineData("""{"version":1,"boot":"b","wallMs":1,"monotonicMs":1,"stepMs":2}""", "out of range")]
    [InlineData("""{"version":1,"boot":"b","wallMs":1,"monotonicMs":1,"stepMs":-9223372036854775808}""", "out of range")]
    [InlineData("""{"version":1,"boot":"b","wallMs":1,"monotonicMs":1,"placedFrom":1}""", "no range")]
    [InlineData("""{"version":1,"boot":"b","wallMs":1,"monotonicMs":1,"placedFrom":2,"placedTo":1}""", "no range")]
    public void What_is_no_statement_has_a_reason(string json, string reason)
    {
        Assert.False(ClockStatement.TryParse(json, out var statement, out var error));
        Assert.Null(statement);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_no_reading_of_a_gateway_or_a_point()
    {
        Assert.True(ReservedNames.IsProtocol(OutboxMetrics.ClockStatement));
        Assert.False(ReservedNames.IsProtocol("Clock/Synchronized"));
        Assert.True(ReservedNames.IsGateway("Clock/Synchronized"));
    }
}
