namespace OpcSpaces.Sqlite;

/// <summary>SQLite's result codes that need different handling (sqlite.org/rescode.html).</summary>
public static class SqliteCode
{
    public const int Error = 1;
    public const int Busy = 5;
    public const int Locked = 6;
    public const int NoMemory = 7;
    public const int ReadOnly = 8;
    public const int IoError = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int NotADatabase = 26;

    /// <summary>Whether the disk caused it, so that the same call may succeed later.</summary>
    public static bool IsDiskTrouble(int code) => code is ReadOnly or IoError or Full or CannotOpen;

    /// <summary>Whether the file is broken or not a SQLite file, so that trying again does not help.</summary>
    public static bool IsDamage(int code) => code is Corrupt or NotADatabase;

    /// <summary>Whether the same call may succeed later: the disk is full or fails, another process has the file, or memory is short.</summary>
    public static bool IsTemporary(int code) => IsDiskTrouble(code) || code is Busy or Locked or NoMemory;
}
