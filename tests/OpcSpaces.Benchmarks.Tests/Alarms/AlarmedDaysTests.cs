using OpcSpaces.Benchmarks.Alarms;
using OpcSpaces.Model.Alarms;
using Xunit.Abstractions;

namespace OpcSpaces.Benchmarks.Tests.Alarms;

/// <summary>Three days of a small community with faults: what the benchmark <c>alarms</c> measures over a month.</summary>
public sealed class AlarmedDaysTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Each_fault_raises_its_alarm_once_and_nothing_else_does()
    {
        var script = AlarmScripts.ThreeDays();
        var month = await AlarmedMonth.LiveAsync(script, TextWriter.Null, CancellationToken.None);
        var table = new AlarmTable(script, month);
        foreach (var line in table.Lines()) output.WriteLine(line);
        Assert.Empty(table.Missing);
        Assert.Empty(table.Repeated);
        Assert.Empty(table.Unexpected);
        Assert.InRange(month.Alarms.Count, script.Expected.Count(expected => !expected.IsUncertain), script.Expected.Count);
        Assert.All(month.Alarms, alarm => Assert.Equal(AlarmState.Cleared, alarm.State));
    }
}
