using OpcSpaces.Model.Usage;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>Communities whose hours begin at the half, and what their gateways seal.</summary>
public sealed class TimeZoneUsageTests : IDisposable
{
    private const int Hour = (int)UsageBench.Hour;
    private const int Half = Hour / 2;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Where the gateway's setting is missing or wrong, only the expected times are missing.</summary>
    [Theory]
    [InlineData("Asia/Kolkata", Half, true)]
    [InlineData("Asia/Kolkata", 0, false)]
    [InlineData("Asia/Kolkata", Half / 2, false)]
    [InlineData("Asia/Shanghai", 0, true)]
    [InlineData("Asia/Shanghai", Half, false)]
    public void Expected_times_come_from_seals_of_the_same_hours_and_nothing_else_depends_on_them(string timeZone, int gatewayPhaseMs, bool isExpected)
    {
        _bench.Cloud.Journal.Append([RegistryEntries.TimeZone("C1", timeZone, _bench.Time.GetUtcNow())]);
        var gateway = _bench.Add("G1");
        gateway.HourPhaseMs = gatewayPhaseMs;
        gateway.Expected[("Z1", "desk/1")] = (Hour, 1_900_000, 1_700_000, 2_100_000);
        gateway.Desk(0, 1, true);
        _bench.Pass(100);
        gateway.Desk(0, 1, false);
        _bench.Pass(260);
        _bench.Project();

        var records = _bench.Store.Read("C1", "Z1", 0, long.MaxValue).Take(4).ToList();
        var first = timeZone == "Asia/Kolkata" ? Half : Hour; // the bench begins at 01:00 UTC
        Assert.Equal([first, Hour, Hour, Hour], records.Select(record => Desk(record).ObservedMs));
        Assert.Equal(100 * 60_000, records.Sum(record => Desk(record).OccupiedMs));
        Assert.All(records, record => Assert.True(record is { Closing: UsageClosing.Sealed, Revision: 1, Differences: [] }, $"{record.StartMs}"));
        Assert.All(records.Skip(1), record => Assert.Equal(isExpected ? 1_900_000 : 0, Desk(record).ExpectedMs));
    }

    private static PlaceUsage Desk(UsageRecord record) => record.Places.Single(place => place.Point == "desk/1");
}
