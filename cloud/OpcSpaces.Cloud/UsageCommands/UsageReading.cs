using Microsoft.Data.Sqlite;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.UsageCommands;

/// <summary>Answers questions about usage from the stores. It only reads, so it works beside a running cloud.</summary>
internal static class UsageReading
{
    private const int MostIds = 20;

    public static UsageAnswer Answer(CloudOptions options, UsageQuestion question, TimeProvider time)
    {
        try
        {
            using var database = new RegistryDatabase(options.Registry);
            var reader = new RegistryReader(database);
            var known = reader.Communities;
            if (question.Community is null && known.Count > 1) return Wrong($"--community is missing: the registry has several, give one of {List(known)}");
            if (known.Count == 0) return Wrong("the registry is empty: import a community into it");
            var community = question.Community ?? known[0];
            if (!known.Contains(community)) return Wrong($"there is no community {Terminal.Quote(community)}: give one of {List(known)}");
            return Answer(options, question, reader.Rows(community), community, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException or UsageUnavailableException or SqliteFormatException or SqliteException or FormatException or UnknownTimeZoneException)
        {
            // FormatException: a record that is damaged.
            return new(ExitCode.Failed, null, e.Message);
        }
    }

    private static UsageAnswer Answer(CloudOptions options, UsageQuestion question, RegistryRows rows, string community, long nowMs)
    {
        var (calendar, places) = (CommunityCalendar.Of(rows, community), CommunityPlaces.Of(rows, community));
        var zones = ZonesOf(question, rows, places, out var id, out var fault);
        if (fault is not null) return Wrong(fault);
        var givesDesks = rows.Find<CommunityFacts>(community) is not { DeskFigures: false };
        if (!givesDesks && question.Kind is UsageKind.Desk or UsageKind.Tenant) return Wrong($"{community} has switched figures of single desks off, for everybody: ask about a zone or a day");
        var today = calendar.DateAt(nowMs);
        var (from, to) = UsualDates.Of(question.From, question.To, today);
        var days = to.DayNumber - from.DayNumber + 1;
        if (days is < 1 or > CalendarSpan.MostDays) return Wrong(days < 1 ? $"--from {from:yyyy-MM-dd} is after --to {to:yyyy-MM-dd}: give dates in their order" : $"{from:yyyy-MM-dd} to {to:yyyy-MM-dd} are {days} days: give at most {CalendarSpan.MostDays}");
        var span = new CalendarSpan(calendar, from, to, nowMs);
        if (options.Registry.Provider == DatabaseProvider.Sqlite && !File.Exists(options.UsagePath))
            return new(ExitCode.Failed, null, $"there are no usage records yet at '{options.UsagePath}': the cloud writes the first when it has closed an hour");
        using var store = StoresHosting.UsageStoreOf(options, isReader: true);
        // What is withheld of a zone depends on all others.
        var all = givesDesks ? zones : [.. places.Zones.Keys.Order(StringComparer.Ordinal)];
        var records = all.Select(zone => (Zone: zone, Records: store.Read(community, zone, span.OriginMs, span.StartMs(span.Hours)))).ToList();
        var began = question.From is null ? BeginOf(records.SelectMany(it => it.Records), calendar, from, to) : from;
        if (began != from) span = new CalendarSpan(calendar, began, to, nowMs);
        var builder = new UsageHistoryBuilder(span, places);
        foreach (var (zone, of) in records) builder.Add(zone, [.. of.Where(record => record.StartMs >= span.OriginMs)]);
        var history = builder.Build();
        var groups = givesDesks ? SmallGroups.None : SmallGroups.Of(rows, history);
        if (question.Kind == UsageKind.Zone && groups.HideZone(zones[0])) return Wrong($"the figures of {zones[0]} are withheld: {community} has switched figures of single desks off, and these are about few people or desks");
        var figures = new UsageFigures(history, question.Rules, groups, givesDesks);
        var report = question.Kind switch
        {
            UsageKind.Zone => figures.Zone(zones[0]),
            UsageKind.Desk => figures.Desk(places.IndexOf(zones[0], id[(zones[0].Length + 1)..])),
            UsageKind.Tenant => figures.Tenant(rows.Find<Tenant>($"{community}/{id}")!),
            _ => figures.Day(zones),
        };
        if (began != from) report = report with { Notes = [.. report.Notes, $"there are no records of the dates before {began:yyyy-MM-dd}; --from shows them too"] };
        return new(ExitCode.Done, report);
    }

    /// <summary>The first date to show where none was asked for: time before the first record would make every figure insufficient data. A date that records begin within is left out.</summary>
    private static DateOnly BeginOf(IEnumerable<UsageRecord> records, CommunityCalendar calendar, DateOnly from, DateOnly to)
    {
        var firstMs = records.Select(record => (long?)record.StartMs).Min();
        if (firstMs is not { } ms || calendar.DateAt(ms) is var first && first <= from) return from;
        return Earlier(calendar.DateAt(ms - 1) == first ? first.AddDays(1) : first, to);
    }

    /// <summary>The zones whose records are needed, and the whole id; or why there are none.</summary>
    private static IReadOnlyList<string> ZonesOf(UsageQuestion question, RegistryRows rows, CommunityPlaces places, out string id, out string? fault)
    {
        (id, fault) = (question.Id, null);
        switch (question.Kind)
        {
            case UsageKind.Zone:
                if (!places.Zones.ContainsKey(id)) fault = Unknown("zone", id, places.Zones.Keys, places);
                return [id];
            case UsageKind.Desk:
                var wanted = id;
                var found = places.Places.Where(place => place.Key == wanted || place.Point == wanted).ToList();
                if (found.Count == 1) return [(id = found[0].Key)[..found[0].Zone.Id.Length]];
                fault = found.Count > 1 ? $"there are {found.Count} places with the id {Terminal.Quote(id)}: give one of {List(found.Select(place => place.Key))}"
                    : Unknown("desk or room", id, places.Places.Select(place => place.Key), places);
                return [];
            case UsageKind.Tenant:
                var tenants = rows.Of<Tenant>().Where(tenant => tenant.Community == places.Community).Select(tenant => tenant.Id).ToList();
                if (!tenants.Contains(id)) fault = Unknown("tenant", id, tenants, places);
                return [.. rows.Of<Lease>().Where(lease => lease.Community == places.Community && lease.Tenant == question.Id).Select(lease => lease.Zone).Distinct()];
            default:
                return [.. places.Zones.Keys.Order(StringComparer.Ordinal)];
        }
    }

    private static string Unknown(string what, string id, IEnumerable<string> known, CommunityPlaces places) =>
        $"there is no {what} {Terminal.Quote(id)} in {places.Community}: {(known.Any() ? $"give one of {List(known)}" : "the registry has none")}";

    private static string List(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return all.Count <= MostIds ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MostIds))} and {all.Count - MostIds} more";
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static UsageAnswer Wrong(string fault) => new(ExitCode.Wrong, null, fault);
}
