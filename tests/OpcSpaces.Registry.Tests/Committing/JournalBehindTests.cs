using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Registry.Tests.Committing;

/// <summary>The journal's disk or the database is away for a while.</summary>
public sealed class JournalBehindTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new("registry");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_that_the_journal_does_not_take_is_stored_said_and_journaled_before_any_later_one()
    {
        using var disk = FaultyVfs.Register(new Random(1));
        using var bench = new RegistryBench(_folder.FullPath, null, disk);
        bench.Put(Sample.Rows());
        disk.Disk.CapacityBytes = disk.Disk.UsedBytes;

        Assert.Equal(new Committed(2, 1, 0, 0, IsJournaled: false), bench.Put(Sample.Tenant("t-2")));
        Assert.Contains(bench.Logger.Messages, message => message.StartsWith("Changes of the registry are stored and not yet in the journal", StringComparison.Ordinal));
        Assert.Contains("nothing more is changed until it does", Assert.Throws<RegistryUnavailableException>(() => bench.Put(Sample.Tenant("t-3"))).Message, StringComparison.Ordinal);
        Assert.Equal(2, bench.Reader.Version);

        disk.Disk.CapacityBytes = null;
        Assert.Equal(new Committed(3, 1, 0, 0, IsJournaled: true), bench.Put(Sample.Tenant("t-3")));
        Assert.Equal(3, bench.Fold().Version);
        Assert.Equal(bench.Reader.Rows(null).Lines(), bench.Fold().Rows.Lines());
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_and_tried_again_at_the_start_and_later()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.StopAsync();
        using var journal = new Journal(new JournalOptions { Path = _folder.File("journal.db") });
        var options = new RegistryOptions { Provider = DatabaseProvider.Postgresql, ConnectionString = $"{server.Address("postgres")};Timeout=5" };
        using var database = new RegistryDatabase(options);
        var (time, log) = (new FakeTimeProvider(), new RecordingLogger<RegistryService>());
        var store = new RegistryStore(database, journal, time, NullLogger<RegistryStore>.Instance);
        var health = new RegistryHealth(time);
        using var service = new RegistryService(store, health, options, time, log);

        await service.StartAsync(CancellationToken.None);
        Assert.StartsWith("The registry is away, and is tried again: ", Assert.Single(log.Messages), StringComparison.Ordinal);
        Assert.Equal(time.GetUtcNow(), health.Away!.Since);
        Assert.Throws<RegistryUnavailableException>(() => store.Commit(new RegistryEdit("eva", "x") { Put = [new District("a", "甲")] }));

        await server.RestartAsync();
        await TryUntilAsync(database.OpenForReading, "the registry to be opened");
        Assert.IsType<Committed>(store.Commit(new RegistryEdit("eva", "x") { Put = [new District("a", "甲")] }));
        await TryUntilAsync(() => health.Away is null, "the registry to be told to be back");

        await server.StopAsync();
        await TryUntilAsync(() => health.Away is not null, "the loss of an open database to be noticed");
        Assert.Contains("the PostgreSQL database of the registry cannot be used", health.Away!.Why, StringComparison.Ordinal);
        await server.RestartAsync();
        await TryUntilAsync(() => health.Away is null, "the registry to be told to be back again");
        await service.StopAsync(CancellationToken.None);

        Task TryUntilAsync(Func<bool> isSo, string what) => Eventually.ThatAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(options.RetryPauseMs));
                return isSo();
            },
            Eventually.Patience,
            what);
    }

    /// <summary>A start with the registry that the journal has last, or with the only one, writes nothing.</summary>
    [Fact]
    public void A_registry_that_comes_back_to_a_journal_is_told_to_it()
    {
        using var journal = new Journal(new JournalOptions { Path = _folder.File("journal.db") });
        var first = Use("first.db", store => Assert.IsType<Committed>(store.Commit(new RegistryEdit("eva", "x") { Put = [new District("a", "甲")] })));
        Use("first.db");
        Assert.Equal([JournalKind.RegistryChange], Kinds());
        var second = Use("second.db", store => Assert.IsType<Committed>(store.Commit(new RegistryEdit("eva", "x") { Put = [new District("b", "乙")] })));
        Use("first.db");
        // The second one was empty when it was first used.
        Assert.Equal([JournalKind.RegistryChange, JournalKind.RegistryHead, JournalKind.RegistryChange, JournalKind.RegistryHead], Kinds());
        var last = journal.Read(0, int.MaxValue)[^1];
        Assert.Equal((first.Epoch, 1UL), (last.Epoch, last.Sequence));
        Assert.NotEqual(first.Epoch, second.Epoch);

        JournalEntry Use(string file, Action<RegistryStore>? change = null)
        {
            var options = new RegistryOptions { Path = _folder.File(file) };
            using var database = new RegistryDatabase(options);
            var store = new RegistryStore(database, journal, new FakeTimeProvider(), NullLogger<RegistryStore>.Instance);
            Assert.True(store.Settle());
            change?.Invoke(store);
            Assert.True(store.Settle());
            return journal.Read(0, int.MaxValue)[^1];
        }

        IEnumerable<JournalKind> Kinds() => journal.Read(0, int.MaxValue).Select(entry => entry.Kind);
    }

    [Fact]
    public async Task A_registry_that_cannot_be_used_stops_the_start()
    {
        await File.WriteAllTextAsync(_folder.File("registry.db"), new string('x', 5_000));
        using var bench = new RegistryBench(_folder.FullPath, null);
        using var service = new RegistryService(bench.Store, new RegistryHealth(bench.Time), bench.Options, bench.Time, NullLogger<RegistryService>.Instance);
        await Assert.ThrowsAsync<RegistryRefusedException>(() => service.StartAsync(CancellationToken.None));
    }
}
