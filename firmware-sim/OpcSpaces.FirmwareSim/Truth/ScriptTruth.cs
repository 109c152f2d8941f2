using System.Globalization;
using OpcSpaces.FirmwareSim.Faults;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>What a script did: a record for each time in which one of its entries was on.</summary>
internal static class ScriptTruth
{
    public static IEnumerable<TruthRecord> Of(IReadOnlyList<ScriptEntry> script, BuildingClock clock, DateTimeOffset from, DateTimeOffset to) =>
        script.SelectMany(entry => ScriptWindow.After(entry, clock, from).TakeWhile(window => window.From < to).Select(window => new TruthRecord(
            window.From < from ? from : window.From,
            window.To > to ? to : window.To,
            entry.Zone,
            ScriptKinds.IsOfGateway(entry.Kind) ? entry.Gateway : entry.Point,
            ScriptKinds.IsFraud(entry.Kind) ? TruthKind.Fraud : TruthKind.Fault,
            ValueOf(entry))));

    private static string ValueOf(ScriptEntry entry)
    {
        var name = ScriptKinds.NameOf(entry.Kind) + (entry.Sensor.Length > 0 ? $" {entry.Sensor}" : "");
        return entry.Kind == ScriptKind.ClockWrong ? string.Create(CultureInfo.InvariantCulture, $"{name} {entry.OffsetSeconds:+0.###;-0.###} s") : name;
    }
}
