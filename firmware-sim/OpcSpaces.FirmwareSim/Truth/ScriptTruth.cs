using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Faults.Frauds;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>The records of a script: one for each time in which an entry was active, followed by the cards that were shown then.</summary>
internal static class ScriptTruth
{
    public static IEnumerable<TruthRecord> Of(BuildingPlan plan, int seed, BuildingClock clock, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var entry in plan.Script)
        {
            var readers = Readers(entry, plan).Select(reader => (Reader: reader, Cards: new BorrowedCards(plan, seed, reader.ZoneId, reader.PointId))).ToList();
            foreach (var window in ScriptWindow.After(entry, clock, from).TakeWhile(window => window.From < to))
            {
                yield return Record(entry, window.From < from ? from : window.From, window.To > to ? to : window.To);
                foreach (var (reader, cards) in readers)
                {
                    foreach (var (at, person) in cards.ShownIn(window).Where(card => card.At >= from && card.At < to))
                        yield return new TruthRecord(at, null, reader.ZoneId, reader.PointId, TruthKind.Entry, person.ToString(CultureInfo.InvariantCulture));
                }
            }
        }
    }

    // The readers at which somebody shows other people's cards.
    private static IEnumerable<WiredPoint> Readers(ScriptEntry entry, BuildingPlan plan) =>
        entry.Kind == ScriptKind.TenCards ? plan.Gateways.SelectMany(gateway => ScriptedSensor.Wires(entry, gateway)) : [];

    private static TruthRecord Record(ScriptEntry entry, DateTimeOffset from, DateTimeOffset to) => new(
        from,
        to,
        ScriptKinds.IsOfGateway(entry.Kind) ? "" : entry.Zone,
        ScriptKinds.IsOfGateway(entry.Kind) ? entry.Gateway : entry.Point,
        ScriptKinds.IsFraud(entry.Kind) ? TruthKind.Fraud : TruthKind.Fault,
        ValueOf(entry));

    private static string ValueOf(ScriptEntry entry)
    {
        var name = ScriptKinds.NameOf(entry.Kind) + (entry.Sensor.Length > 0 ? $" {entry.Sensor}" : "");
        return entry.Kind == ScriptKind.ClockWrong ? string.Create(CultureInfo.InvariantCulture, $"{name} {entry.OffsetSeconds:+0.###;-0.###} s") : name;
    }
}
