using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.History;

/// <summary>Makes a <see cref="UsageHistory"/> of usage records, zone by zone, so that the records of one zone need be in memory at a time.</summary>
/// <param name="span">The dates. Records of other times are left out.</param>
/// <param name="places">The registry's places.</param>
public sealed class UsageHistoryBuilder(CalendarSpan span, CommunityPlaces places)
{
    private readonly DayPage[] _pages = new DayPage[places.Places.Count * span.Days.Count];
    private readonly HourColumns.Builder _hours = new();
    private readonly List<EndedStay>[] _stays = [.. places.Places.Select(_ => new List<EndedStay>())];
    private readonly List<(short Day, int Count)>[] _cutStays = [.. places.Places.Select(_ => new List<(short, int)>())];
    private readonly List<MeterHistory> _meters = [];
    private readonly List<DoorHistory> _doors = [];
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _zones = new(StringComparer.Ordinal);
    private readonly int[] _misplaced = new int[span.Days.Count], _foreign = new int[span.Days.Count];

    /// <summary>A history of the records of any zones, each hour once.</summary>
    public static UsageHistory Of(CalendarSpan span, CommunityPlaces places, IEnumerable<UsageRecord> records)
    {
        var builder = new UsageHistoryBuilder(span, places);
        foreach (var zone in records.GroupBy(record => record.Zone.Zone)) builder.Add(zone.Key, zone);
        return builder.Build();
    }

    /// <summary>Adds all records of a zone: the newest revision of each hour, in the order of the hours.</summary>
    /// <exception cref="ArgumentException">A record is of another zone or community, an hour comes twice, or the zone was added before.</exception>
    public void Add(string zone, IEnumerable<UsageRecord> records)
    {
        if (!_zones.Add(zone)) throw new ArgumentException($"The records of zone {zone} were added before.", nameof(zone));
        var work = new ZoneHours(span, zone, places);
        var isSeen = new bool[span.Hours];
        foreach (var record in records)
        {
            if (record.Zone != new Model.Places.ZoneKey(places.Community, zone)) throw new ArgumentException($"A record of {record.Zone} is not one of {places.Community}/{zone}.", nameof(records));
            var hour = span.HourAt(record.StartMs);
            if (hour < 0)
            {
                if (record.StartMs >= span.OriginMs && record.StartMs < span.StartMs(span.Hours)) _misplaced[Math.Clamp(span.DayAt(span.Calendar.DateAt(record.StartMs)), 0, _misplaced.Length - 1)]++;
                continue;
            }

            if (isSeen[hour]) throw new ArgumentException($"The hour at {record.StartMs} ms of {record.Zone} comes twice: give the newest revision alone.", nameof(records));
            isSeen[hour] = true;
            if (record.IsForeign) _foreign[span.DayOf(hour)]++;
            work.Take(hour, record);
        }

        Pack(work);
    }

    /// <summary>The history. The builder cannot be used afterwards.</summary>
    public UsageHistory Build() => new(span, places, _pages, new HourColumns(_hours), [.. _stays.Select(stays => stays.ToArray())], [.. _cutStays.Select(cut => cut.ToArray())])
    {
        Meters = _meters,
        Doors = _doors,
        UnknownPoints = [.. _unknown],
        MisplacedByDay = _misplaced,
        ForeignByDay = _foreign,
    };

    private void Pack(ZoneHours zone)
    {
        foreach (var (place, hours) in zone.Places)
        {
            for (var day = 0; day < span.Days.Count; day++) _pages[(place * span.Days.Count) + day] = Pack(hours.AsSpan(span.FirstHour(day), span.HoursOf(day)));
            foreach (var (day, use) in zone.UsesOf(place))
            {
                foreach (var seconds in use.EndedSeconds) _stays[place].Add(new EndedStay(day, seconds));
                if (use.CutStays > 0) _cutStays[place].Add((day, use.CutStays));
            }
        }

        _meters.AddRange(zone.Meters);
        _doors.AddRange(zone.Doors);
        _unknown.UnionWith(zone.UnknownPoints);
    }

    private DayPage Pack(ReadOnlySpan<PlaceHour?> hours)
    {
        if (hours.IndexOfAnyExcept((PlaceHour?)null) < 0) return default;
        var (first, last) = (hours.IndexOfAnyExcept(PlaceHour.Idle), hours.LastIndexOfAnyExcept(PlaceHour.Idle));
        if (first < 0) return new DayPage(0, 0, 0, IsRecorded: true);
        var page = new DayPage(_hours.Count, (byte)first, (byte)(last - first + 1), IsRecorded: true);
        foreach (var hour in hours[first..(last + 1)]) _hours.Add(hour ?? default);
        return page;
    }
}
