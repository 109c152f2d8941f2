using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The cloud's log of deletions.</summary>
internal sealed class DeletionLogCase : DurableFile
{
    public override string Name => "deletions";

    public override string FileName => "deletions.db";

    public override Task WriteAsync(string directory)
    {
        using var log = new DeletionLog(Path.Combine(directory, FileName));
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
        for (var i = 1; i <= 200; i++) log.Add(new Deletion("raw-readings", $"community-{i}", at, at.AddDays(1), i, "privacy.rawDays=30"), at.AddDays(31));
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        using var log = new DeletionLog(Path.Combine(directory, FileName));
        return Task.FromResult(new OpenedFile([.. log.Read(null, null, 1_000).Select(entry => entry.ToString())], []));
    }
}
