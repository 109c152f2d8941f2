namespace OpcSpaces.Answers.Privacy;

/// <summary>That something was deleted.</summary>
/// <param name="Id">Grows with each entry.</param>
/// <param name="At">When it was logged, right after it was done.</param>
/// <param name="Kind">What kind of data, such as <c>raw-readings</c>.</param>
/// <param name="Community">Of which community; empty where it was of no single one.</param>
/// <param name="From">The first time of what was deleted; null where nobody knows.</param>
/// <param name="To">The last time, or where it is not known the time before which everything was deleted.</param>
/// <param name="Count">How many entries, readings or records; null where the server does not say, and in the log of a community for what was of no single one.</param>
/// <param name="Rule">The setting that asked for it with its value, such as <c>privacy.rawDays=30</c>.</param>
public sealed record DeletionEntry(long Id, DateTimeOffset At, string Kind, string Community, DateTimeOffset? From, DateTimeOffset To, long? Count, string Rule);
