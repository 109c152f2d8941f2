using OpcSpaces.Edge.Sensing.Badges;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The key of a gateway's badges: one line of text, without versions.</summary>
internal sealed class BadgeKeyCase : DurableFile
{
    public override string Name => "badge key";

    public override string FileName => "badge.key";

    public override Task WriteAsync(string directory)
    {
        BadgeKeyFile.Write(Path.Combine(directory, FileName), "2026-11", [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return Task.FromResult(new OpenedFile([BadgeKeyFile.Read(path).ToSecretLine()], []));
    }
}
