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
/// <remarks>A community is read by one task at a time, and two communities at a time, in one of three lengths back from today. So no questions make it read the same again and again.</remarks>
public sealed class UsageHistories(WatchedUsageStore store, RegistryBook registry, ApiOptions options, TimeProvider time) : IDisposable
{
    // A quarter, a year with a week, and everything that may be asked for.
    private static readonly int[] Lengths = [92, 373, CalendarSpan.MostDays];

    private readonly SemaphoreSlim _atATime = new(2);
    private int _loads;
    private readonly Lock _gate = new(); // guards _kept and what is in it
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>How many times records were read.</summary>
    internal int Loads => Volatile.Read(ref _loads);

    /// <summary>The records of some dates.</summary>
    /// <param name="community">A community that exists.</param>
    /// <param name="from">The first date, less than <see cref="CalendarSpan.MostDays"/> days before today.</param>
    /// <param name="to">The last date, not after today.</param>
    /// <exception cref="UnknownTimeZoneException">The community's time zone is not in this machine's database.</exception>
    /// <exception cref="UsageUnavailableException">The store is away.</exception>
    /// <exception cref="OpcSpaces.Registry.Databases.RegistryUnavailableException">The registry is away.</exception>
    public async Task<UsagePart> ReadAsync(string community, DateOnly from, DateOnly to)
    {
        while (true)
        {
            var page = registry.Read(community);
            Task next;
            lock (_gate)
            {
                if (!_kept.TryGetValue(community, out var kept) || kept.ContentVersion != page.ContentVersion) _kept[community] = kept = new Kept(page.ContentVersion, kept?.Days ?? 0);
                kept.UsedAt = time.GetTimestamp();
                if (kept.Present is { } present && present.First <= from && present.Last >= to)
                {
                    if (kept.Next is null && IsOld(community, present)) kept.Next = StartAsync(page, kept, kept.Days);
                    return new UsagePart(present.History.Slice(from, to), present.At);
                }

                next = kept.Next ??= StartAsync(page, kept, Math.Max(kept.Days, LengthFrom(page, from)));
            }

            await next;
        }
    }

    public void Dispose() => _atATime.Dispose();

    private static long Hour(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / CommunityCalendar.HourMs;

    private DateOnly Today(RegistryPage page) => CommunityCalendar.Of(page.Rows, page.Id).DateAt(time.GetUtcNow().ToUnixTimeMilliseconds());

    private int LengthFrom(RegistryPage page, DateOnly from) => Lengths.First(length => length > Today(page).DayNumber - from.DayNumber || length == CalendarSpan.MostDays);

    private bool IsOld(string community, Loaded loaded) => loaded.Version != store.VersionOf(community) || Hour(loaded.At) != Hour(time.GetUtcNow());

    private async Task StartAsync(RegistryPage page, Kept kept, int days)
    {
        Loaded? loaded = null;
        try
        {
            await Task.Yield();
            await _atATime.WaitAsync();
            try
            {
                loaded = await Task.Run(() => Load(page, days));
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
                if (loaded is not null) (kept.Present, kept.Days) = (loaded, days);
                Shrink(page.Id);
            }
        }
    }

    private Loaded Load(RegistryPage page, int days)
    {
        Interlocked.Increment(ref _loads);
        var (at, version) = (time.GetUtcNow(), store.VersionOf(page.Id));
        var (calendar, places, today) = (CommunityCalendar.Of(page.Rows, page.Id), CommunityPlaces.Of(page.Rows, page.Id), Today(page));
        var span = new CalendarSpan(calendar, today.AddDays(1 - days), today, at.ToUnixTimeMilliseconds());
        var builder = new UsageHistoryBuilder(span, places);
        // Zone by zone: the store is not held for seconds, and the records of one zone at a time are in memory.
        foreach (var zone in store.Zones().Where(zone => zone.Community == page.Id)) builder.Add(zone.Zone, store.Read(page.Id, zone.Zone, span.OriginMs, span.StartMs(span.Hours)));
        return new Loaded(builder.Build(), at, version);
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

    private sealed record Loaded(UsageHistory History, DateTimeOffset At, (long, long) Version)
    {
        public DateOnly First => History.Span.Days[0].Date;

        public DateOnly Last => History.Span.Days[^1].Date;
    }

    private sealed class Kept(long contentVersion, int days)
    {
        public long ContentVersion => contentVersion;

        /// <summary>How many days <see cref="Present"/> has, or will have.</summary>
        public int Days { get; set; } = days;

        public Loaded? Present { get; set; }

        public long UsedAt { get; set; }

        /// <summary>Reads it, or reads it again; null when nobody does.</summary>
        public Task? Next { get; set; }
    }
}

/// <summary>Some dates of a community.</summary>
/// <param name="History">Its records.</param>
/// <param name="At">When they were read.</param>
public sealed record UsagePart(UsageHistory History, DateTimeOffset At);
