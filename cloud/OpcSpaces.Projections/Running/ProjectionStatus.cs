namespace OpcSpaces.Projections.Running;

/// <summary>How a projection is doing.</summary>
/// <param name="Name">Such as <c>live</c> or <c>series</c>.</param>
/// <param name="Position">The last journal entry that it has applied.</param>
/// <param name="Lag">How many journal entries it has not applied yet.</param>
/// <param name="Failures">How often it has failed since the process started.</param>
/// <param name="Condition">What it does at present.</param>
/// <param name="Since">When that began.</param>
/// <param name="Detail">The last failure, in words; null while it runs.</param>
public sealed record ProjectionStatus(
    string Name, long Position, long Lag, long Failures, ProjectionCondition Condition, DateTimeOffset Since, string? Detail)
{
    /// <summary>Whether somebody has to know of it.</summary>
    public bool IsTrouble => Condition != ProjectionCondition.Running;
}
