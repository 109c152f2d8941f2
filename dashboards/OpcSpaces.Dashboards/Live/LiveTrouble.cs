namespace OpcSpaces.Dashboards.Live;

/// <summary>Something has stopped, and the page says so.</summary>
/// <param name="What">What has stopped and what still works: a sentence.</param>
/// <param name="Since">Server time.</param>
/// <param name="Why">The fault, in the words of the part that failed.</param>
/// <param name="Fix">What a person can do: a sentence; null when the fault may pass by itself.</param>
public sealed record LiveTrouble(string What, DateTimeOffset Since, string Why, string? Fix);
