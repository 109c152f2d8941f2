namespace OpcSpaces.Sqlite;

/// <summary>A file in the data directory is not what it should be; the program must not start on it. The message names the file.</summary>
public sealed class SqliteFormatException(string path, string fault, Exception? inner = null)
    : Exception($"'{path}' {fault}.", inner)
{
    public string Path { get; } = path;
}
