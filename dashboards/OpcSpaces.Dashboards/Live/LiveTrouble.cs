namespace OpcSpaces.Dashboards.Live;

/// <summary>Something stands still, and the page must not look as if all were well.</summary>
/// <param name="What">What stands still, and what does not: a sentence.</param>
/// <param name="Since">Server time.</param>
/// <param name="Why">In the words of the part that failed.</param>
/// <param name="Mend">What a person can do: a sentence; null when it may well pass by itself.</param>
public sealed record LiveTrouble(string What, DateTimeOffset Since, string Why, string? Mend);
