namespace OpcSpaces.Sqlite;

/// <summary>One kind of file.</summary>
public sealed record SqliteFormat
{
    /// <summary>For messages, with its article: "a journal".</summary>
    public required string What { get; init; }

    /// <summary>Four letters as a number, in the file's header.</summary>
    public required int ApplicationId { get; init; }

    /// <summary>Grows when the tables change.</summary>
    public required int Version { get; init; }

    /// <summary>Statements that make the tables.</summary>
    public required string Schema { get; init; }

    /// <summary>Statements that bring an older file to this version: the first one a file of version 1, and so on.</summary>
    public IReadOnlyList<string> Upgrades { get; init; } = [];

    public int PageSize { get; init; } = 4096;

    /// <summary>
    /// True: a commit is on the disk when it returns. False: a power loss may take the newest commits, in order and whole
    /// (sqlite.org/pragma.html#pragma_synchronous), which is enough where the journal is the truth.
    /// </summary>
    public required bool SurvivesPowerLoss { get; init; }
}
