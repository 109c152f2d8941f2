using Microsoft.Data.Sqlite;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Rows;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Files;

public sealed class OutboxDamageTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();

    public void Dispose() => _outbox.Dispose();

    private string DatabasePath => Path.Combine(_outbox.Directory, OutboxFile.Name);

    [Fact]
    public async Task A_file_that_is_not_a_database_is_renamed_and_a_new_epoch_begins()
    {
        await _outbox.AppendAsync(3);
        var epoch = _outbox.Log.Position.Epoch;
        _outbox.Log.Dispose();
        File.WriteAllBytes(DatabasePath, [.. "not a database"u8, .. new byte[5000]]);
        _outbox.Reopen();
        Assert.NotEqual(epoch, _outbox.Log.Position.Epoch);
        Assert.Equal(0UL, _outbox.Log.Position.LastSequence);
        Assert.True(File.Exists(Path.Combine(_outbox.Directory, "outbox.damaged-1.db")));
        Assert.Equal(1UL, await _outbox.AppendAsync());
    }

    [Theory]
    [InlineData("DELETE FROM batches WHERE sequence = 3", "a hole")]
    [InlineData("UPDATE batches SET content_hash = zeroblob(32) WHERE sequence = 3", "a hash")]
    [InlineData("UPDATE batches SET chain = zeroblob(32) WHERE sequence = 3", "a link")]
    [InlineData("UPDATE batches SET device = 'other' WHERE sequence = 3", "a zone")]
    public async Task A_log_that_contradicts_itself_is_renamed_and_registers_and_aliases_are_taken_over(string damage, string what)
    {
        var alias = _outbox.Log.Metric(OutboxFixture.Office, "desk/2/occupied").Alias;
        _outbox.Log.SetRegister("hall/meter/1", 77);
        await _outbox.AppendAsync(5);
        _outbox.Log.Dispose();
        Execute(damage);
        _outbox.Reopen(points: OutboxFixture.Points[2..]);
        Assert.True(_outbox.Log.Position.LastSequence == 0, what);
        Assert.Equal(77, _outbox.Log.Register("hall/meter/1"));
        Assert.Equal(alias, _outbox.Log.Metric(OutboxFixture.Office, "desk/2/occupied").Alias);
    }

    [Fact]
    public async Task A_batch_with_damaged_bytes_becomes_a_tombstone_and_the_others_stay()
    {
        await _outbox.AppendAsync(5);
        _outbox.Log.Dispose();
        Execute("UPDATE batches SET content = zeroblob(length(content)) WHERE sequence = 3");
        _outbox.Reopen();
        for (var time = 0; time < 2; time++)
        {
            var batches = _outbox.All();
            Assert.Equal(5, batches.Count);
            Assert.True(Tombstone.TryParse(Assert.Single(StoredReading.Of(batches[2])).Text!, out var tombstone, out _));
            Assert.Equal(StoredBatches.DamageReason, tombstone!.Reason);
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabasePath, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
