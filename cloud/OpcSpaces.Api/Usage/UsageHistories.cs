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
internal sealed class UsageHistories(WatchedUsageStore store, RegistryBook registry, UsageHistoriesOptions options, TimeProvider time)
{
    private readonly Lock _gate = new(); // guards _kept
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>The records of some dates.</summary>
    /// <param name="community">A community that exists.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date, not after today.</param>
    /// <exception cref="UnknownTimeZoneException">The community's time zone is not in this machine's database.</exception>
    /// <exception cref="UsageUnavailableException">The store is away.</exception>
    /// <exception cref="OpcSpaces.Registry.Databases.RegistryUnavailableException">The registry is away.</exception>
    public UsagePart Read(string community, DateOnly from, DateOnly to)
    {
        var page = registry.Read(community);
        Kept kept;
        lock (_gate)
        {
            if (!_kept.TryGetValue(community, out var known) || known.RegistryVersion != page.Version || known.From > from || known.To < to)
            {
                // One that is read already keeps its dates.
                var first = known is not null && known.From < from ? known.From : from;
                _kept[community] = known = new Kept(page.Version, first, to > Today(page) ? to : Today(page), new Lazy<Loaded>(() => Load(page, first, to)));
            }
            else if (known.History.IsValueCreated && known.Next is null && IsOld(community, known.History.Value))
            {
                var refreshed = known;
                known.Next = Task.Run(() => Refresh(page, refreshed));
            }

            known.UsedAt = time.GetTimestamp();
            kept = known;
        }

        try
        {
            var read = kept.History.Value;
            Shrink(community);
            return new UsagePart(read.History.Slice(from, to), read.At);
        }
        catch
        {
            // The next question tries again.
            lock (_gate)
            {
                if (_kept.GetValueOrDefault(community) == kept) _kept.Remove(community);
            }

            throw;
        }
    }

    private static long Hour(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / CommunityCalendar.HourMs;

    private DateOnly Today(RegistryPage page) => CommunityCalendar.Of(page.Rows, page.Id).DateAt(time.GetUtcNow().ToUnixTimeMilliseconds());

    private bool IsOld(string community, Loaded read) => read.Version != store.VersionOf(community) || Hour(read.At) != Hour(time.GetUtcNow());

    private Loaded Load(RegistryPage page, DateOnly from, DateOnly to)
    {
        var (at, version) = (time.GetUtcNow(), store.VersionOf(page.Id));
        var (calendar, places) = (CommunityCalendar.Of(page.Rows, page.Id), CommunityPlaces.Of(page.Rows, page.Id));
        var today = Today(page);
        var span = new CalendarSpan(calendar, from, to > today ? to : today, at.ToUnixTimeMilliseconds());
        var builder = new UsageHistoryBuilder(span, places);
        // Zone by zone: the store is not held for seconds, and the records of one zone at a time are in memory.
        foreach (var zone in store.Zones().Where(zone => zone.Community == page.Id)) builder.Add(zone.Zone, store.Read(page.Id, zone.Zone, span.OriginMs, span.StartMs(span.Hours)));
        return new Loaded(builder.Build(), at, version);
    }

    private void Refresh(RegistryPage page, Kept old)
    {
        Loaded? fresh = null;
        try
        {
            fresh = Load(page, old.From, old.To);
        }
        catch (UsageUnavailableException)
        {
            // What is there stays, with its time; the next question tries again.
        }

        lock (_gate)
        {
            if (fresh is null) old.Next = null;
            else if (_kept.GetValueOrDefault(page.Id) == old) _kept[page.Id] = new Kept(old.RegistryVersion, old.From, fresh.History.Span.Days[^1].Date, new Lazy<Loaded>(fresh)) { UsedAt = old.UsedAt };
        }
    }

    // The longest unused ones go; the one that was just asked for stays.
    private void Shrink(string community)
    {
        lock (_gate)
        {
            var most = options.MemoryMegabytes * 1024L * 1024;
            foreach (var (id, kept) in _kept.Where(it => it.Key != community && it.Value.History.IsValueCreated).OrderBy(it => it.Value.UsedAt).ToList())
            {
                if (_kept.Values.Where(it => it.History.IsValueCreated).Sum(it => it.History.Value.History.Size) <= most) break;
                _kept.Remove(id);
            }
        }
    }

    private sealed record Loaded(UsageHistory History, DateTimeOffset At, (long, long) Version);

    private sealed class Kept(long registryVersion, DateOnly from, DateOnly to, Lazy<Loaded> history)
    {
        public long RegistryVersion => registryVersion;

        public DateOnly From => from;

        public DateOnly To => to;

        public Lazy<Loaded> History => history;

        public long UsedAt { get; set; }

        /// <summary>Reads it again; null when nobody does.</summary>
        public Task? Next { get; set; }
    }
}

/// <summary>Some dates of a community.</summary>
/// <param name="History">Its records.</param>
/// <param name="At">When they were read.</param>
internal sealed record UsagePart(UsageHistory History, DateTimeOffset At);
