using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Ingest.Tests.Receiving;

public sealed class IngestServiceTests
{
    private static readonly TimeSpan Patience = Eventually.Patience;

    [Fact]
    public async Task Over_a_real_broker_everything_is_journaled_though_broker_and_cloud_come_and_go()
    {
        using var directory = new TemporaryDirectory("ingest-service");
        await using var broker = await MosquittoBroker.StartAsync();
        var model = new SimulatedGateway("C1", "G1", 3, TimeProvider.System, seed: 1);
        await using var gateway = new ConnectedGateway(model, broker.Port);
        gateway.Start();
        await using (var cloud = await RunningCloud.StartAsync(broker.Port, directory))
        {
            gateway.Append(100);
            await gateway.LevelAsync("the first batches");
            broker.Kill();
            gateway.Append(100);
            await Eventually.EqualAsync(IngestCondition.BrokerUnavailable, () => cloud.Health.Condition, Patience, "the broker is missed");
            await broker.RestartAsync();
            await gateway.LevelAsync("what was made while the broker was away");
        }

        gateway.Append(100);
        await using var again = await RunningCloud.StartAsync(broker.Port, directory);
        await gateway.LevelAsync("what was made while the cloud was away");
        JournalAudit.HoldsExactlyWhatWasMade(EntriesOf(again.Journal), model);
        Assert.Equal(300, again.Journal.Streams().Sum(stream => (long)stream.Committed));
    }

    [Fact]
    public async Task A_full_journal_disk_says_so_and_once_there_is_room_everything_arrives()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        using var directory = new TemporaryDirectory("ingest-service");
        await using var broker = await MosquittoBroker.StartAsync();
        var model = new SimulatedGateway("C1", "G1", 2, TimeProvider.System, seed: 1);
        await using var gateway = new ConnectedGateway(model, broker.Port);
        await using var cloud = await RunningCloud.StartAsync(broker.Port, directory, vfs.Name);
        gateway.Start();
        gateway.Append(10);
        await gateway.LevelAsync("the first batches");

        vfs.Disk.CapacityBytes = vfs.Disk.UsedBytes;
        gateway.Append(500);
        await Eventually.EqualAsync(IngestCondition.JournalUnavailable, () => cloud.Health.Condition, Patience, "the full disk is noticed");
        Assert.NotNull(cloud.Health.Detail);
        Assert.True(gateway.Locked(g => g.Committed) <= cloud.Journal.Streams().Single().Committed);

        vfs.Disk.CapacityBytes = null;
        await gateway.LevelAsync("all of it, once there is room");
        await Eventually.EqualAsync(IngestCondition.Listening, () => cloud.Health.Condition, Patience, "the cloud says that it listens");
        JournalAudit.HoldsExactlyWhatWasMade(EntriesOf(cloud.Journal), model);
    }

    [Fact]
    public async Task A_STATE_timestamp_that_cannot_be_written_after_a_reconnect_does_not_end_the_cloud()
    {
        using var directory = new TemporaryDirectory("ingest-service");
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await RunningCloud.StartAsync(broker.Port, directory);
        await Eventually.EqualAsync(IngestCondition.Listening, () => cloud.Health.Condition, Patience, "the cloud listens");

        // What replaces the file of the STATE timestamp cannot be created: access is denied, as to a directory that was made read-only.
        Directory.CreateDirectory(directory.File("state-timestamp.new"));
        broker.Kill();
        await Eventually.EqualAsync(IngestCondition.BrokerUnavailable, () => cloud.Health.Condition, Patience, "the broker is missed");
        await broker.RestartAsync();
        await Eventually.EqualAsync(IngestCondition.Listening, () => cloud.Health.Condition, Patience, "the cloud listens again");
    }

    [Fact]
    public async Task A_broker_that_takes_small_packets_only_is_named_with_both_sizes()
    {
        using var directory = new TemporaryDirectory("ingest-service");
        await using var broker = await MosquittoBroker.StartAsync(new MosquittoOptions { Lines = ["max_packet_size 150"] });
        await using var cloud = await RunningCloud.StartAsync(broker.Port, directory);
        await Eventually.ThatAsync(
            () => cloud.Health is { Condition: IngestCondition.BrokerUnavailable, Detail: { } detail } && detail.Contains("Maximum Packet Size", StringComparison.Ordinal),
            Patience, "the size is named", () => $"{cloud.Health.Condition} {cloud.Health.Detail}");
    }

    [Fact]
    public async Task The_status_says_where_everything_stands()
    {
        using var directory = new TemporaryDirectory("ingest-service");
        await using var broker = await MosquittoBroker.StartAsync();
        await using var gateway = new ConnectedGateway(new SimulatedGateway("C1", "G1", 2, TimeProvider.System, seed: 1), broker.Port);
        await using var cloud = await RunningCloud.StartAsync(broker.Port, directory);
        gateway.Start();
        gateway.Append(20);
        await gateway.LevelAsync("everything is journaled");
        await Eventually.ThatAsync(
            () => cloud.Status.Gateways is [{ Gateway: "C1/G1", IsOnline: true, Committed: 20, Backlog: 0 }], Patience, "the gateway is in the status");
        var status = cloud.Status;
        Assert.Equal(IngestCondition.Listening, status.Condition);
        Assert.Equal(cloud.Journal.LastId, status.JournalLastId);
        Assert.Equal(20, status.Counts["Batch"]);
        Assert.Empty(status.DeadLetters);
    }

    private static List<JournalEntry> EntriesOf(Journal journal)
    {
        var entries = new List<JournalEntry>();
        while (journal.Read(entries.Count, 10_000) is { Count: > 0 } more)
            entries.AddRange(more);
        return entries;
    }
}
