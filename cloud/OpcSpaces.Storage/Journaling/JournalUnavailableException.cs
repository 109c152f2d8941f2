namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// The journal's disk did not take the group (full, or an I/O error): nothing of it is durable and nothing may be acknowledged.
/// The same journal can be used again when the disk is well.
/// </summary>
public sealed class JournalUnavailableException(string message, bool diskIsFull, Exception inner) : Exception(message, inner)
{
    public bool DiskIsFull { get; } = diskIsFull;
}
