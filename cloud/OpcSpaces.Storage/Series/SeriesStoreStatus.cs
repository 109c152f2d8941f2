namespace OpcSpaces.Storage.Series;

/// <summary>How a store is doing.</summary>
/// <param name="Position">The journal entry up to which everything is durable there.</param>
/// <param name="IsAvailable">Whether the last attempt reached it.</param>
/// <param name="LastFault">Why the last attempt that failed did; null when none did.</param>
/// <param name="PointsWritten">Since this process started.</param>
/// <param name="PointsRefused">Set aside as dead letters, since this process started.</param>
/// <param name="Retries">Attempts after the first, since this process started.</param>
public sealed record SeriesStoreStatus(
    long Position, bool IsAvailable, string? LastFault, long PointsWritten, long PointsRefused, long Retries);
