using OpcSpaces.Model.Usage.Calendars;

namespace OpcSpaces.Model.Usage.Tenancy;

/// <summary>
/// What the registry says about every place on every date of a span. It decides what figures are divided by (available time), and never what
/// was measured.
/// </summary>
/// <remarks>
/// The present sensor is the last one that began before the span ends: a later one changes no answer about the span. A generation that begins within a date counts as present from the next date on, because the date has readings of both. A place whose
/// point has no generation in the registry has had its sensor all along.
/// </remarks>
public sealed class PlaceDays
{
    private readonly DayFacts[] _flags;
    private readonly int _days;

    public PlaceDays(CommunityPlaces places, CalendarSpan span)
    {
        _days = span.Days.Count;
        _flags = new DayFacts[places.Places.Count * _days];
        foreach (var (index, place) in places.Places.Index()) Fill(Of(index), place, places, span);
    }

    /// <summary>The flags of a place, by the number of the date.</summary>
    public ReadOnlySpan<DayFacts> this[int place] => Of(place);

    private Span<DayFacts> Of(int place) => _flags.AsSpan(place * _days, _days);

    private static void Fill(Span<DayFacts> flags, PlaceFacts place, CommunityPlaces places, CalendarSpan span)
    {
        Set(flags, span, place.Zone.From, place.Zone.To, DayFacts.InUse);
        foreach (var time in place.OutOfService) Set(flags, span, time.From, time.To, DayFacts.OutOfService);
        foreach (var lease in place.Leases)
        {
            Set(flags, span, lease.From, lease.To, DayFacts.Leased);
            Set(flags, span, lease.From, lease.From, DayFacts.LeaseBegins);
            foreach (var absence in places.AbsencesOf(lease.Tenant))
                Set(flags, span, absence.From > lease.From ? absence.From : lease.From, lease.To < absence.To ? lease.To : absence.To, DayFacts.Absent);
        }

        var endMs = span.Days[^1].EndMs;
        var sinceMs = place.SensorStarts.Select(start => start.ToUnixTimeMilliseconds()).Where(ms => ms < endMs).Append(long.MinValue).Max();
        for (var day = 0; day < flags.Length; day++)
        {
            if (span.Days[day].StartMs >= sinceMs) flags[day] |= DayFacts.PresentSensor;
        }
    }

    private static void Set(Span<DayFacts> flags, CalendarSpan span, DateOnly? from, DateOnly? to, DayFacts flag)
    {
        var origin = span.Days[0].Date.DayNumber;
        var first = Math.Max(0, (from?.DayNumber ?? origin) - origin);
        var last = Math.Min(flags.Length - 1, (to?.DayNumber ?? int.MaxValue) - origin);
        for (var day = first; day <= last; day++) flags[day] |= flag;
    }
}
