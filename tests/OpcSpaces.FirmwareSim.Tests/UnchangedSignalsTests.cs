using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests;

/// <summary>
/// The same seed gives the same signals and the same ground truth in every version: histories, demos and figures depend on it. A
/// change that alters a hash alters every simulated building; it must be meant, and the figures must be measured again.
/// </summary>
public class UnchangedSignalsTests
{
    private static readonly BuildingClock Shenzhen = new(TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("office", "A5DFA15AFBBBD532", "DFF1EC9B2D1D4936")]
    [InlineData("nanshan-10000", "84C5DBE2A408836D", "7FD5E1A27FFF328D")]
    public void A_day_of_an_included_building_has_the_signals_and_the_truth_that_it_always_had(string building, string signals, string truth)
    {
        var plan = CommunityDescription.Read(Path.Combine(AppContext.BaseDirectory, "communities", building + ".jsonc"));
        // Three gateways of the large one are enough; their people meet those of the whole floor.
        var run = SignalRun.Of(plan with { Gateways = [.. plan.Gateways.Take(3)] }, Shenzhen, Tuesday, Tuesday.AddDays(1));

        Assert.Equal((signals, truth), (
            Hash(run.Changes.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Point.ZoneId} {change.Pin} {change.High} {change.At.UtcTicks}"))),
            Hash(run.Truth.Select(record => string.Create(CultureInfo.InvariantCulture, $"{record.From.UtcTicks} {record.To?.UtcTicks} {record.Zone} {record.Point} {record.What} {record.Value}")))));
    }

    private static string Hash(IEnumerable<string> lines) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
}
