namespace OpcSpaces.Storage.DeadLetters;

/// <summary>Something that could not be understood or stored, set aside.</summary>
/// <param name="JournalId">The journal entry it came from; null when it never became one.</param>
/// <param name="Item">Which part of that entry, counted from 0; 0 for the whole of it.</param>
/// <param name="ReceivedAt">When the cloud received it.</param>
/// <param name="Topic">Where it came from.</param>
/// <param name="Reason">A short code to count by, such as "unknown-metric".</param>
/// <param name="Text">What exactly was wrong.</param>
/// <param name="Payload">The bytes; stored up to a cap.</param>
public sealed record DeadLetter(
    long? JournalId, int Item, DateTimeOffset ReceivedAt, string Topic, string Reason, string Text, ReadOnlyMemory<byte> Payload);
