namespace OpcSpaces.Answers.Registry;

/// <summary>What a change did.</summary>
/// <param name="Version">The version of the registry that has it; null when it was only a check.</param>
/// <param name="Added">Rows that are new.</param>
/// <param name="Changed">Rows that are different.</param>
/// <param name="Removed">Rows that are gone.</param>
public sealed record ChangeResult(long? Version, int Added, int Changed, int Removed);
