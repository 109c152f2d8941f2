namespace OpcSpaces.Edge.Outbox;

/// <summary>In which order batches are given up when the disk budget is short. Stored in the file, so the numbers never change.</summary>
public enum BatchKind
{
    /// <summary>Changes of state, which are given up last.</summary>
    State = 0,

    /// <summary>Periodic measurements, which later ones replace; they are given up first.</summary>
    Telemetry = 1,

    /// <summary>What remains of a batch whose readings were given up: hash, times and counts.</summary>
    Tombstone = 2,
}
