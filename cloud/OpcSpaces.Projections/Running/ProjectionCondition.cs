namespace OpcSpaces.Projections.Running;

/// <summary>What a projection does at present.</summary>
public enum ProjectionCondition
{
    /// <summary>It follows the journal.</summary>
    Running,

    /// <summary>A store or a disk is away. It retries until that is back.</summary>
    Waiting,

    /// <summary>A bug made it fail. It retries a few times.</summary>
    Failing,

    /// <summary>A bug made it fail too often at the same entry. It stays stopped until the process restarts.</summary>
    Stopped,
}
