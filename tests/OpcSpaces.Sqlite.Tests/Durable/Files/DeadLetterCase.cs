using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Storage.DeadLetters;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The cloud's dead letters, whose first version did not know of which journal it was.</summary>
internal sealed class DeadLetterCase : DurableFile
{
    public override string Name => "dead letters";

    public override string FileName => "dead-letters.db";

    public static DeadLetterTable Open(string directory, string fileName) =>
        new(new DeadLetterOptions { Path = Path.Combine(directory, fileName) }, NullLogger<DeadLetterTable>.Instance);

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1"] = path => Execute(path, "ALTER TABLE total DROP COLUMN journal; PRAGMA user_version = 1"),
    };

    public override Task WriteAsync(string directory)
    {
        using var letters = Open(directory, FileName);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
        letters.Add([.. Enumerable.Range(1, 50).Select(i => new DeadLetter(i, 0, at, "opc/hall", "unknown-metric", $"text {i}", new byte[1_000]))]);
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        using var letters = Open(directory, FileName);
        List<string> rows =
        [
            .. letters.ReadNewest(1_000).Select(letter => $"{letter.Id} {letter.PayloadBytes} {letter.Letter with { Payload = default }}"),
            .. letters.Counts.Select(count => count.ToString()),
        ];
        return Task.FromResult(new OpenedFile(rows, []));
    }
}
