namespace OpcSpaces.Cloud.Privacy;

/// <summary>How the deletion of one kind of data is doing.</summary>
/// <param name="Kind">The kind, such as <c>raw-readings</c>.</param>
/// <param name="Rule">The setting with its value.</param>
/// <param name="IsRunning">Whether it deletes now.</param>
/// <param name="DoneAt">When a run last reached its end; null before the first.</param>
/// <param name="DoneBefore">Everything before this time is gone, apart from what <paramref name="HeldBack"/> names.</param>
/// <param name="Deleted">How much was deleted since the process started.</param>
/// <param name="HeldBack">Why something that is due is still there; null where nothing is.</param>
/// <param name="Fault">Why the last run failed; null where it did not.</param>
/// <param name="FaultSince">Since when runs fail.</param>
internal sealed record RetentionStatus(
    string Kind, string Rule, bool IsRunning, DateTimeOffset? DoneAt, DateTimeOffset? DoneBefore, long Deleted, string? HeldBack, string? Fault, DateTimeOffset? FaultSince);
