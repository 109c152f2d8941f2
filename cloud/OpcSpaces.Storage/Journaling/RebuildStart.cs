namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// Where a rebuild of the usage records begins in a journal of which something has expired: entries up to the position may have lost their content.
/// It is stored before the first of them does.
/// </summary>
/// <param name="Position">An entry of the journal.</param>
/// <param name="ReceivedAt">When that entry was received.</param>
/// <param name="Version">The version of the projection whose state it is.</param>
/// <param name="State">What that projection had counted up to the position, in its own bytes.</param>
public sealed record RebuildStart(long Position, DateTimeOffset ReceivedAt, int Version, byte[] State);
