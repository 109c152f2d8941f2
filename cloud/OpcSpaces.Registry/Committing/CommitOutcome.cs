using OpcSpaces.Model.Registry.Rules;

namespace OpcSpaces.Registry.Committing;

/// <summary>What became of an edit. Only <see cref="Committed"/> changed anything.</summary>
public abstract record CommitOutcome;

/// <summary>It is durable as this version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Added">Rows that are new.</param>
/// <param name="Changed">Rows that are different.</param>
/// <param name="Removed">Rows that are gone.</param>
/// <param name="IsJournaled">Whether it is in the journal too. If not, because the journal's disk is full or fails, it is brought there as soon as that is possible, before any later version.</param>
public sealed record Committed(long Version, int Added, int Changed, int Removed, bool IsJournaled) : CommitOutcome;

/// <summary>The registry has exactly this already; there is no new version.</summary>
/// <param name="Version">The version that stays.</param>
public sealed record Unchanged(long Version) : CommitOutcome;

/// <summary>It would be committed; asked for with <see cref="RegistryEdit.CheckOnly"/>.</summary>
/// <param name="Added">Rows that would be new.</param>
/// <param name="Changed">Rows that would be different.</param>
/// <param name="Removed">Rows that would be gone.</param>
public sealed record WouldCommit(int Added, int Changed, int Removed) : CommitOutcome;

/// <summary>It breaks rules.</summary>
public sealed record Refused(RegistryFaults Faults) : CommitOutcome;

/// <summary>Others have changed the same in the meantime.</summary>
public sealed record Conflicting(IReadOnlyList<RegistryConflict> Conflicts) : CommitOutcome;

/// <summary>The version that an undo should take back does not exist, or nothing of it can be taken back.</summary>
public sealed record NothingToUndo(string Why) : CommitOutcome;

/// <summary>A row that somebody else has changed.</summary>
/// <param name="Table">The table of the row.</param>
/// <param name="Key">Its key.</param>
/// <param name="Fields">The fields that they changed; empty when they added or removed the row.</param>
/// <param name="Version">The version that did.</param>
/// <param name="At">When.</param>
/// <param name="Who">The person or the program.</param>
/// <param name="Why">The reason that was given.</param>
public sealed record RegistryConflict(string Table, string Key, IReadOnlyList<string> Fields, long Version, DateTimeOffset At, string Who, string Why)
{
    public override string ToString() =>
        $"{Table} {Key}{(Fields.Count == 0 ? "" : $" ({string.Join(", ", Fields)})")} was changed by {Who} on {At:yyyy-MM-dd HH:mm} UTC, version {Version}: {Why}";
}
