using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.EndToEnd.Tests.Faults.Backups;

/// <summary>Somebody copies the disk of a gateway, and both machines run.</summary>
public sealed class CopiedOutboxTests
{
    private const int Desks = 20;

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task Everything_that_either_machine_made_is_in_the_journal_although_both_grew_from_one_outbox(BrokerKind broker)
    {
        await using var bench = await FaultBench.StartAsync(broker);
        var original = await bench.AddGatewayAsync("gw-1", Desks);
        original.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(original, more: 10);
        await original.StopAsync();
        using var copied = new TemporaryDirectory("copied-gateway");
        foreach (var file in Directory.EnumerateFiles(original.Config.DataDirectory)) File.Copy(file, copied.File(Path.GetFileName(file)));
        original.Start();
        await UntilOpenAsync(original);
        await FaultBench.UntilCommittedAsync(original, more: 20);
        var committed = original.Health!.Committed;
        var shared = original.Health.Epoch;

        // The copy has no network yet, and grows past all that the cloud has of the original.
        List<WitnessNote> made = [];
        await using (var alone = new RestlessGateway("gw-1", FreePort.Next(), Desks, config => config with { DataDirectory = copied.FullPath }))
        {
            alone.BeginToFlip(Desks);
            await Eventually.ThatAsync(() => alone.Health?.Last > committed + 20, FaultBench.Patience, "the copy to be ahead", () => $"{alone.Health}");
            await alone.CalmAsync();
            await alone.StopAsync();
            made.AddRange(alone.Record().Notes);
        }

        // Now both are in session under one name, and throw each other out.
        await using (var copy = new RestlessGateway("gw-1", bench.BrokerPort, Desks, config => config with { DataDirectory = copied.FullPath }))
        {
            copy.BeginToFlip(Desks);
            await Eventually.ThatAsync(() => copy.Health is { } health && health.Epoch != shared, FaultBench.Patience, "the copy to begin an epoch of its own", () => $"{copy.Health}");
            await FaultBench.UntilMadeAsync(copy, more: 20);
            await FaultBench.UntilMadeAsync(original, more: 20);
            await original.StopAsync();
            await copy.CalmAsync();
            await UntilLevelAsync(copy);
            await copy.StopAsync();
            made.AddRange(copy.Record().Notes);
        }

        original.Start();
        await original.CalmAsync();
        await UntilLevelAsync(original);
        await bench.UntilAsync(report => report.Count("NewEpoch") >= 1, "the status to tell of the new epoch");
        await bench.StopAsync();
        made.AddRange(original.Record().Notes);

        using var journal = new JournalCopy(bench.JournalPath);
        var hashes = HashesOf(journal);
        Assert.DoesNotContain(made, note => !hashes.Contains(Convert.ToHexString(note.ContentHash)));
        var replacement = journal.Entries().First(entry => entry.Kind == JournalKind.NewEpoch);
        Assert.Equal(original.Name, replacement.Gateway);
        Assert.Contains($"\"previous\":{shared}", System.Text.Encoding.UTF8.GetString(replacement.Payload), StringComparison.Ordinal);
    }

    private static Task UntilOpenAsync(RestlessGateway gateway) =>
        Eventually.ThatAsync(() => gateway.Health is not null, FaultBench.Patience, $"{gateway.Name} to have its outbox");

    private static Task UntilLevelAsync(RestlessGateway gateway) => Eventually.ThatAsync(
        () => gateway.Health is { Backlog: 0, ReadingsUnsaved: 0, Connected: true }, FaultBench.Patience, "everything to be committed", () => $"{gateway.Health}");

    private static HashSet<string> HashesOf(JournalCopy journal)
    {
        var births = new Dictionary<string, BirthCertificate>();
        var hashes = new HashSet<string>();
        var hasher = new ContentHasher();
        var sha256 = new byte[OutboxChain.HashBytes];
        foreach (var entry in journal.Entries())
        {
            if (entry.Kind is JournalKind.NodeBirth or JournalKind.DeviceBirth && BirthCertificate.TryRead(entry.Payload, out var birth, out _))
                births[entry.Device ?? ""] = birth!;
            if (entry.Kind != JournalKind.Data) continue;
            var certificate = births[entry.Device ?? ""];
            Assert.True(hasher.TryHash(entry.Payload, certificate.EpochAlias!.Value, certificate.SequenceAlias!.Value, certificate.TombstoneAlias, sha256));
            hashes.Add(Convert.ToHexString(sha256));
        }

        return hashes;
    }
}
