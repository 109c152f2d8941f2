namespace OpcSpaces.Sqlite;

/// <summary>Result codes that are told apart (sqlite.org/rescode.html).</summary>
public static class SqliteCode
{
    public const int ReadOnly = 8;
    public const int IoError = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int NotADatabase = 26;

    /// <summary>Whether the disk is to blame, so that the same call may succeed later.</summary>
    public static bool IsDiskTrouble(int code) => code is ReadOnly or IoError or Full or CannotOpen;
}
