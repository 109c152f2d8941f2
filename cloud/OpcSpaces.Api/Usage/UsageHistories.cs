using OpcSpaces.Api.Settings;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Usage;

/// <summary>
/// Usage records of the communities that are asked about, in memory: a year of 1,000 desks takes four seconds to read and 70 MB. A question about
/// some of the dates is answered by a slice. When hours were closed since, the records are read again in the background, and the question
/// is answered from what is there, with the time that it is of. Thread-safe.
/// </summary>
/// <remarks>
/// A community is read by one task at a time, and two communities at a time, in one of three lengths back from today. So no questions make it read the same again and
/// again. A question waits for two readings at most, however often the registry changes: the one that it finds, and one that began after it.
/// </remarks>
public sealed class UsageHistories(WatchedUsageStore store, RegistryBook registry, ApiOptions options, TimeProvider time) : IDisposable
{
    // A quarter, a year with a week, and everything that may be asked for.
    private static readonly int[] Lengths = [92, 373, CalendarSpan.MostDays];

    private readonly SemaphoreSlim _atATime = new(2);
    private readonly Lock _gate = new(); // guards everything below
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private int _loads;

    /// <summary>How many times records were read.</summary>
    internal int Loads
    {
        get
        {
            lock (_gate) return _loads;
        }
    }

    /// <summary>The records of some dates, with the registry as it was when the question began, or later.</summary>
    /// <param name="community">A community that exists.</param>
    /// <param name="from">The first date, less than <see cref="CalendarSpan.MostDays"/> days before today.</param>
    /// <param name="to">The last date, not after today.</param>
    /// <exception cref="UnknownTimeZoneException">The community's time zone is not in this machine's database.</exception>
    /// <exception cref="UsageUnavailableException">The store is away.</exception>
    /// <exception cref="OpcSpaces.Registry.Databases.RegistryUnavailableException">The registry is away.</exception>
    public async Task<UsagePart> ReadAsync(string community, DateOnly from, DateOnly to)
    {
        var (page, before) = (registry.Read(community), Loads);
        var days = LengthFrom(page, from);
        Loaded? awaited = null;
        while (true)
        {
            Task<Loaded> next;
            lock (_gate)
            {
                if (!_kept.TryGetValue(community, out var kept)) _kept[community] = kept = new Kept();
                kept.UsedAt = time.GetTimestamp();
                // Whoever starts the next reading, it is long enough for this question.
                kept.Days = Math.Max(kept.Days, days);
                if ((Serves(awaited) ? awaited : Serves(kept.Present) ? kept.Present : null) is { } found)
                {
                    if (kept.Next is null && IsOld(community, found)) kept.Next = StartAsync(page, kept);
                    return found.Part(from, to);
                }

                next = kept.Next ??= StartAsync(page, kept);
            }

            awaited = await next;
        }

        bool Serves(Loaded? loaded)
        {
            if (loaded is null) return false;
            var isLater = loaded.Number > before;
            return (isLater || loaded.ContentVersion == page.ContentVersion) && (isLater || loaded.Last >= to) && (loaded.First <= from || loaded.IsLongest);
        }
    }

    public void Dispose() => _atATime.Dispose();

    private static long Hour(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / CommunityCalendar.HourMs;

    private DateOnly Today(RegistryPage page) => CommunityCalendar.Of(page.Rows, page.Id).DateAt(time.GetUtcNow().ToUnixTimeMilliseconds());

    // A day more than is asked for: the reading may begin after midnight, or in another time zone that the community has been given.
    private int LengthFrom(RegistryPage page, DateOnly from) => Lengths.First(length => length > Today(page).DayNumber - from.DayNumber + 1 || length == CalendarSpan.MostDays);

    private bool IsOld(string community, Loaded loaded) => loaded.Version != store.VersionOf(community) || Hour(loaded.At) != Hour(time.GetUtcNow());

    // The gate is held.
    private Task<Loaded> StartAsync(RegistryPage page, Kept kept)
    {
        var (number, days) = (++_loads, kept.Days);
        return Task.Run(() => ReadAsync(page, kept, number, days));
    }

    private async Task<Loaded> ReadAsync(RegistryPage page, Kept kept, int number, int days)
    {
        Loaded? loaded = null;
        try
        {
            await _atATime.WaitAsync();
            try
            {
                return loaded = Load(page, number, days);
            }
            finally
            {
                _atATime.Release();
            }
        }
        finally
        {
            lock (_gate)
            {
                // After a failure, the next question tries again, and what is there stays with its time.
                kept.Next = null;
                if (loaded is not null) kept.Present = loaded;
                Shrink(page.Id);
            }
        }
    }

    private Loaded Load(RegistryPage asked, int number, int days)
    {
        // A community that has been removed since is answered as it was.
        var page = registry.Read(asked.Id) is { Community: not null } present ? present : asked;
        var (at, version) = (time.GetUtcNow(), store.VersionOf(page.Id));
        var (calendar, places, today) = (CommunityCalendar.Of(page.Rows, page.Id), CommunityPlaces.Of(page.Rows, page.Id), Today(page));
        var span = new CalendarSpan(calendar, today.AddDays(1 - days), today, at.ToUnixTimeMilliseconds());
        var builder = new UsageHistoryBuilder(span, places);
        // Zone by zone: the store is not held for seconds, and the records of one zone at a time are in memory.
        foreach (var zone in store.Zones().Where(zone => zone.Community == page.Id)) builder.Add(zone.Zone, store.Read(page.Id, zone.Zone, span.OriginMs, span.StartMs(span.Hours)));
        return new Loaded(builder.Build(), at, version, page.ContentVersion, number);
    }

    // The longest unused ones go; the one that was just read stays.
    private void Shrink(string community)
    {
        var most = options.MemoryMegabytes * 1024L * 1024;
        foreach (var (id, _) in _kept.Where(it => it.Key != community && it.Value.Next is null).OrderBy(it => it.Value.UsedAt).ToList())
        {
            if (_kept.Where(it => it.Key != community).Sum(it => it.Value.Present?.History.Size ?? 0) <= most) break;
            _kept.Remove(id);
        }
    }

    /// <param name="History">What was read.</param>
    /// <param name="At">When.</param>
    /// <param name="Version">That of the records.</param>
    /// <param name="ContentVersion">That of the registry's rows.</param>
    /// <param name="Number">How many readings had begun with this one: what was true before it began is in it.</param>
    private sealed record Loaded(UsageHistory History, DateTimeOffset At, (long, long) Version, long ContentVersion, int Number)
    {
        public DateOnly First => History.Span.Days[0].Date;

        public DateOnly Last => History.Span.Days[^1].Date;

        public bool IsLongest => History.Span.Days.Count == CalendarSpan.MostDays;

        // As far as it goes: midnight may have passed since the question began.
        public UsagePart Part(DateOnly from, DateOnly to) => new(History.Slice(Within(from), Within(to)), At);

        private DateOnly Within(DateOnly date) => date < First ? First : date > Last ? Last : date;
    }

    private sealed class Kept
    {
        /// <summary>How many days the next reading has; no question has asked for more.</summary>
        public int Days { get; set; }

        public Loaded? Present { get; set; }

        public long UsedAt { get; set; }

        /// <summary>Reads it, or reads it again; null when nobody does.</summary>
        public Task<Loaded>? Next { get; set; }
    }
}

/// <summary>Some dates of a community.</summary>
/// <param name="History">Its records.</param>
/// <param name="At">When they were read.</param>
public sealed record UsagePart(UsageHistory History, DateTimeOffset At);
