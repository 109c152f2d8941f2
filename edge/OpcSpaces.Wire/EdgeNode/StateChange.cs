namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What a STATE message meant for an edge node.</summary>
internal enum StateChange
{
    /// <summary>Older than what is known, so it speaks of another connection of the host.</summary>
    Outdated,
    Online,
    Offline,
}
