namespace OpcSpaces.Storage.Journaling;

/// <summary>An entry to be written. The journal keeps the payload array: do not change it afterwards.</summary>
/// <param name="ReceivedAt">When the cloud received it; kept in whole milliseconds.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Gateway">"group/node"; empty for <see cref="JournalKind.HostStart"/> and <see cref="JournalKind.Clock"/>, "registry" for <see cref="JournalKind.RegistryChange"/> and <see cref="JournalKind.RegistryHead"/>.</param>
/// <param name="Device">The zone; null for what the gateway itself said.</param>
/// <param name="Epoch">The outbox epoch, 63 bits; 0 when there is none.</param>
/// <param name="Sequence">The outbox sequence, 63 bits; 0 when there is none.</param>
/// <param name="Payload">The message as it came.</param>
/// <param name="Chain">The outbox chain's link at this batch or behind this gap, 32 bytes, for <see cref="StreamPosition.Chain"/>; null when it is not known.</param>
public readonly record struct JournalDraft(
    DateTimeOffset ReceivedAt, JournalKind Kind, string Gateway, string? Device, ulong Epoch, ulong Sequence, byte[] Payload, byte[]? Chain = null);
