namespace OpcSpaces.Sqlite;

/// <summary>A file cannot be used as what it should be, and it was left as it is. The message names the file, the fault and what to do.</summary>
/// <param name="path">The file.</param>
/// <param name="fault">The kind of fault.</param>
/// <param name="reason">The fault in words, as the rest of a sentence about the file: "is damaged".</param>
/// <param name="fix">What a person can do.</param>
/// <param name="inner">Where SQLite found it.</param>
public sealed class SqliteFormatException(string path, SqliteFormatFault fault, string reason, string fix, Exception? inner = null)
    : Exception($"'{path}' {reason}: {fix}.", inner)
{
    public string Path { get; } = path;

    /// <summary>The fault without path and fix.</summary>
    public string Reason { get; } = reason;

    public SqliteFormatFault Fault { get; } = fault;
}

/// <summary>Why a file cannot be used.</summary>
public enum SqliteFormatFault
{
    /// <summary>Another program's file, or another kind of file of ours.</summary>
    Foreign,

    /// <summary>A newer program wrote it, or its version is not one that was ever written.</summary>
    UnknownVersion,

    /// <summary>Not a SQLite file at all, or a broken one (SQLite cannot tell the two apart), or one whose tables are not those of its version.</summary>
    Damaged,
}
