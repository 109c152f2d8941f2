namespace OpcSpaces.Storage.Journaling;

/// <summary>One durable entry. Ids start at 1 and have no holes. The payload is shared between readers: never change it.</summary>
/// <param name="Id">The place in the journal.</param>
/// <param name="ReceivedAt">When the cloud received it, in whole milliseconds.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Gateway">"group/node"; empty for <see cref="JournalKind.HostStart"/> and <see cref="JournalKind.Clock"/>, "registry" for <see cref="JournalKind.RegistryChange"/> and <see cref="JournalKind.RegistryHead"/>.</param>
/// <param name="Device">The zone; null for what the gateway itself said.</param>
/// <param name="Epoch">The outbox epoch; 0 when there is none.</param>
/// <param name="Sequence">The outbox sequence; 0 when there is none.</param>
/// <param name="Payload">The message as it came.</param>
public sealed record JournalEntry(
    long Id, DateTimeOffset ReceivedAt, JournalKind Kind, string Gateway, string? Device, ulong Epoch, ulong Sequence, byte[] Payload);
