using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Bench;

/// <summary>Tests that are the same on both databases.</summary>
public abstract class BothDatabases : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new("notices");

    private protected NoticesBench Bench { get; private set; } = null!;

    private protected Receiver Receiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        Bench = new NoticesBench(_folder.FullPath, Postgres());
    }

    public async Task DisposeAsync()
    {
        Bench.Dispose();
        await Receiver.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The connection string of an empty database; null for SQLite.</summary>
    protected abstract string? Postgres();
}
