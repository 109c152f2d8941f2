using System.Buffers;
using System.Security.Cryptography;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Testing;

/// <summary>Follows the outbox chains over a journal's entries, with the contract in hand and none of the receiver's code.</summary>
internal static class ChainAudit
{
    /// <summary>The last link of every stream without a gap.</summary>
    public static Dictionary<(string Gateway, ulong Epoch), ChainLink> Recompute(IEnumerable<JournalEntry> entries)
    {
        var births = new Dictionary<(string, string?), BirthCertificate>();
        var links = new Dictionary<(string, ulong), ChainLink>();
        foreach (var entry in entries)
        {
            if (entry.Kind is JournalKind.NodeBirth or JournalKind.DeviceBirth)
            {
                Assert.True(BirthCertificate.TryRead(entry.Payload, out var birth, out _));
                births[(entry.Gateway, entry.Device)] = birth!;
            }
            else if (entry.Kind == JournalKind.Data)
            {
                var birth = births[(entry.Gateway, entry.Device)];
                var content = new ArrayBufferWriter<byte>();
                Assert.True(CanonicalContent.Extract(entry.Payload, birth.EpochAlias!.Value, birth.SequenceAlias!.Value, content));
                var stream = (entry.Gateway, entry.Epoch);
                var previous = entry.Sequence == 1 ? ChainLink.Genesis(entry.Epoch) : links[stream];
                links[stream] = previous.Next(entry.Sequence, entry.Device ?? "", SHA256.HashData(content.WrittenSpan));
            }
        }
        return links;
    }
}
