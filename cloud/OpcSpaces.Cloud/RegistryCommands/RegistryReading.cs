using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.CommunityFolders;
using OpcSpaces.Databases;
using OpcSpaces.Files;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.RegistryCommands;

/// <summary>The commands that only read. They work beside a running cloud.</summary>
internal static class RegistryReading
{
    private const int MostRows = 1_000;

    public static CommandAnswer Export(CloudOptions options, string community, string folder, string? workbook, char delimiter) => Read(options, reader =>
    {
        var rows = reader.Rows(community);
        if (rows.Find<CommunityFacts>(community) is null) return NoCommunity(reader, community);
        try
        {
            CommunityFolderWriter.Write(folder, rows, community, delimiter);
            if (workbook is not null) ReplacedFile.Write(workbook, stream => CommunityWorkbook.Write(stream, rows, community));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ExitCode.Failed, [$"it cannot be written: {e.Message}"]);
        }

        return new(ExitCode.Done, [$"{community}: version {reader.Version} was written to {folder}{(workbook is null ? "" : $" and {workbook}")}"]);
    });

    public static CommandAnswer Show(CloudOptions options, string kind, string id, string? community) => Read(options, reader =>
    {
        var table = RegistryText.Kinds[kind];
        var found = reader.Rows(community).Of(table).Where(row => RegistryText.Means(row.Key, id)).ToList();
        if (found.Count == 0) return new(ExitCode.Wrong, [$"there is no {table.Noun} with the id {Terminal.Quote(id)}{(community is null ? "" : $" in {community}")}"]);
        return new(ExitCode.Done, [.. found.Take(MostRows).SelectMany(row => RegistryText.Row(table, row.Key, row.Value, reader.Log(row.Key, null, 1) is [var last] ? last : null))]);
    });

    public static CommandAnswer Log(CloudOptions options, string? of, DateOnly? from, int most) => Read(options, reader =>
    {
        var entries = reader.Log(of, from?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), most);
        if (entries.Count == 0) return new(ExitCode.Done, ["no changes"]);
        return new(ExitCode.Done, [.. entries.SelectMany(entry => Lines(reader, entry, of))]);
    });

    private static IEnumerable<string> Lines(RegistryReader reader, LogEntry entry, string? of)
    {
        yield return RegistryText.Version(entry);
        if (of is null) yield break;
        foreach (var change in reader.ChangeSet(entry.Version)!.Changes.Where(change => RegistryText.Means(change.Key, of)))
        {
            foreach (var line in RegistryText.Change(change)) yield return line;
        }
    }

    private static CommandAnswer NoCommunity(RegistryReader reader, string community) =>
        new(ExitCode.Wrong, [$"there is no community {Terminal.Quote(community)}: {(reader.Communities is { Count: > 0 } known ? $"give one of {string.Join(", ", known)}" : "the registry is empty")}"]);

    private static CommandAnswer Read(CloudOptions options, Func<RegistryReader, CommandAnswer> read)
    {
        using var database = new RegistryDatabase(options.Registry);
        try
        {
            return read(new RegistryReader(database));
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            return new(ExitCode.Failed, [e.Message]);
        }
    }
}
