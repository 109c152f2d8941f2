namespace OpcSpaces.Projections.Running;

/// <summary>Where a projection stands.</summary>
/// <param name="Name"><c>live</c>, <c>series</c>.</param>
/// <param name="Position">The last journal entry that it has taken in.</param>
/// <param name="Lag">Journal entries that it has not.</param>
/// <param name="Failures">How often it failed since the process started; it tries again.</param>
/// <param name="Detail">What went wrong last; null while it goes well.</param>
public sealed record ProjectionStatus(string Name, long Position, long Lag, long Failures, string? Detail);
