namespace OpcSpaces.Sqlite;

/// <summary>One kind of SQLite file: how it is recognised, which tables it has, how an older one is upgraded.</summary>
public sealed record SqliteFormat
{
    /// <summary>The kind's name in error messages, with its article: "a journal".</summary>
    public required string Kind { get; init; }

    /// <summary>Four letters as a number, stored in the file's header (PRAGMA application_id).</summary>
    public required int ApplicationId { get; init; }

    /// <summary>The version that this program writes (PRAGMA user_version). The first one is 1; it grows when the tables change.</summary>
    public required int Version { get; init; }

    /// <summary>Statements that create the tables of <see cref="Version"/> in a new file.</summary>
    public required string Schema { get; init; }

    /// <summary>Statements that upgrade an older file by one version each: the first entry upgrades version 1 to 2, and so on.</summary>
    public IReadOnlyList<string> Upgrades { get; init; } = [];

    /// <summary>
    /// For kinds that were written before files were marked: returns the version of a file that has tables but neither application
    /// id nor version, or null when it is not of this kind. The upgrade marks it.
    /// </summary>
    public Func<SqliteDatabase, int?>? RecogniseUnmarked { get; init; }

    /// <summary>Bytes per page of a new file.</summary>
    public int PageSize { get; init; } = 4096;

    /// <summary>Whether a new file is laid out so that free pages can be given back to the disk (<see cref="SqliteDatabase.GiveBack"/>); one that was made without stays so.</summary>
    public bool GivesBackSpace { get; init; }

    /// <summary>
    /// True: a commit is on the disk when it returns. False: a power loss may undo the newest commits, in order and each as a whole
    /// (sqlite.org/pragma.html#pragma_synchronous).
    /// </summary>
    public required bool SurvivesPowerLoss { get; init; }

    /// <summary>Set on the connection before the file is read, such as locking and memory.</summary>
    public Action<SqliteDatabase>? Prepare { get; init; }

    /// <summary>What a person can do about a damaged file, as the end of a sentence: "restore it from a backup".</summary>
    public required string FixWhenDamaged { get; init; }
}
