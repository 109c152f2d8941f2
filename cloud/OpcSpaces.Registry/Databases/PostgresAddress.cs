using Npgsql;
using OpcSpaces.Files;

namespace OpcSpaces.Registry.Databases;

/// <summary>The PostgreSQL server that the options name. The registry is there, and whatever else belongs beside it.</summary>
public static class PostgresAddress
{
    /// <summary>Connections to it; nothing is connected yet. The caller disposes it.</summary>
    /// <exception cref="RegistryRefusedException">The connection string cannot be read. It is not quoted, because it may hold a password.</exception>
    public static NpgsqlDataSource Open(RegistryOptions options)
    {
        try
        {
            return NpgsqlDataSource.Create(options.ConnectionStringFile is { } file ? NamedFile.ReadAllText(file).Split('\n')[0].Trim() : options.ConnectionString ?? "");
        }
        catch (ArgumentException)
        {
            // Without what it says: that quotes the text.
            throw new RegistryRefusedException("the connection string of the registry cannot be read: write it as Host=…;Port=…;Database=…;Username=…;Password=….");
        }
        catch (NamedFileException e)
        {
            throw new RegistryRefusedException(e.Message, e);
        }
    }
}
