using OpcSpaces.Model.Registry.Rules;

namespace OpcSpaces.Registry.Committing;

/// <summary>What somebody wants to change: all of it takes effect, or nothing.</summary>
/// <param name="Who">The person or the program.</param>
/// <param name="Why">The reason.</param>
public sealed record RegistryEdit(string Who, string Why)
{
    /// <summary>Rows to add, or to put in the place of those with the same key.</summary>
    public IReadOnlyCollection<object> Put { get; init; } = [];

    /// <summary>Rows to remove, by table and key.</summary>
    public IReadOnlyCollection<RowName> Remove { get; init; } = [];

    /// <summary>Tables of one community of which <see cref="Put"/> has every row, so that all others are removed; null for none. An import replaces tables.</summary>
    public ReplacedTables? Replace { get; init; }

    /// <summary>The version that the editor saw. If one of the rows has changed since, the edit is refused; null to overwrite.</summary>
    public long? BasedOn { get; init; }

    /// <summary>Whether a fault of a rule is to be left out, because what it is about could not be read; null for none.</summary>
    public Func<RegistryFault, bool>? IsCovered { get; init; }

    /// <summary>Whether communities of <see cref="Put"/> that are there already go on giving figures of desks, or not giving them: an import that does not say it must not switch them on.</summary>
    public bool KeepsDeskFigures { get; init; }

    /// <summary>Finds every fault, and changes nothing.</summary>
    public bool CheckOnly { get; init; }
}

/// <summary>Names a row.</summary>
/// <param name="Table">The name of its table.</param>
/// <param name="Key">Its key.</param>
public readonly record struct RowName(string Table, string Key);

/// <summary>Tables of a community that are replaced as a whole.</summary>
/// <param name="Community">The community.</param>
/// <param name="Tables">The names of the tables.</param>
public sealed record ReplacedTables(string Community, IReadOnlySet<string> Tables);
