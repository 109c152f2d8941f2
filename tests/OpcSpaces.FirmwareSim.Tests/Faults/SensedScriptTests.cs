using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Tests.Fleet;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

public class SensedScriptTests
{
    [Fact]
    public async Task An_unplugged_power_monitor_becomes_unknown_and_is_found_again()
    {
        var entry = new ScriptEntry { Kind = ScriptKind.Unplugged, Zone = Office.Zone, Point = "desk/1", Sensor = "powerMonitor", From = Office.Local(11), To = Office.Local(12) };

        var readings = await SenseAsync(10, 13, "desk/1/power", entry);

        Assert.All(readings, reading => Assert.Equal(reading.Value is null, reading.At >= Office.At(11) && reading.At < Office.At(12)));
        Assert.Contains(readings, reading => reading is { Value: null, Quality: 0 });
        Assert.Contains(readings, reading => reading.Value is not null && reading.At >= Office.At(12));
    }

    [Fact]
    public async Task A_fan_in_the_evening_makes_an_empty_desk_occupied()
    {
        var entry = new ScriptEntry { Kind = ScriptKind.Fan, Zone = Office.Zone, Point = "desk/2", From = Office.Local(23), To = Office.Local(25) };

        Assert.Contains(await SenseAsync(21.5, 26, "desk/2/occupied", entry), reading => reading.Value == 1 && reading.At >= Office.At(23) && reading.At < Office.At(25));
        Assert.DoesNotContain(await SenseAsync(21.5, 26, "desk/2/occupied"), reading => reading.Value == 1 && reading.At >= Office.At(23) && reading.At < Office.At(25));
    }

    [Theory]
    [InlineData(Office.Zone)]
    [InlineData("1F-M01")]
    public async Task Ten_cards_at_a_wired_reader_or_one_on_a_bus_are_ten_entries(string zone)
    {
        var entry = new ScriptEntry { Kind = ScriptKind.TenCards, Zone = zone, Point = "door/1", From = Office.Local(27), To = Office.Local(27.5) };

        var entries = (await SenseAsync(26, 28, "door/1/entry", entry)).Where(reading => reading.Zone == zone && reading.At >= Office.At(27)).ToList();

        Assert.Equal(10, entries.Count);
        Assert.All(entries, reading => Assert.True(reading.At < Office.At(27).AddMinutes(1), $"{reading}"));
    }

    private static async Task<List<CollectedReading>> SenseAsync(double from, double to, string metric, params ScriptEntry[] script)
    {
        await using var office = await OfficeFleet.StartAsync(from, script);
        await office.RunToAsync(to);
        await office.CommittedAsync();
        return [.. office.Host.Readings.Where(reading => reading.Metric == metric)];
    }
}
