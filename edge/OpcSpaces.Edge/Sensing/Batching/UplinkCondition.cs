namespace OpcSpaces.Edge.Sensing.Batching;

/// <summary>What happens to a batch that is appended now.</summary>
internal enum UplinkCondition
{
    /// <summary>It is committed and sent at once.</summary>
    Ready,

    /// <summary>It has to wait for a commit that is running, or behind batches that the cloud has not confirmed yet.</summary>
    Busy,

    /// <summary>There is no session with the cloud.</summary>
    Away,
}
