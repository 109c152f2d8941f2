using System.Globalization;
using Microsoft.Data.Sqlite;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.UsageCommands;

/// <summary>Drops all usage records, whichever journal they came of; the next start of the cloud makes them from its own journal. Nothing of the cloud may run.</summary>
internal static class UsageRebuild
{
    /// <returns>The exit code, and one line that says what was done or why not.</returns>
    public static (int Code, string Line) Run(CloudOptions options)
    {
        try
        {
            if (!File.Exists(options.Journal.Path)) return (ExitCode.Failed, $"there is no journal at '{options.Journal.Path}' to make usage records from");
            using var directory = DataDirectoryLock.Take(options.DataDirectory);
            using var journal = new Journal(options.Journal);
            using var store = StoresHosting.UsageStoreOf(options);
            if (store is PostgresUsageStore postgres) postgres.Claim();
            var count = store.Count();
            if (journal.RebuildStart is not { } start)
            {
                store.BeginAnew(journal.Identity);
                return (ExitCode.Done, string.Create(CultureInfo.InvariantCulture, $"{count:N0} usage records were dropped. The next start of the cloud makes them from the {journal.LastId:N0} entries of '{options.Journal.Path}'"));
            }

            // What came of readings that have expired cannot be made again.
            var isOfJournal = IsOf(store, journal.Identity);
            if (isOfJournal) UsageProjectionHosting.DiscardForRebuild(journal, store);
            else store.BeginAnew(journal.Identity);
            var kept = store.Count();
            var older = isOfJournal
                ? $"{kept:N0} older ones stay, because the readings that they came of have expired"
                : "Older hours cannot be made, because their readings have expired";
            return (ExitCode.Done, string.Create(
                CultureInfo.InvariantCulture, $"{count - kept:N0} usage records were dropped. The next start of the cloud makes those that come of readings received after {start.ReceivedAt:yyyy-MM-dd HH:mm:ss} UTC. {older}"));
        }
        catch (Exception e) when (e is UsageUnavailableException or JournalUnavailableException or RegistryRefusedException or SqliteFormatException or SqliteException or IOException or UnauthorizedAccessException)
        {
            return (ExitCode.Failed, e.Message);
        }
    }

    private static bool IsOf(IUsageStore store, JournalIdentity journal)
    {
        try
        {
            store.BelongTo(journal);
            return true;
        }
        catch (OtherJournalException)
        {
            return false;
        }
    }
}
