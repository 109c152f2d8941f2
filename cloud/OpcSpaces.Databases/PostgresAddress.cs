using Npgsql;
using OpcSpaces.Files;

namespace OpcSpaces.Databases;

/// <summary>The PostgreSQL server that the options name. The registry is there, and whatever else belongs beside it.</summary>
public static class PostgresAddress
{
    /// <summary>Its connection string, which may hold a password.</summary>
    /// <exception cref="DatabaseRefusedException">It cannot be read. It is not quoted.</exception>
    public static string Read(DatabasePlace options)
    {
        try
        {
            var text = options.ConnectionStringFile is { } file ? NamedFile.ReadAllText(file).Split('\n')[0].Trim() : options.ConnectionString ?? "";
            return new NpgsqlConnectionStringBuilder(text).ConnectionString;
        }
        catch (ArgumentException)
        {
            // Without what it says: that quotes the text.
            throw new DatabaseRefusedException("the connection string of the registry cannot be read: write it as Host=…;Port=…;Database=…;Username=…;Password=….");
        }
        catch (NamedFileException e)
        {
            throw new DatabaseRefusedException(e.Message, e);
        }
    }
}
