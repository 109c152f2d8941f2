namespace OpcSpaces.EndToEnd.Tests.Faults.Killing;

/// <summary>How a <see cref="Chaos"/> goes about it.</summary>
internal sealed record ChaosOptions
{
    public required int Kills { get; init; }

    /// <summary>Between two kills, in ms; drawn anew each time.</summary>
    public (int Least, int Most) PauseMs { get; init; } = (100, 2_500);

    /// <summary>From a kill to the start that follows it, in ms.</summary>
    public (int Least, int Most) DownMs { get; init; } = (20, 2_500);

    /// <summary>Share of the kills that come hard upon the one before, so that two parts are down at once.</summary>
    public double Together { get; init; } = 0.25;
}
