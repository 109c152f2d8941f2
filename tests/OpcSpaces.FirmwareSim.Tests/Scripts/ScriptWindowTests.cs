using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Scripts;

public class ScriptWindowTests
{
    private static readonly BuildingClock Shenzhen = new(TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Hours_across_midnight_are_one_window_that_may_already_be_active()
    {
        var entry = new ScriptEntry { Kind = ScriptKind.Heater, Daily = (new TimeOnly(22, 0), new TimeOnly(5, 30)) };

        Assert.Equal(
            [(-2.0, 5.5), (22, 29.5), (46, 53.5)],
            ScriptWindow.After(entry, Shenzhen, Monday.AddHours(1)).Take(3).Select(window => ((window.From - Monday).TotalHours, (window.To - Monday).TotalHours)));
    }

    [Fact]
    public void Daily_hours_are_cut_at_the_entry_s_own_ends()
    {
        var entry = new ScriptEntry
        {
            Kind = ScriptKind.Silent,
            Daily = (new TimeOnly(8, 0), new TimeOnly(18, 0)),
            From = new DateTime(2026, 3, 2, 12, 0, 0),
            To = new DateTime(2026, 3, 3, 9, 0, 0),
        };

        Assert.Equal(
            [(12.0, 18.0), (32, 33)],
            ScriptWindow.After(entry, Shenzhen, Monday.AddDays(-3)).Select(window => ((window.From - Monday).TotalHours, (window.To - Monday).TotalHours)));
    }

    [Fact]
    public void Without_hours_an_entry_is_active_from_its_beginning_to_its_end_and_a_past_one_never()
    {
        var entry = new ScriptEntry { Kind = ScriptKind.BrokerAway, From = new DateTime(2026, 3, 2, 12, 0, 0), To = new DateTime(2026, 3, 2, 13, 0, 0) };

        Assert.Equal([new ScriptWindow(Monday.AddHours(12), Monday.AddHours(13))], ScriptWindow.After(entry, Shenzhen, Monday));
        Assert.Empty(ScriptWindow.After(entry, Shenzhen, Monday.AddHours(13)));
    }
}
