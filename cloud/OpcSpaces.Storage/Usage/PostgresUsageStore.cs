using Npgsql;
using NpgsqlTypes;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Usage;

/// <summary>
/// Usage records in PostgreSQL (15 or later), in the schema <c>opcspaces_usage</c>, which the first use creates. Any number of processes may
/// read; one writes: another one that tries gets <see cref="UsageTakenException"/>, because two journals in one table would destroy each other's records.
/// </summary>
public sealed class PostgresUsageStore : IUsageStore
{
    private const string Schema = """
        CREATE SCHEMA IF NOT EXISTS opcspaces_usage;
        CREATE TABLE IF NOT EXISTS opcspaces_usage.zone(
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, community text COLLATE "C" NOT NULL, zone text COLLATE "C" NOT NULL, UNIQUE(community, zone));
        CREATE TABLE IF NOT EXISTS opcspaces_usage.record(
            zone_id bigint NOT NULL REFERENCES opcspaces_usage.zone, start bigint NOT NULL, revision integer NOT NULL,
            journal_id bigint NOT NULL, content bytea NOT NULL, PRIMARY KEY(zone_id, start, revision));
        CREATE TABLE IF NOT EXISTS opcspaces_usage.snapshot(one integer PRIMARY KEY, version integer NOT NULL, position bigint NOT NULL, content bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS opcspaces_usage.journal(one integer PRIMARY KEY, id uuid NOT NULL, place text NOT NULL);
        """;

    // How long the start waits for a process that has just ended.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly Lock _writing = new(); // guards _writer
    private readonly PostgresWriter _writer;
    private readonly Lock _opening = new(); // guards _isOpen
    private bool _isOpen;

    /// <param name="connectionString">Such as <c>Host=db.local;Database=opcspaces;Username=opcspaces</c>. It may hold a password, so it is never logged or shown.</param>
    public PostgresUsageStore(string connectionString) => (_source, _writer) = (NpgsqlDataSource.Create(connectionString), new PostgresWriter(connectionString));

    /// <summary>Takes the database for this process, before anything is written. A database that is away now is taken with the first write.</summary>
    /// <exception cref="UsageTakenException">Another process has it.</exception>
    public void Claim()
    {
        lock (_writing)
        {
            try
            {
                _writer.Open(Patience);
            }
            catch (NpgsqlException)
            {
                // Away: the projection says so, and tries again.
            }
        }
    }

    public void BelongTo(JournalIdentity journal) => DoAsWriter(connection =>
    {
        var owner = UsageOwner.Check(
            ReadOwner(connection), () => LastEntry(connection), journal, $"The table of usage records in the PostgreSQL database '{connection.Database}'", UsageOwner.FixOfDatabase);
        if (owner is null) return true;
        using var save = SaveOwner(connection, owner);
        save.ExecuteNonQuery();
        return true;
    });

    public void BeginAnew(JournalIdentity journal) => DoAsWriter(connection =>
    {
        using var transaction = connection.BeginTransaction();
        DiscardAll(connection);
        using var save = SaveOwner(connection, UsageOwner.Of(journal));
        save.ExecuteNonQuery();
        transaction.Commit();
        return true;
    });

    public UsageSnapshot? ReadSnapshot() => Do(connection =>
    {
        using var query = new NpgsqlCommand("SELECT version, position, content FROM opcspaces_usage.snapshot", connection);
        using var reader = query.ExecuteReader();
        return reader.Read() ? new UsageSnapshot(reader.GetInt32(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)) : null;
    });

    public void Write(IReadOnlyList<EmittedRecord> records, UsageSnapshot? snapshot) => DoAsWriter(connection =>
    {
        using var transaction = connection.BeginTransaction();
        if (records.Count > 0) Add(connection, records);
        if (snapshot is not null)
        {
            using var save = new NpgsqlCommand("""
                INSERT INTO opcspaces_usage.snapshot VALUES(1, $1, $2, $3)
                ON CONFLICT(one) DO UPDATE SET version = excluded.version, position = excluded.position, content = excluded.content
                """, connection)
            { Parameters = { new() { Value = snapshot.Version }, new() { Value = snapshot.Position }, new() { Value = snapshot.Content } } };
            save.ExecuteNonQuery();
        }

        transaction.Commit();
        return true;
    });

    public void DiscardAfter(long journalId) => DoAsWriter(connection =>
    {
        if (journalId <= 0)
        {
            DiscardAll(connection);
            return true;
        }

        using var discard = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("DELETE FROM opcspaces_usage.record WHERE journal_id > $1") { Parameters = { new() { Value = journalId } } },
                new("DELETE FROM opcspaces_usage.snapshot"),
            },
        };
        discard.ExecuteNonQuery();
        return true;
    });

    public void DiscardFrom(long startMs) => DoAsWriter(connection =>
    {
        using var discard = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("DELETE FROM opcspaces_usage.record WHERE start >= $1") { Parameters = { new() { Value = UsageStart.From(startMs) } } },
                new("DELETE FROM opcspaces_usage.snapshot"),
            },
        };
        discard.ExecuteNonQuery();
        return true;
    });

    public int Expire(string community, long beforeMs, int most)
    {
        var count = 0;
        DoAsWriter(connection =>
        {
            using var expire = new NpgsqlCommand("""
                DELETE FROM opcspaces_usage.record r USING (
                    SELECT n.zone_id, n.start FROM opcspaces_usage.zone z CROSS JOIN LATERAL (
                        SELECT DISTINCT o.zone_id, o.start FROM opcspaces_usage.record o WHERE o.zone_id = z.id AND o.start < $2 ORDER BY o.start LIMIT $3) n
                    WHERE z.community = $1) d
                WHERE r.zone_id = d.zone_id AND r.start = d.start
                """, connection)
            { Parameters = { new() { Value = community }, new() { Value = UsageStart.From(beforeMs) }, new() { Value = most } } };
            count = expire.ExecuteNonQuery();
            return true;
        });
        return count;
    }

    public long CountBefore(string community, long beforeMs) => Do(connection =>
    {
        using var query = new NpgsqlCommand("""
            SELECT count(*) FROM opcspaces_usage.record r JOIN opcspaces_usage.zone z ON z.id = r.zone_id WHERE z.community = $1 AND r.start < $2
            """, connection)
        { Parameters = { new() { Value = community }, new() { Value = UsageStart.From(beforeMs) } } };
        return (long)query.ExecuteScalar()!;
    });

    public IReadOnlyList<UsageRecord> Read(string community, string? zone, long fromMs, long toMs) => Do(connection =>
    {
        var records = new List<UsageRecord>();
        using var query = new NpgsqlCommand("""
            SELECT z.zone, r.start, r.revision, r.content FROM opcspaces_usage.record r JOIN opcspaces_usage.zone z ON z.id = r.zone_id
            WHERE z.community = $1 AND ($2 IS NULL OR z.zone = $2) AND r.start >= $3 AND r.start < $4 ORDER BY z.zone, r.start, r.revision
            """, connection)
        {
            Parameters =
            {
                new() { Value = community }, new() { Value = (object?)zone ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = UsageStart.From(fromMs) }, new() { Value = UsageStart.From(toMs) },
            },
        };
        using var reader = query.ExecuteReader();
        foreach (var of in Rows(reader).GroupBy(row => row.Zone)) NewestRevisions.Add(records, new ZoneKey(community, of.Key), of.Select(row => row.Record));
        return records;
    });

    public IReadOnlyList<UsageRecord> ReadRevisions(ZoneKey zone, long startMs) => Do(connection =>
    {
        using var query = new NpgsqlCommand("""
            SELECT z.zone, r.start, r.revision, r.content FROM opcspaces_usage.record r JOIN opcspaces_usage.zone z ON z.id = r.zone_id
            WHERE z.community = $1 AND z.zone = $2 AND r.start = $3 ORDER BY r.revision
            """, connection)
        { Parameters = { new() { Value = zone.Community }, new() { Value = zone.Zone }, new() { Value = UsageStart.Of(startMs) } } };
        using var reader = query.ExecuteReader();
        return Rows(reader).Select(row => row.Record.Record(zone)).ToList();
    });

    public IReadOnlyList<ZoneKey> Zones() => Do(connection =>
    {
        using var query = new NpgsqlCommand("SELECT community, zone FROM opcspaces_usage.zone ORDER BY community, zone", connection);
        using var reader = query.ExecuteReader();
        var zones = new List<ZoneKey>();
        while (reader.Read()) zones.Add(new ZoneKey(reader.GetString(0), reader.GetString(1)));
        return zones;
    });

    public long Count() => Do(connection =>
    {
        using var query = new NpgsqlCommand("SELECT count(*) FROM opcspaces_usage.record", connection);
        return (long)query.ExecuteScalar()!;
    });

    public void Dispose()
    {
        lock (_writing) _writer.Dispose();
        _source.Dispose();
    }

    private static IEnumerable<(string Zone, StoredRecord Record)> Rows(NpgsqlDataReader reader)
    {
        while (reader.Read()) yield return (reader.GetString(0), new StoredRecord(reader.GetInt64(1), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3)));
    }

    // The first statement counts what was there already with another content.
    private static void Add(NpgsqlConnection connection, IReadOnlyList<EmittedRecord> records)
    {
        var (communities, zones) = (Column(records, it => it.Record.Zone.Community), Column(records, it => it.Record.Zone.Zone));
        var (starts, revisions) = (Column(records, it => UsageStart.Of(it.Record.StartMs)), Column(records, it => it.Record.Revision));
        var (entries, contents) = (Column(records, it => it.JournalId), Column(records, it => it.Content));
        using (var add = new NpgsqlCommand("INSERT INTO opcspaces_usage.zone(community, zone) SELECT DISTINCT c, z FROM unnest($1, $2) AS n(c, z) ON CONFLICT DO NOTHING", connection) { Parameters = { communities, zones } })
        {
            add.ExecuteNonQuery();
        }

        using (var add = new NpgsqlCommand("""
            INSERT INTO opcspaces_usage.record
            SELECT z.id, n.start, n.revision, n.entry, n.content FROM unnest($1, $2, $3, $4, $5, $6) AS n(community, zone, start, revision, entry, content)
            JOIN opcspaces_usage.zone z ON z.community = n.community AND z.zone = n.zone ON CONFLICT DO NOTHING
            """, connection)
        { Parameters = { Copy(communities), Copy(zones), starts, revisions, entries, contents } })
        {
            if (add.ExecuteNonQuery() == records.Count) return;
        }

        using var compare = new NpgsqlCommand("""
            SELECT n.ordinality FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS n(community, zone, start, revision, content, ordinality)
            JOIN opcspaces_usage.zone z ON z.community = n.community AND z.zone = n.zone
            JOIN opcspaces_usage.record r ON r.zone_id = z.id AND r.start = n.start AND r.revision = n.revision WHERE r.content <> n.content LIMIT 1
            """, connection)
        { Parameters = { Copy(communities), Copy(zones), Copy(starts), Copy(revisions), Copy(contents) } };
        if (compare.ExecuteScalar() is long index) throw UsageStart.Differs(records[(int)index - 1].Record);
    }

    // Row by row, a year of records would be written to the log as a year of deletions.
    private static void DiscardAll(NpgsqlConnection connection)
    {
        using var discard = new NpgsqlCommand("TRUNCATE opcspaces_usage.record, opcspaces_usage.zone, opcspaces_usage.snapshot", connection);
        discard.ExecuteNonQuery();
    }

    private static UsageOwner? ReadOwner(NpgsqlConnection connection)
    {
        using var query = new NpgsqlCommand("SELECT id, place FROM opcspaces_usage.journal", connection);
        using var reader = query.ExecuteReader();
        return reader.Read() ? new UsageOwner(reader.GetGuid(0), reader.GetString(1)) : null;
    }

    private static long LastEntry(NpgsqlConnection connection)
    {
        using var query = new NpgsqlCommand("""
            SELECT greatest((SELECT coalesce(max(journal_id), 0) FROM opcspaces_usage.record), (SELECT coalesce(max(position), 0) FROM opcspaces_usage.snapshot))
            """, connection);
        return (long)query.ExecuteScalar()!;
    }

    private static NpgsqlCommand SaveOwner(NpgsqlConnection connection, UsageOwner owner) => new("""
        INSERT INTO opcspaces_usage.journal VALUES(1, $1, $2) ON CONFLICT(one) DO UPDATE SET id = excluded.id, place = excluded.place
        """, connection)
    { Parameters = { new() { Value = owner.Id }, new() { Value = owner.Place } } };

    private static NpgsqlParameter Column<T>(IReadOnlyList<EmittedRecord> records, Func<EmittedRecord, T> of) => new() { Value = records.Select(of).ToArray() };

    private static NpgsqlParameter Copy(NpgsqlParameter parameter) => new() { Value = parameter.Value };

    private T Do<T>(Func<NpgsqlConnection, T> work)
    {
        try
        {
            using var connection = _source.OpenConnection();
            Create(connection);
            return work(connection);
        }
        catch (NpgsqlException e)
        {
            throw Away(e);
        }
    }

    private void DoAsWriter(Func<NpgsqlConnection, bool> work)
    {
        lock (_writing)
        {
            try
            {
                var connection = _writer.Open(TimeSpan.Zero);
                Create(connection);
                work(connection);
            }
            catch (NpgsqlException e)
            {
                _writer.Close();
                throw Away(e);
            }
        }
    }

    private void Create(NpgsqlConnection connection)
    {
        lock (_opening)
        {
            if (_isOpen) return;
            using var create = new NpgsqlCommand(Schema, connection);
            create.ExecuteNonQuery();
            _isOpen = true;
        }
    }

    private static UsageUnavailableException Away(NpgsqlException e) => new($"The PostgreSQL database of the usage records cannot be used: {e.Message}", e);
}
