using OpcSpaces.Ingest.Receiving;
using OpcSpaces.Testing;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The timestamp of the host's last STATE: a number of milliseconds as text, without versions.</summary>
internal sealed class StateTimestampCase : DurableFile
{
    public override string Name => "state timestamp";

    public override string FileName => "state-timestamp";

    public override Task WriteAsync(string directory)
    {
        Open(directory, new RecordingLogger()).Write(1_790_000_000_123);
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        var log = new RecordingLogger();
        return Task.FromResult(new OpenedFile(Open(directory, log).Read() is { } timestamp ? [$"{timestamp}"] : [], log.Messages));
    }

    private StateTimestampFile Open(string directory, RecordingLogger log) => new(Path.Combine(directory, FileName), log);
}
