using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Registry.Databases;

/// <summary>Where the registry is kept, and how it is checked.</summary>
public sealed class RegistryOptions
{
    /// <summary>The kind of database.</summary>
    public RegistryProvider Provider { get; set; }

    /// <summary>The SQLite file; its directory must exist. Unused with PostgreSQL.</summary>
    public string Path { get; set; } = "";

    /// <summary>The connection string of PostgreSQL, such as <c>Host=db.local;Database=opcspaces;Username=opcspaces</c>. It may hold a password, so it is never logged or shown.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file whose first line is the connection string, in place of <see cref="ConnectionString"/>.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>From which difference on between the declared area of a zone and its outline the difference is reported, in percent of the outline.</summary>
    [Range(0.0, 100.0)]
    public double AreaTolerancePercent { get; set; } = 3;

    /// <summary>Pause between two attempts to bring what is missing into the journal, or to reach the database.</summary>
    [Range(10, 600_000)]
    public int RetryPauseMs { get; set; } = 5_000;
}

/// <summary>The databases that the registry can be kept in.</summary>
public enum RegistryProvider
{
    /// <summary>A file in the data directory.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, version 15 or later.</summary>
    Postgresql,
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class RegistryOptionsValidator : IValidateOptions<RegistryOptions>;
