using Microsoft.EntityFrameworkCore;

namespace OpcSpaces.Databases;

/// <summary>What a database is for: how its files are recognised, where it is in PostgreSQL, and how its tables are made.</summary>
public sealed record DatabaseKind<TContext>
    where TContext : DbContext
{
    /// <summary>With its article, for messages: <c>a registry</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Without it: <c>registry</c>.</summary>
    public required string ShortName { get; init; }

    /// <summary>The application id of its SQLite files.</summary>
    public required int ApplicationId { get; init; }

    /// <summary>Its schema in a PostgreSQL database, which it may share with others.</summary>
    public required string Schema { get; init; }

    /// <summary>Whether its SQLite file is for the account of the cloud alone, because it holds what others must not read.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Makes a context over a connection.</summary>
    public required Func<DatabaseConnection, TContext> Create { get; init; }

    /// <summary>Adds what a new database must have; called at each opening, after the upgrades.</summary>
    public Action<TContext> Fill { get; init; } = _ => { };

    /// <summary>What to throw when the database cannot be reached.</summary>
    public Func<string, Exception?, Exception> Unavailable { get; init; } = (message, inner) => new DatabaseUnavailableException(message, inner);

    /// <summary>What to throw when somebody else has changed the same at the same moment; where the kind does not say it, what it throws when the database cannot be reached.</summary>
    public Func<string, Exception?, Exception> Conflict
    {
        get => field ?? Unavailable;
        init;
    }

    /// <summary>What to throw when the database cannot be used.</summary>
    public Func<string, Exception?, Exception> Refused { get; init; } = (message, inner) => new DatabaseRefusedException(message, inner);

    /// <summary>Whether an exception that comes out of the work is not about this database, and passes as it is.</summary>
    public Func<Exception, bool> IsForeign { get; init; } = _ => false;
}
