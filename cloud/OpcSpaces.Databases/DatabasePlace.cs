namespace OpcSpaces.Databases;

/// <summary>Where a database is kept.</summary>
public class DatabasePlace
{
    /// <summary>The kind of database.</summary>
    public DatabaseProvider Provider { get; set; }

    /// <summary>The SQLite file; its directory must exist. Unused with PostgreSQL.</summary>
    public string Path { get; set; } = "";

    /// <summary>The connection string of PostgreSQL, such as <c>Host=db.local;Database=opcspaces;Username=opcspaces</c>. It may hold a password, so it is never logged or shown.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file whose first line is the connection string, in place of <see cref="ConnectionString"/>.</summary>
    public string? ConnectionStringFile { get; set; }
}

/// <summary>The kinds of database.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the data directory.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, version 15 or later.</summary>
    Postgresql,
}
