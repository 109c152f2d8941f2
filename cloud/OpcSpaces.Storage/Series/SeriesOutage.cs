namespace OpcSpaces.Storage.Series;

/// <summary>A store that takes nothing at present: what is journaled waits for it.</summary>
/// <param name="Since">When the first attempt failed.</param>
/// <param name="Why">What the last attempt that failed met, in the server's words.</param>
/// <param name="Mend">What a person can do about it; null when it may well pass by itself.</param>
public sealed record SeriesOutage(DateTimeOffset Since, string Why, string? Mend);
