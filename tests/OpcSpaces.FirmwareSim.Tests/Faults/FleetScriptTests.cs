using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Tests.Fleet;
using OpcSpaces.FirmwareSim.Truth;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

public class FleetScriptTests
{
    [Fact]
    public async Task The_time_of_a_dead_gateway_is_unknown_and_it_continues_when_it_is_back()
    {
        await using var office = await OfficeFleet.StartAsync(9.5, Entry(ScriptKind.GatewayDead, 11, 13));

        await office.RunToAsync(12);
        Assert.False(office.Boards["gw-01"].IsWatched);
        Assert.Equal(0, office.Fleet.Progress.Connected);
        await office.RunToAsync(14);
        await office.CommittedAsync();

        var readings = office.Host.Readings;
        Assert.Contains(Within(readings, 10, 11), reading => reading.Value is not null);
        Assert.NotEmpty(Within(readings, 11, 13));
        Assert.All(Within(readings, 11, 13), reading => Assert.Equal((null, 500), (reading.Value, reading.Quality)));
        Assert.Contains(Within(readings, 13, 14), reading => reading.Value is not null);
        Assert.Equal(office.Fleet.Progress.ReadingsMade, readings.Count);
        Assert.Equal([Record("gatewayDead", 11, 13)], office.Faults(9.5, 14));
    }

    [Fact]
    public async Task A_gateway_that_is_dead_at_the_start_starts_when_it_is_back()
    {
        await using var office = await OfficeFleet.StartAsync(10, Entry(ScriptKind.GatewayDead, 9, 11));

        await office.RunToAsync(12);
        await office.CommittedAsync();

        Assert.All(office.Host.Readings, reading => Assert.True(reading.At >= Office.At(11).AddSeconds(-1), $"{reading}"));
        Assert.Contains(office.Host.Readings, reading => reading.Metric == "meter/1/power");
    }

    [Fact]
    public async Task A_gateway_with_a_wrong_clock_dates_readings_by_it()
    {
        await using var office = await OfficeFleet.StartAsync(10, Entry(ScriptKind.ClockWrong, 11, 11.5) with { OffsetSeconds = 7_200 });

        await office.RunToAsync(12);
        await office.CommittedAsync();

        var readings = office.Host.Readings.Where(reading => reading.Metric is "meter/1/energy" or "desk/1/power").ToList();
        Assert.NotEmpty(Within(readings, 10, 11));
        // Virtual time runs ahead of batches: what is appended only when the clock is right again gets its true time, between 11 and 11:30.
        Assert.NotEmpty(Within(readings, 13, 13.501));
        Assert.Equal(office.Fleet.Progress.ReadingsMade, office.Host.Readings.Count); // each has one time only
        Assert.NotEmpty(Within(readings, 11.5, 12));
        Assert.Equal([Record("clockWrong +7200 s", 11, 11.5)], office.Faults(10, 12));
    }

    [Fact]
    public async Task While_the_broker_is_away_nothing_arrives_and_afterwards_everything_arrives()
    {
        await using var office = await OfficeFleet.StartAsync(10, new ScriptEntry { Kind = ScriptKind.BrokerAway, From = Office.Local(11), To = Office.Local(13) });

        await office.RunToAsync(10.5);
        await Eventually.EqualAsync(1, () => office.Fleet.Progress.Connected, Eventually.Patience, "the gateway is connected");
        await office.RunToAsync(12);
        await Eventually.EqualAsync(0, () => office.Fleet.Progress.Connected, Eventually.Patience, "the gateway is cut off");
        Assert.DoesNotContain(office.Host.Readings, reading => reading.At > Office.At(11));
        await office.RunToAsync(13.5);
        await office.CommittedAsync();

        Assert.Contains(Within(office.Host.Readings, 11.1, 12.9), reading => reading.Value is not null);
        Assert.Equal(office.Fleet.Progress.ReadingsMade, office.Host.Readings.Count);
        Assert.Equal([Record("brokerAway", 11, 13) with { Point = "" }], office.Faults(10, 13.5));
    }

    private static ScriptEntry Entry(ScriptKind kind, double from, double to) => new() { Kind = kind, Gateway = "gw-01", From = Office.Local(from), To = Office.Local(to) };

    private static TruthRecord Record(string value, double from, double to) =>
        new(Office.At(from).ToUniversalTime(), Office.At(to).ToUniversalTime(), "", "gw-01", TruthKind.Fault, value);

    private static List<CollectedReading> Within(IEnumerable<CollectedReading> readings, double from, double to) =>
        [.. readings.Where(reading => reading.At >= Office.At(from) && reading.At < Office.At(to))];
}
