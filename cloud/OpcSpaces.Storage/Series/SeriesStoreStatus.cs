namespace OpcSpaces.Storage.Series;

/// <summary>How a store is doing.</summary>
/// <param name="Position">The journal entry up to which everything is durable there.</param>
/// <param name="Outage">Set while the last attempt has failed.</param>
/// <param name="LastFault">Why the last failed attempt failed; null when none did.</param>
/// <param name="PointsWritten">Since this process started.</param>
/// <param name="PointsRefused">Set aside as dead letters, since this process started.</param>
/// <param name="Retries">Attempts after the first, since this process started.</param>
public sealed record SeriesStoreStatus(
    long Position, SeriesOutage? Outage, string? LastFault, long PointsWritten, long PointsRefused, long Retries)
{
    /// <summary>Whether the last attempt reached it.</summary>
    public bool IsAvailable => Outage is null;
}
