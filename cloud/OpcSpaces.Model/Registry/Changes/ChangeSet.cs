namespace OpcSpaces.Model.Registry.Changes;

/// <summary>Changes that took effect together, as one version of the registry: who made them, when and why.</summary>
/// <param name="Version">1 for the first of a database; one more for each.</param>
/// <param name="At">When, in whole milliseconds.</param>
/// <param name="Who">The person or the program.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Undoes">The version that it takes back; null for none.</param>
/// <param name="Changes">In the order of <see cref="RegistryTables.All"/>, then of keys.</param>
public sealed record ChangeSet(long Version, DateTimeOffset At, string Who, string Why, long? Undoes, IReadOnlyList<RowChange> Changes)
{
    /// <summary>What a person wrote is not longer than this, in characters.</summary>
    public const int MostText = 1_000;
}
