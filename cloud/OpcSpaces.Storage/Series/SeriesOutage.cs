namespace OpcSpaces.Storage.Series;

/// <summary>A store takes nothing at present: readings wait in the journal.</summary>
/// <param name="Since">When the first attempt failed.</param>
/// <param name="Why">What the last failed attempt got as an answer, in the server's words.</param>
/// <param name="Fix">What a person can do; null when the outage may end by itself.</param>
public sealed record SeriesOutage(DateTimeOffset Since, string Why, string? Fix);
