using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Ingest.Tests.Receiving;

public sealed class JournalTroubleTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly TemporaryDirectory _directory = new("journal-trouble");
    private readonly SimulatedGateway _gateway;

    public JournalTroubleTests() => _gateway = new SimulatedGateway("C1", "G1", 2, _time, seed: 1) { RetainedRows = 4 };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void While_the_disk_is_full_nothing_is_acknowledged_and_afterwards_all_of_it_arrives()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        using var cloud = new TestCloud(_time, _directory, vfs.Name);
        cloud.Deliver(_gateway.Connect());
        Exchange(cloud);
        vfs.Disk.CapacityBytes = vfs.Disk.UsedBytes + 4_096;
        for (var i = 0; i < 50; i++)
            _gateway.Append(20);

        Assert.Throws<JournalUnavailableException>(() => cloud.Deliver(_gateway.Send(50)));
        Assert.All(cloud.Watermarks, watermark => Assert.True(watermark.Command.Committed <= cloud.Journal.Streams().Single().Committed));
        Assert.Equal(1, cloud.Counters[IngestEvent.CommitFailure]);
        Hear(cloud);
        vfs.Disk.CapacityBytes = vfs.Disk.UsedBytes;
        Assert.Throws<JournalUnavailableException>(cloud.Receiver.Open);

        vfs.Disk.CapacityBytes = null;
        cloud.Receiver.Open();
        cloud.Deliver(_gateway.Births());
        Exchange(cloud);
        cloud.Deliver(_gateway.Send(100));
        Exchange(cloud);
        Assert.True(_gateway.IsLevel);
        JournalAudit.HoldsExactlyWhatWasMade(cloud.Entries(), _gateway);
    }

    [Fact]
    public void Restored_from_a_backup_the_cloud_gets_again_what_the_gateways_still_hold()
    {
        using var cloud = new TestCloud(_time, _directory);
        _gateway.RetainedRows = 100;
        RunThroughABackup(cloud);
        JournalAudit.HoldsExactlyWhatWasMade(cloud.Entries(), _gateway);
        Assert.DoesNotContain(cloud.Entries(), entry => entry.Kind == JournalKind.Gap);
    }

    [Fact]
    public void Restored_from_a_backup_the_cloud_declares_as_a_gap_what_no_gateway_holds_any_more()
    {
        using var cloud = new TestCloud(_time, _directory);
        _gateway.RetainedRows = 2;
        RunThroughABackup(cloud);
        var entries = cloud.Entries();
        var gap = Assert.Single(entries, entry => entry.Kind == JournalKind.Gap);
        Assert.Equal("""{"first":4,"last":4}"""u8, gap.Payload);
        Assert.Equal([1ul, 2, 3, 5, 6, 7], entries.Where(e => e.Kind == JournalKind.Data).Select(e => e.Sequence));
    }

    /// <summary>Three batches, a backup, three more, the backup again, one more.</summary>
    private void RunThroughABackup(TestCloud cloud)
    {
        cloud.Deliver(_gateway.Connect());
        AppendAndSend(cloud, 3);
        cloud.Stop();
        File.Copy(cloud.JournalPath, cloud.JournalPath + ".backup");
        cloud.Start();
        cloud.Deliver(_gateway.Births());
        AppendAndSend(cloud, 3);
        Assert.Equal(6ul, _gateway.Committed);

        cloud.Stop();
        File.Copy(cloud.JournalPath + ".backup", cloud.JournalPath, overwrite: true);
        cloud.Start();
        cloud.Deliver(_gateway.Births());
        Exchange(cloud);
        // What the cloud said may lie before what the gateway believed: it goes back, with a birth that says what it holds.
        cloud.Deliver(_gateway.Births());
        Exchange(cloud);
        AppendAndSend(cloud, 1);
        Assert.True(_gateway.IsLevel);
    }

    private void AppendAndSend(TestCloud cloud, int batches)
    {
        for (var i = 0; i < batches; i++)
            _gateway.Append(3);
        cloud.Deliver(_gateway.Send(100));
        Exchange(cloud);
    }

    private void Exchange(TestCloud cloud)
    {
        _time.Advance(TimeSpan.FromMilliseconds(100));
        cloud.Receiver.Tick();
        Hear(cloud);
    }

    private void Hear(TestCloud cloud)
    {
        foreach (var (_, watermark) in cloud.Watermarks)
            _gateway.OnCommitted(watermark);
        cloud.Watermarks.Clear();
    }
}
