using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Tenancy;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Model.Usage.History;

/// <summary>The records of one zone, spread over the hours of a span.</summary>
internal sealed class ZoneHours(CalendarSpan span, string zone, CommunityPlaces places)
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, PlaceHour?[]> _places = [];
    private readonly Dictionary<int, List<(short Day, PlaceUse Use)>> _uses = [];
    private readonly SortedDictionary<string, (long[] Energy, long[] Unplaced, int[] Observed)> _meters = new(PointOrder.Instance);
    private readonly SortedDictionary<string, int[]> _doors = new(PointOrder.Instance);

    public IEnumerable<KeyValuePair<int, PlaceHour?[]>> Places => _places;

    public IEnumerable<MeterHistory> Meters => _meters.Select(meter => new MeterHistory(zone, meter.Key) { EnergyWh = meter.Value.Energy, UnplacedWh = meter.Value.Unplaced, ObservedMs = meter.Value.Observed });

    public IEnumerable<DoorHistory> Doors => _doors.Select(door => new DoorHistory(zone, door.Key) { Entries = door.Value });

    public HashSet<string> UnknownPoints { get; } = new(StringComparer.Ordinal);

    public IEnumerable<(short Day, PlaceUse Use)> UsesOf(int place) => _uses.GetValueOrDefault(place, []);

    public void Take(int hour, UsageRecord record)
    {
        foreach (var usage in record.Places) Take(hour, usage);
        foreach (var meter in record.Meters)
        {
            if (!_meters.TryGetValue(meter.Point, out var columns)) _meters[meter.Point] = columns = (new long[span.Hours], new long[span.Hours], new int[span.Hours]);
            (columns.Energy[hour], columns.Unplaced[hour], columns.Observed[hour]) = (meter.EnergyWh, meter.UnplacedWh, meter.ObservedMs);
        }

        foreach (var door in record.Doors)
        {
            if (!_doors.TryGetValue(door.Point, out var entries)) Array.Fill(_doors[door.Point] = entries = new int[span.Hours], -1);
            // Where the seal has another number, or the door was not observed for a time, entries are missing.
            if (record.Closing == UsageClosing.Sealed && door.ObservedMs == MetricHour.LengthMs && !record.Differences.Any(it => it.Sum == SealedSum.Entries && it.Point == door.Point)) entries[hour] = (int)Math.Min(door.Entries, int.MaxValue);
        }
    }

    private void Take(int hour, in PlaceUsage usage)
    {
        if (!_indices.TryGetValue(usage.Point, out var index)) _indices[usage.Point] = index = places.IndexOf(zone, usage.Point);
        if (index < 0)
        {
            UnknownPoints.Add($"{zone}/{usage.Point}");
            return;
        }

        if (!_places.TryGetValue(index, out var hours)) _places[index] = hours = new PlaceHour?[span.Hours];
        hours[hour] = PlaceHour.Of(usage);
        if (usage.Use is not { } use || (use.EndedSeconds.Count == 0 && use.CutStays == 0)) return;
        if (!_uses.TryGetValue(index, out var uses)) _uses[index] = uses = [];
        uses.Add(((short)span.DayOf(hour), use));
    }
}
