namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>What a rule without a model, such as a hold-off, takes for somebody who is there: a level while it is at least so high, or each change of it.</summary>
/// <param name="From">The level; infinite for a sensor that such a rule cannot use.</param>
/// <param name="IsChange">Each step to the other side of the level counts, and not the time above it.</param>
internal readonly record struct RuleLevel(double From, bool IsChange)
{
    /// <summary>A door that moves says that somebody comes or goes, whether it is open or closed afterwards.</summary>
    public static RuleLevel OnChange => new(1, true);

    public static RuleLevel Never => new(double.PositiveInfinity, false);

    public static RuleLevel WhileFrom(double level) => new(level, false);
}
