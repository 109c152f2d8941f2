using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Tests.Journaling;

/// <summary>Drafts as tests need them; the payload is a function of gateway, epoch and sequence.</summary>
internal static class Drafts
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static JournalDraft HostStart => new(Start, JournalKind.HostStart, "", null, 0, 0, []);

    public static JournalDraft Birth(string gateway, string? device) => new(
        Start, device is null ? JournalKind.NodeBirth : JournalKind.DeviceBirth, gateway, device, 7, 0, Payload(gateway, 7, 0, 40));

    public static JournalDraft Data(string gateway, ulong epoch, ulong sequence, string? device = "zone-1", int bytes = 60) =>
        new(Start.AddSeconds(sequence), JournalKind.Data, gateway, device, epoch, sequence, Payload(gateway, epoch, sequence, bytes));

    public static JournalDraft Gap(string gateway, ulong epoch, ulong last) =>
        new(Start, JournalKind.Gap, gateway, null, epoch, last, []);

    public static string Describe(JournalDraft draft) => Describe(new JournalEntry(
        0, draft.ReceivedAt, draft.Kind, draft.Gateway, draft.Device, draft.Epoch, draft.Sequence, draft.Payload));

    public static string Describe(JournalEntry entry) =>
        $"{entry.ReceivedAt:O} {entry.Kind} {entry.Gateway} {entry.Device ?? "-"} {entry.Epoch} {entry.Sequence} {Convert.ToHexString(entry.Payload)}";

    private static byte[] Payload(string gateway, ulong epoch, ulong sequence, int bytes)
    {
        var payload = new byte[bytes];
        new Random(HashCode.Combine(gateway.Length, gateway[^1], (int)epoch, (int)sequence)).NextBytes(payload);
        return payload;
    }
}
