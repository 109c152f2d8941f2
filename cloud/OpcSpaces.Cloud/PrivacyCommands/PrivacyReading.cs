using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Access;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Logging;
using OpcSpaces.Alarms.Databases;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Cloud.Alarms;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Databases;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.PrivacyCommands;

/// <summary>Carries out the commands of <see cref="PrivacyCommand"/>. It only reads, also beside a running cloud.</summary>
internal static class PrivacyReading
{
    public static CommandAnswer Show(CloudOptions options, int most) => Read(() =>
    {
        if (!File.Exists(options.DeletionsPath)) return ["nothing was deleted yet"];
        using var log = new DeletionLog(options.DeletionsPath, isReader: true);
        var entries = log.Read(null, null, most);
        return entries.Count == 0 ? ["nothing was deleted yet"] : entries.Select(Line);
    });

    public static CommandAnswer Due(CloudOptions options) => Read(() => DueLines(options, DataClock.Of(options.DataDirectory).GetUtcNow()));

    private static IEnumerable<string> DueLines(CloudOptions options, DateTimeOffset now)
    {
        var privacy = options.Privacy;
        if (File.Exists(options.Journal.Path))
        {
            var rule = RetentionRule.Raw(privacy);
            var (count, bytes, from) = JournalSurvey.Expiring(options.Journal, rule.DueBefore(now));
            yield return Line(rule, now, count, from is null ? "" : Invariant($", {bytes / 1e6:N1} MB, received since {from:yyyy-MM-dd}"));
        }

        foreach (var measurement in RetentionRule.Measured)
        {
            var rule = RetentionRule.Series(measurement, privacy);
            if (options.Influx is not null) yield return Line(rule, now, null);
            else if (File.Exists(options.EmbeddedSeries.Path)) yield return Line(rule, now, EmbeddedSeriesExpiry.Count(options.EmbeddedSeries, measurement, rule.DueBefore(now)));
        }

        if (File.Exists(options.DeadLetters.Path))
        {
            using var letters = new DeadLetterTable(options.DeadLetters, NullLogger<DeadLetterTable>.Instance);
            var rule = RetentionRule.DeadLetters(privacy);
            yield return Line(rule, now, letters.CountBefore(rule.DueBefore(now)));
        }

        using (var services = new ServiceCollection().AddSingleton(DataClock.Of(options.DataDirectory)).AddAccessStores(options.Access).BuildServiceProvider())
        {
            var rule = RetentionRule.AccessLog(privacy);
            if (services.GetRequiredService<AccessDatabase>().OpenForReading()) yield return Line(rule, now, services.GetRequiredService<AccessLog>().CountBefore(rule.DueBefore(now)));
        }

        using (var alarms = new AlarmsDatabase(AlarmsHost.PlaceOf(options)))
        {
            var rule = RetentionRule.Alarms(privacy);
            if (alarms.OpenForReading()) yield return Line(rule, now, new AlarmStore(alarms, DataClock.Of(options.DataDirectory)).CountClearedBefore(rule.DueBefore(now)));
        }

        if (options.Registry.Provider == DatabaseProvider.Sqlite && !File.Exists(options.UsagePath)) yield break;
        using var store = StoresHosting.UsageStoreOf(options, isReader: true);
        var usage = RetentionRule.Usage(privacy);
        yield return Line(usage, now, store.Zones().Select(zone => zone.Community).Distinct().Sum(community => store.CountBefore(community, usage.DueBefore(now).ToUnixTimeMilliseconds())));
    }

    private static CommandAnswer Read(Func<IEnumerable<string>> lines)
    {
        try
        {
            return new(ExitCode.Done, [.. lines()]);
        }
        catch (Exception e) when (e is SqliteException or SqliteFormatException or SeriesUnavailableException or UsageUnavailableException or DatabaseUnavailableException or DatabaseRefusedException)
        {
            return new(ExitCode.Failed, [e.Message]);
        }
    }

    private static string Line(RetentionRule rule, DateTimeOffset now, long? count, string more = "") =>
        Invariant($"{rule.Kind,-20}  {(count is { } number ? $"{number:N0}" : "not counted"),12} before {rule.DueBefore(now):yyyy-MM-dd HH:mm} UTC{more}  ({rule.Setting})");

    private static string Line(LoggedDeletion entry) => Invariant(
        $"{entry.At:yyyy-MM-dd HH:mm:ss} UTC  {entry.Deletion.Kind,-20}  {(entry.Deletion.Count is { } count ? $"{count:N0}" : "not counted"),12}  {Span(entry.Deletion)}{(entry.Deletion.Community.Length > 0 ? $"  {entry.Deletion.Community}" : "")}  ({entry.Deletion.Rule})");

    private static string Span(Deletion deletion) => deletion.From is { } from
        ? Invariant($"{from:yyyy-MM-dd HH:mm} to {deletion.To:yyyy-MM-dd HH:mm}")
        : Invariant($"before {deletion.To:yyyy-MM-dd HH:mm}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
