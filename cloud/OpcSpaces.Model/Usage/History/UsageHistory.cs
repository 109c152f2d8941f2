using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.History;

/// <summary>
/// The usage records of one community over a span of dates, in memory in a form that metrics read fast. It never changes, and any number of
/// threads may read it. A year of 1,000 desks needs about 24 bytes for each hour in which something happened.
/// </summary>
/// <remarks>
/// Exact: it keeps every time in ms, as the records have it. What the records do not have is unknown. Points that the registry does not have
/// are in no figure; <see cref="UnknownPoints"/> names them.
/// </remarks>
public sealed class UsageHistory
{
    private readonly DayPage[] _pages;
    private readonly HourColumns _hours;
    private readonly EndedStay[][] _stays;
    private readonly (short Day, int Count)[][] _cutStays;

    internal UsageHistory(CalendarSpan span, CommunityPlaces places, DayPage[] pages, HourColumns hours, EndedStay[][] stays, (short Day, int Count)[][] cutStays)
    {
        (Span, Places, Days) = (span, places, new PlaceDays(places, span));
        (_pages, _hours, _stays, _cutStays) = (pages, hours, stays, cutStays);
    }

    public CalendarSpan Span { get; }

    public CommunityPlaces Places { get; }

    /// <summary>What the registry says about each place and date.</summary>
    public PlaceDays Days { get; }

    public required IReadOnlyList<MeterHistory> Meters { get; init; }

    public required IReadOnlyList<DoorHistory> Doors { get; init; }

    /// <summary>Desks and rooms with records that the registry does not have, as <c>zone/point</c>.</summary>
    public required IReadOnlyList<string> UnknownPoints { get; init; }

    /// <summary>How many records begin at another time than the hours of the community's time zone do, and are left out: the time zone was changed.</summary>
    public int MisplacedRecords => MisplacedByDay.Sum();

    /// <summary>How many records are from gateways whose completeness nobody can prove (<see cref="UsageRecord.IsForeign"/>).</summary>
    public int ForeignRecords => ForeignByDay.Sum();

    internal IReadOnlyList<int> MisplacedByDay { get; init; } = [];

    internal IReadOnlyList<int> ForeignByDay { get; init; } = [];

    /// <summary>Whether there is no record at all.</summary>
    public bool IsEmpty => Meters.Count == 0 && Doors.Count == 0 && !Array.Exists(_pages, page => page.IsRecorded);

    /// <summary>About how much memory it needs, in bytes.</summary>
    public long Size => _hours.Size + (_pages.Length * 8L) + _stays.Sum(stays => stays.Length * 8L) + _cutStays.Sum(cut => cut.Length * 8L)
        + (Span.Hours * 5L) + ((Meters.Count * 20L) + (Doors.Count * 4L)) * Span.Hours;

    internal HourColumns Columns => _hours;

    /// <summary>The stays at a place that were seen from beginning to end, by their ends.</summary>
    public ReadOnlySpan<EndedStay> Stays(int place) => _stays[place];

    /// <summary>How many stays ended at a place whose beginning or end is unknown, for each date that has some.</summary>
    public ReadOnlySpan<(short Day, int Count)> CutStays(int place) => _cutStays[place];

    /// <summary>A place in one hour, by the number of the date and of the hour in it; null where nothing is recorded.</summary>
    public PlaceHour? Hour(int place, int day, int hour)
    {
        ref readonly var page = ref Page(place, day);
        if (!page.IsRecorded) return null;
        var kept = hour - page.First;
        return (uint)kept < page.Count ? _hours[page.Offset + kept] : PlaceHour.Idle;
    }

    /// <summary>The occupied time of a place in the whole hours and in the open parts of a date.</summary>
    public TimeSum OpenTime(int place, int day)
    {
        var sum = new TimeSum();
        AddOpenTime(ref sum, place, day);
        return sum;
    }

    /// <summary>The occupied time of a place in all hours of a date.</summary>
    public TimeSum WholeDay(int place, int day)
    {
        var sum = new TimeSum();
        AddHours(ref sum, Page(place, day), 0, Span.HoursOf(day));
        return sum;
    }

    /// <summary>The same records over some of the dates. It shares what is large, so a month of a year is there in milliseconds.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <exception cref="ArgumentException">The dates are in the wrong order, or not in this history.</exception>
    public UsageHistory Slice(DateOnly from, DateOnly to)
    {
        var (first, last) = (Span.DayAt(from), Span.DayAt(to));
        if (first < 0 || last < first) throw new ArgumentException($"{from:yyyy-MM-dd} to {to:yyyy-MM-dd} is no part of {Span.Days[0].Date:yyyy-MM-dd} to {Span.Days[^1].Date:yyyy-MM-dd}.", nameof(from));
        if (first == 0 && last == Span.Days.Count - 1) return this;
        var span = new CalendarSpan(Span.Calendar, from, to, Span.StartMs(Span.Hours));
        var (days, all) = (last - first + 1, Span.Days.Count);
        var pages = new DayPage[Places.Places.Count * days];
        for (var place = 0; place < Places.Places.Count; place++) Array.Copy(_pages, (place * all) + first, pages, place * days, days);
        var hours = Math.Min(Span.FirstHour(first), Span.Hours)..(Math.Min(Span.FirstHour(first), Span.Hours) + span.Hours);
        return new(
            span, Places, pages, _hours,
            [.. _stays.Select(stays => stays.Where(stay => stay.Day >= first && stay.Day <= last).Select(stay => stay with { Day = (short)(stay.Day - first) }).ToArray())],
            [.. _cutStays.Select(cut => cut.Where(it => it.Day >= first && it.Day <= last).Select(it => ((short)(it.Day - first), it.Count)).ToArray())])
        {
            Meters = [.. Meters.Select(meter => meter with { EnergyWh = Part(meter.EnergyWh, hours), UnplacedWh = Part(meter.UnplacedWh, hours), ObservedMs = Part(meter.ObservedMs, hours) })],
            Doors = [.. Doors.Select(door => door with { Entries = Part(door.Entries, hours) })],
            UnknownPoints = UnknownPoints,
            MisplacedByDay = Part(MisplacedByDay, first..(last + 1)),
            ForeignByDay = Part(ForeignByDay, first..(last + 1)),
        };
    }

    private static T[] Part<T>(IReadOnlyList<T> all, Range part) => (all as T[] ?? [.. all])[part];

    internal ref readonly DayPage Page(int place, int day) => ref _pages[(place * Span.Days.Count) + day];

    internal void AddOpenTime(ref TimeSum sum, int place, int day)
    {
        ref readonly var open = ref Span.OpenOf(day);
        ref readonly var page = ref Page(place, day);
        if (open.To > open.From) AddHours(ref sum, page, open.From, open.To);
        if (open.PartMs > 0) AddPart(ref sum, page, open.Part, open.PartMs);
        if (open.LastPartMs > 0) AddPart(ref sum, page, open.LastPart, open.LastPartMs);
    }

    internal void AddHours(ref TimeSum sum, in DayPage page, int from, int to)
    {
        if (!page.IsRecorded)
        {
            sum.AddUnknown(to - from);
            return;
        }

        var (first, end) = (Math.Max(from, page.First), Math.Min(to, page.First + page.Count));
        var kept = Math.Max(0, end - first);
        sum.AddIdle(to - from - kept);
        if (kept == 0) return;
        sum.AddUnknown(kept);
        var start = page.Offset + first - page.First;
        sum.AddKnown(_hours.Known.AsSpan(start, kept), _hours.Expected.AsSpan(start, kept), _hours.Low.AsSpan(start, kept), _hours.High.AsSpan(start, kept));
    }

    private void AddPart(ref TimeSum sum, in DayPage page, int hour, int openMs)
    {
        var kept = hour - page.First;
        if ((uint)kept < page.Count) sum.Add(openMs, _hours[page.Offset + kept].Part(openMs));
        else sum.AddIdlePart(openMs, page.IsRecorded ? openMs : 0);
    }
}
