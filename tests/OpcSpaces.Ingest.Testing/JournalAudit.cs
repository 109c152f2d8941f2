using System.Buffers;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Testing;

/// <summary>Compares what a gateway made with what the journal holds.</summary>
internal static class JournalAudit
{
    /// <summary>Every row of the gateway's present outbox is journaled, in order, once, byte for byte; older outboxes are prefixes.</summary>
    public static void HoldsExactlyWhatWasMade(IReadOnlyList<JournalEntry> entries, SimulatedGateway gateway)
    {
        foreach (var (epoch, made) in gateway.Made)
        {
            var held = entries.Where(e => e.Kind == JournalKind.Data && e.Gateway == gateway.Name && e.Epoch == epoch).ToList();
            Assert.Equal(Enumerable.Range(1, held.Count).Select(i => (ulong)i), held.Select(e => e.Sequence));
            if (epoch == gateway.Epoch)
                Assert.Equal(made.Count, held.Count);
            foreach (var (entry, row) in held.Zip(made))
                IsSame(entry, row, gateway);
        }
    }

    public static void IsSame(JournalEntry entry, OutboxRow row, SimulatedGateway gateway)
    {
        Assert.Equal(row.Sequence, entry.Sequence);
        Assert.Equal(row.Device, entry.Device);
        Assert.Equal(row.Content, ContentOf(entry, gateway));
    }

    public static byte[] ContentOf(JournalEntry entry, SimulatedGateway gateway)
    {
        var alias = SimulatedGateway.AliasBase(Array.IndexOf(gateway.Devices, entry.Device));
        var content = new ArrayBufferWriter<byte>();
        Assert.True(CanonicalContent.Extract(entry.Payload, alias, alias + 1, content));
        return content.WrittenSpan.ToArray();
    }
}
