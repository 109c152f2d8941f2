using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.EndToEnd.Tests.Faults.Backups;

/// <summary>The cloud comes back with yesterday's data directory.</summary>
public sealed class RestoredBackupTests
{
    private const int Desks = 20;
    private const int Forgotten = 20;

    [Fact]
    public async Task Gateways_send_again_what_they_still_hold_and_what_no_gateway_holds_any_more_is_declared_as_a_gap()
    {
        await using var bench = await FaultBench.StartAsync();
        var keeping = await bench.AddGatewayAsync("gw-keeps", Desks);
        var forgetting = await bench.AddGatewayAsync("gw-forgets", Desks);
        keeping.BeginToFlip(Desks);
        forgetting.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(forgetting, more: 10);

        Assert.Equal(0, await bench.Cloud.Process.StopAsync());
        var backup = bench.Directory.File("backup");
        Copy(bench.Cloud.DataDirectory, backup);
        ulong atBackup;
        using (var journal = new JournalCopy(Path.Combine(backup, "journal.db"))) atBackup = journal.Streams().Single(stream => stream.Key.Gateway == forgetting.Name).Value;

        await bench.Cloud.RestartAsync();
        await FaultBench.UntilCommittedAsync(keeping, more: 30);
        await FaultBench.UntilCommittedAsync(forgetting, more: 30);
        await forgetting.StopAsync();
        forgetting.Forget(atBackup + Forgotten);
        Assert.Equal(0, await bench.Cloud.Process.StopAsync());
        Directory.Delete(bench.Cloud.DataDirectory, recursive: true);
        Copy(backup, bench.Cloud.DataDirectory);

        await bench.Cloud.RestartAsync();
        forgetting.Start();
        await bench.UntilAsync(report => report.Count("Gap") == 1 && report.Count("GapRow") == Forgotten, "the status to tell of the gap");
        await FaultBench.UntilCommittedAsync(forgetting, more: 20);
        await bench.UntilLevelAsync();
        await bench.StopAsync();

        using var restored = new JournalCopy(bench.JournalPath);
        AssertKeptWhole(restored, keeping);
        var gap = Assert.Single(restored.Entries(), entry => entry.Kind == JournalKind.Gap);
        Assert.Equal((forgetting.Name, atBackup + Forgotten), (gap.Gateway, gap.Sequence));
        AssertContinuous(restored, forgetting.Name, atBackup, gap.Sequence);
        Difference.AssertNone(await bench.CompareSeriesAsync(JournaledReadings.Read(restored), series: null));
    }

    private static void AssertKeptWhole(JournalCopy journal, RestlessGateway gateway)
    {
        var record = gateway.Record();
        var sequences = journal.Entries().Where(entry => entry.Gateway == gateway.Name && entry.Kind == JournalKind.Data).Select(entry => entry.Sequence);
        Assert.Equal(record.Outbox.Rows.Select(row => row.Sequence), sequences);
        var differences = new List<Difference>();
        var check = new StreamCheck(record, differences);
        foreach (var entry in journal.Entries().Where(entry => entry.Gateway == gateway.Name))
        {
            if (entry.Kind is JournalKind.NodeBirth or JournalKind.DeviceBirth) check.OnBirth(entry);
            else if (entry.Kind == JournalKind.Data) check.OnBatch(entry);
        }

        check.Finish(record.Outbox.Rows[^1].Sequence);
        Difference.AssertNone(differences);
    }

    private static void AssertContinuous(JournalCopy journal, string gateway, ulong lastBefore, ulong gapEnd)
    {
        var sequences = journal.Entries().Where(entry => entry.Gateway == gateway && entry.Kind == JournalKind.Data).Select(entry => entry.Sequence).ToList();
        var expected = Enumerable.Range(1, (int)lastBefore).Concat(Enumerable.Range((int)gapEnd + 1, (int)(sequences[^1] - gapEnd))).Select(sequence => (ulong)sequence);
        Assert.Equal(expected, sequences);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
