namespace OpcSpaces.Dashboards.Live;

/// <summary>Something does not work. The page says so, because it must not look as if everything did.</summary>
/// <param name="What">What does not work and what still does: a sentence.</param>
/// <param name="Since">Server time at which that began.</param>
/// <param name="Why">The reason, in the words of the part that failed.</param>
/// <param name="Fix">What a person can do: a sentence; null when it usually ends by itself.</param>
public sealed record LiveTrouble(string What, DateTimeOffset Since, string Why, string? Fix)
{
    /// <summary>The desks' states are no longer true: the page hides them as it does when the connection is lost.</summary>
    public bool HidesPlan { get; init; }
}
