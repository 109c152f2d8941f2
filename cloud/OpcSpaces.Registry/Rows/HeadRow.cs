namespace OpcSpaces.Registry.Rows;

/// <summary>The one row that says how far the database is. Whoever writes changes it first, so that there is one writer at a time.</summary>
internal sealed class HeadRow
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    /// <summary>A random number that names this database in the journal, 63 bits and not 0.</summary>
    public long Epoch { get; set; }

    /// <summary>The newest version.</summary>
    public long Version { get; set; }

    /// <summary>The number of the newest part of a change set, over all versions; its sequence in the journal.</summary>
    public long Sequence { get; set; }
}

/// <summary>One version: who, when, why.</summary>
internal sealed class ChangeSetRow
{
    public long Version { get; set; }

    public DateTimeOffset At { get; set; }

    public string Who { get; set; } = "";

    public string Why { get; set; } = "";

    /// <summary>The version that it takes back.</summary>
    public long? Undoes { get; set; }
}

/// <summary>The bytes of one part of a version, as the journal has them.</summary>
internal sealed class ChangePartRow
{
    public long Sequence { get; set; }

    public long Version { get; set; }

    public byte[] Content { get; set; } = [];
}

/// <summary>That a version touched a row: the index of the audit trail. The values are in the parts.</summary>
internal sealed class ChangedRow
{
    public long Version { get; set; }

    /// <summary>Within the version, from 1.</summary>
    public int Number { get; set; }

    public string Table { get; set; } = "";

    public string Key { get; set; } = "";

    public OpcSpaces.Model.Registry.Changes.RowAction Action { get; set; }

    /// <summary>The names of the fields, separated by semicolons.</summary>
    public string Fields { get; set; } = "";
}
