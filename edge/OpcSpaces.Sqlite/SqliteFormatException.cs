namespace OpcSpaces.Sqlite;

/// <summary>A file cannot be used as what it should be, and it was left as it is. The message names the file, the fault and what to do.</summary>
public sealed class SqliteFormatException(string path, SqliteFormatFault fault, string message, Exception? inner = null)
    : Exception($"'{path}' {message}.", inner)
{
    public string Path { get; } = path;

    public SqliteFormatFault Fault { get; } = fault;
}

/// <summary>Why a file cannot be used.</summary>
public enum SqliteFormatFault
{
    /// <summary>Another program's file, or another kind of file of ours.</summary>
    Foreign,

    /// <summary>A newer program wrote it, or its version is not one that was ever written.</summary>
    UnknownVersion,

    /// <summary>Not a SQLite file at all, or a broken one; SQLite cannot tell the two apart.</summary>
    Damaged,
}
