using Microsoft.Data.Sqlite;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// The live state on disk, with the journal position that it belongs to, so that a restart reads only what came since. It is
/// a cache: what is lost or damaged is made again from the journal, hence no fsync. One user at a time.
/// </summary>
internal sealed class LiveSnapshotFile : IDisposable
{
    private const int Version = 1;
    private readonly string _path;
    private SqliteConnection _connection;

    /// <summary>Opens the file, or begins a new one when it is damaged or of another version.</summary>
    public LiveSnapshotFile(string path)
    {
        _path = path;
        try
        {
            _connection = Open(path);
        }
        catch (SqliteException)
        {
            _connection = BeginAnew();
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Fills an empty state; the position that it belongs to, 0 for none.</summary>
    public long Load(LiveState live)
    {
        try
        {
            var position = ReadMeta("position") ?? 0;
            if (position > 0)
            {
                lock (live.Gate)
                {
                    LoadGateways(live);
                    LoadPoints(live);
                    live.Past.Restore(
                        live.Gateways.Select(gateway => gateway.NewestReadingMs).DefaultIfEmpty(PointState.Never).Max(),
                        ReadMeta("history-from") ?? PointState.Never, ReadMeta("history-readings") ?? 0);
                }
            }
            return position;
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException)
        {
            _connection.Dispose();
            _connection = BeginAnew();
            lock (live.Gate)
                live.Clear();
            return 0;
        }
    }

    /// <summary>Writes what changed, in one transaction with its position.</summary>
    public void Save(LiveSave save)
    {
        using var transaction = _connection.BeginTransaction();
        SaveGateways(save.Gateways, transaction);
        SavePoints(save.Points, transaction);
        SaveMeta("history-from", save.HistoryFromMs, transaction);
        SaveMeta("history-readings", save.HistoryReadings, transaction);
        SaveMeta("position", save.Position, transaction);
        transaction.Commit();
    }

    /// <summary>Forgets everything, before a rebuild.</summary>
    public void Clear()
    {
        using var command = Command("DELETE FROM meta; DELETE FROM point; DELETE FROM gateway", null);
        command.ExecuteNonQuery();
    }

    private SqliteConnection BeginAnew()
    {
        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
            File.Delete(_path + suffix);
        return Open(_path);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                PRAGMA journal_mode=WAL;
                PRAGMA synchronous=NORMAL;
                CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
                INSERT OR IGNORE INTO meta VALUES ('version', {Version});
                CREATE TABLE IF NOT EXISTS gateway (
                    name TEXT PRIMARY KEY, presence INTEGER, since INTEGER, epoch INTEGER, last INTEGER, committed INTEGER,
                    newest INTEGER, received INTEGER) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS point (
                    community TEXT, zone TEXT, name TEXT, gateway TEXT, kind INTEGER, bits INTEGER, text TEXT, quality INTEGER,
                    since INTEGER, received INTEGER, stale_since INTEGER, retired INTEGER, epoch INTEGER, sequence INTEGER,
                    idx INTEGER, last_in_use INTEGER, in_use_in_log INTEGER,
                    PRIMARY KEY (community, zone, name)) WITHOUT ROWID;
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private long? ReadMeta(string key)
    {
        using var command = Command("SELECT value FROM meta WHERE key = $key", null);
        command.Parameters.AddWithValue("$key", key);
        return command.ExecuteScalar() as long?;
    }

    private void SaveMeta(string key, long value, SqliteTransaction transaction)
    {
        using var command = Command("INSERT OR REPLACE INTO meta VALUES ($key, $value)", transaction);
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    private void LoadGateways(LiveState live)
    {
        using var command = Command("SELECT * FROM gateway", null);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var gateway = live.GatewayOf(row.GetString(0));
            gateway.Presence = (GatewayPresence)row.GetInt32(1);
            gateway.SinceMs = row.GetInt64(2);
            gateway.Epoch = (ulong)row.GetInt64(3);
            gateway.LastSequence = (ulong)row.GetInt64(4);
            gateway.Committed = (ulong)row.GetInt64(5);
            gateway.NewestReadingMs = row.GetInt64(6);
            gateway.ReceivedMs = row.GetInt64(7);
        }
    }

    private void LoadPoints(LiveState live)
    {
        using var command = Command("SELECT * FROM point", null);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var point = live.PointOf(row.GetString(0), row.GetString(1), row.GetString(2));
            point.Gateway = row.IsDBNull(3) ? null : live.GatewayOf(row.GetString(3));
            point.Value = ValueOf((SeriesValueKind)row.GetByte(4), row.GetInt64(5), row.IsDBNull(6) ? "" : row.GetString(6));
            point.Quality = row.GetInt32(7);
            point.SinceMs = row.GetInt64(8);
            point.ReceivedMs = row.GetInt64(9);
            point.StaleSinceMs = row.GetInt64(10);
            point.IsRetired = row.GetBoolean(11);
            point.Epoch = (ulong)row.GetInt64(12);
            point.Sequence = (ulong)row.GetInt64(13);
            point.Index = row.GetInt32(14);
            point.LastInUseMs = row.GetInt64(15);
            point.InUseInLog = row.GetBoolean(16);
        }
    }

    private void SaveGateways(IReadOnlyList<GatewayState> gateways, SqliteTransaction transaction)
    {
        using var command = Command("INSERT OR REPLACE INTO gateway VALUES ($0, $1, $2, $3, $4, $5, $6, $7)", transaction);
        Declare(command, 8);
        foreach (var gateway in gateways)
        {
            Run(command,
                gateway.Name, (int)gateway.Presence, gateway.SinceMs, (long)gateway.Epoch, (long)gateway.LastSequence,
                (long)gateway.Committed, gateway.NewestReadingMs, gateway.ReceivedMs);
        }
    }

    private void SavePoints(IReadOnlyList<PointState> points, SqliteTransaction transaction)
    {
        using var command = Command(
            "INSERT OR REPLACE INTO point VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)", transaction);
        Declare(command, 17);
        foreach (var point in points)
        {
            Run(command,
                point.Community, point.Zone, point.Name, point.Gateway?.Name, (int)point.Value.Kind, (long)point.Value.AsUnsigned,
                point.Value.Kind == SeriesValueKind.Text ? point.Value.AsText : null, point.Quality, point.SinceMs, point.ReceivedMs, point.StaleSinceMs, point.IsRetired ? 1 : 0,
                (long)point.Epoch, (long)point.Sequence, point.Index, point.LastInUseMs, point.InUseInLog ? 1 : 0);
        }
    }

    private static SeriesValue ValueOf(SeriesValueKind kind, long bits, string text) => kind switch
    {
        SeriesValueKind.Boolean => SeriesValue.Of(bits != 0),
        SeriesValueKind.Integer => SeriesValue.Of(bits),
        SeriesValueKind.Unsigned => SeriesValue.Of((ulong)bits),
        SeriesValueKind.Single => SeriesValue.Of(BitConverter.Int32BitsToSingle((int)bits)),
        SeriesValueKind.Double => SeriesValue.Of(BitConverter.Int64BitsToDouble(bits)),
        SeriesValueKind.Text => SeriesValue.Of(text),
        _ => SeriesValue.Null,
    };

    private static void Declare(SqliteCommand command, int parameters)
    {
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter($"${i}", null));
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, SqliteTransaction? transaction)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }
}
