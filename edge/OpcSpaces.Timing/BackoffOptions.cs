namespace OpcSpaces.Timing;

/// <summary>How long a <see cref="Backoff"/> waits.</summary>
/// <param name="First">The bound of the first pause; not negative.</param>
/// <param name="Longest">The bound that no pause exceeds; not below <paramref name="First"/>.</param>
public sealed record BackoffOptions(TimeSpan First, TimeSpan Longest)
{
    public BackoffOptions(int firstMs, int longestMs)
        : this(TimeSpan.FromMilliseconds(firstMs), TimeSpan.FromMilliseconds(longestMs))
    {
    }

    /// <summary>By how much the bound grows with each failure in a row; at least 1.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>
    /// The part of a pause that is random, from 0 (every pause is its bound) to 1 (a pause is anything from zero to its bound). With 1,
    /// many gateways whose broker comes back spread over the bound by themselves.
    /// </summary>
    public double Jitter { get; init; } = 1;

    /// <summary>Every fault at once; empty when a back-off may use these options.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (First < TimeSpan.Zero)
            faults.Add($"{nameof(First)} {First} must not be negative");
        if (Longest < First)
            faults.Add($"{nameof(Longest)} {Longest} must not be below {nameof(First)} {First}");
        if (!(Factor >= 1 && double.IsFinite(Factor)))
            faults.Add($"{nameof(Factor)} {Factor} must be at least 1");
        if (Jitter is not (>= 0 and <= 1))
            faults.Add($"{nameof(Jitter)} {Jitter} must be between 0 and 1");
        return faults;
    }
}
