using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Importing;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.RegistryCommands;

/// <summary>Carries a request out, and says what came of it in sentences.</summary>
internal sealed class RegistryWork(RegistryStore store, RegistryReader reader, RegistryOptions options, TimeProvider time)
{
    private const int MostFaults = 100;

    public CommandAnswer Do(RegistryRequest request)
    {
        try
        {
            return request switch
            {
                { Undo: { } version } => Say(store.Undo(version, request.Who, request.Why), $"version {version}", "undone"),
                { Import: { } path } when Directory.Exists(path) => Folder(path, request),
                { Import: { } path } => DrawnFile(path, request),
                _ => new(ExitCode.Wrong, ["nothing was asked for"]),
            };
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            return new(ExitCode.Failed, [e.Message]);
        }
    }

    private CommandAnswer Folder(string path, RegistryRequest request)
    {
        var import = CommunityImport.FromFolder(store, path, request.Who, request.Why, request.CheckOnly, (decimal)options.AreaTolerancePercent);
        if (import.Outcome is null)
        {
            return Faults(import.Faults.Count, path, import.Faults.Kept.Select(fault => fault.ToString()));
        }

        var answer = Say(import.Outcome, path, "imported");
        return answer with { Lines = [.. answer.Lines, .. import.Differences.Take(MostFaults).Select(difference => $"note: {difference}")] };
    }

    private CommandAnswer DrawnFile(string path, RegistryRequest request)
    {
        Community drawn;
        try
        {
            drawn = SettingsFile.Read(path, SpacesReader.Community, CommunityRules.Faults);
        }
        catch (SettingsException e)
        {
            return Faults(e.Faults.Count, path, e.Faults.Select(fault => fault.ToString()));
        }

        store.Settle();
        var present = reader.Rows(drawn.Id);
        var known = present.Find<CommunityFacts>(drawn.Id);
        if ((known?.District ?? request.District) is not { } district) return new(ExitCode.Wrong, ["--district is missing: a community file does not say the district; add --district ID"]);
        var rows = DrawnCommunityRows.Of(drawn, present.Find<District>(district) ?? new District(district, district), request.TimeZone ?? known?.TimeZone ?? "Asia/Shanghai", time.GetUtcNow());
        return Say(CommunityImport.FromDrawnCommunity(store, present, rows, request.Who, request.Why, request.CheckOnly), path, "imported");
    }

    private static CommandAnswer Say(CommitOutcome outcome, string what, string done) => outcome switch
    {
        Committed committed => new(ExitCode.Done, [
            $"{what}: {done} as version {committed.Version} ({Rows(committed.Added, committed.Changed, committed.Removed)})",
            .. committed.IsJournaled ? Array.Empty<string>() : ["the change is stored; the journal does not take it now, and gets it as soon as it does"],
        ]),
        WouldCommit would => new(ExitCode.Done, [$"{what}: no faults; it would change the registry ({Rows(would.Added, would.Changed, would.Removed)})"]),
        Unchanged unchanged => new(ExitCode.Done, [$"{what}: the registry has exactly this (version {unchanged.Version}); nothing was changed"]),
        Refused refused => Faults(refused.Faults.Count, what, refused.Faults.Kept.Select(fault => fault.ToString())),
        Conflicting conflicting => new(ExitCode.Wrong, [$"{what}: not {done}, because others have changed the same since", .. conflicting.Conflicts.Take(MostFaults).Select(conflict => conflict.ToString())]),
        NothingToUndo nothing => new(ExitCode.Wrong, [$"{what}: not {done}: {nothing.Why}"]),
        _ => throw new InvalidOperationException($"{outcome} is not known."),
    };

    private static CommandAnswer Faults(int count, string what, IEnumerable<string> faults)
    {
        List<string> lines = [$"{what}: {Terminal.Count(count, "fault")}; nothing was changed", .. faults.Take(MostFaults)];
        if (count > MostFaults) lines.Add($"and {Terminal.Count(count - MostFaults, "more fault")}");
        return new(ExitCode.Wrong, lines);
    }

    private static string Rows(int added, int changed, int removed) =>
        string.Create(CultureInfo.InvariantCulture, $"{added:N0} added, {changed:N0} changed, {removed:N0} removed");
}
