using OpcSpaces.Testing;

namespace OpcSpaces.Access.Tests;

/// <summary>Tests that are the same on both databases.</summary>
public abstract class BothDatabases : IDisposable
{
    private readonly TemporaryDirectory _folder = new("access");
    private readonly Lazy<AccessBench> _bench;

    protected BothDatabases() => _bench = new(() => new AccessBench(_folder.FullPath, Postgres()));

    private protected AccessBench Bench => _bench.Value;

    public void Dispose()
    {
        if (_bench.IsValueCreated) Bench.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The connection string of an empty database; null for SQLite.</summary>
    protected abstract string? Postgres();
}
