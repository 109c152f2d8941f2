using Npgsql;

namespace OpcSpaces.Storage.Usage;

/// <summary>
/// The one connection of the one process that writes usage records into a PostgreSQL database. It holds an advisory lock of the database; who
/// loses the connection loses the lock with it, so that nobody writes who does not have it. Not thread-safe.
/// </summary>
internal sealed class PostgresWriter(string connectionString) : IDisposable
{
    private const long Lock = 0x6f70_6373_7573_6167; // "opcsusag"

    // The server gives the lock of a machine that has vanished free within half a minute; by itself it would after two hours.
    private const string ServerKeepAlive = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4";

    private readonly string _address = AddressOf(connectionString);
    private NpgsqlConnection? _connection;

    /// <summary>The connection, with the lock.</summary>
    /// <param name="patience">How long to wait for the lock: after a crash the server needs a moment to notice that a connection is gone.</param>
    /// <exception cref="UsageTakenException">Another process has it.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public NpgsqlConnection Open(TimeSpan patience)
    {
        if (_connection is { } open) return open;
        var connection = new NpgsqlConnection(_address);
        try
        {
            connection.Open();
            Take(connection, patience);
            return _connection = connection;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            connection.Dispose();
            throw new UsageTakenException(e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>To be called after a failure: the next use opens a new connection.</summary>
    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Close();

    private static string AddressOf(string connectionString)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 };
        address.Options = $"{address.Options} {ServerKeepAlive}".TrimStart();
        return address.ConnectionString;
    }

    // 0 ms would mean for ever.
    private static void Take(NpgsqlConnection connection, TimeSpan patience)
    {
        using var take = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("SELECT set_config('lock_timeout', $1, false)") { Parameters = { new() { Value = FormattableString.Invariant($"{Math.Max(1, (long)patience.TotalMilliseconds)}ms") } } },
                new("SELECT pg_advisory_lock($1)") { Parameters = { new() { Value = Lock } } },
                new("SELECT set_config('lock_timeout', '0', false)"),
            },
        };
        take.ExecuteNonQuery();
    }
}
