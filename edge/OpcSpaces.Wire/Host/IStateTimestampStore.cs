namespace OpcSpaces.Wire.Host;

/// <summary>
/// Keeps the last STATE timestamp that was used on one broker, in ms since 1970, because edge nodes ignore an online message that
/// is older than the last one (tck-id-operational-behavior-host-application-multi-server-timestamp: one store per broker).
/// </summary>
public interface IStateTimestampStore
{
    /// <summary>Null when none was used yet.</summary>
    long? Read();

    /// <summary>Returns when <paramref name="timestampMs"/> is on disk, or when the store has reported that the disk does not accept it.</summary>
    void Write(long timestampMs);
}
