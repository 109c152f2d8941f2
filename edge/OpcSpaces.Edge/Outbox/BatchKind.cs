namespace OpcSpaces.Edge.Outbox;

/// <summary>What a batch is worth when the disk budget is short; stored, so the numbers never change.</summary>
public enum BatchKind
{
    /// <summary>Changes of state: given up last.</summary>
    State = 0,

    /// <summary>Periodic measurements, which later ones replace: given up first.</summary>
    Telemetry = 1,

    /// <summary>What is left of a batch whose readings were given up.</summary>
    Tombstone = 2,
}
