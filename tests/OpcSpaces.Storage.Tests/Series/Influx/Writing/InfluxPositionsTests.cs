using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Writing;

/// <summary>How far each journal is on a server. No server is asked.</summary>
public sealed class InfluxPositionsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("influx-positions");
    private readonly DeadLetterTable _letters;

    public InfluxPositionsTests() =>
        _letters = new DeadLetterTable(new DeadLetterOptions { Path = _directory.File("letters.db") }, NullLogger<DeadLetterTable>.Instance);

    public void Dispose()
    {
        _letters.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Each_journal_has_a_position_of_its_own()
    {
        var (one, other) = (new JournalIdentity(Guid.NewGuid(), 0, "one"), new JournalIdentity(Guid.NewGuid(), 0, "other"));
        Assert.Equal(0, await AtAsync(one, 40));
        Assert.Equal(0, await AtAsync(other, 7));
        Assert.Equal(40, await AtAsync(one, 41));
        Assert.Equal(7, await AtAsync(other, 8));
    }

    [Fact]
    public async Task A_position_of_before_journals_had_ids_is_that_of_the_journal_that_can_have_made_it()
    {
        await using (var store = Open()) await store.RewindAsync(40, default);
        Assert.Equal(0, await AtAsync(new JournalIdentity(Guid.NewGuid(), NamedAt: 39, "other"), 3));
        Assert.Equal(40, await AtAsync(new JournalIdentity(Guid.NewGuid(), NamedAt: 40, "mine"), 41));
    }

    private async Task<long> AtAsync(JournalIdentity journal, long next)
    {
        await using var store = Open();
        store.BelongTo(journal);
        var position = store.Position;
        await store.RewindAsync(next, default);
        return position;
    }

    private InfluxSeriesStore Open() => new(
        new InfluxOptions { Url = "http://127.0.0.1:1", PositionPath = _directory.File("influx-position.db") }, _letters, TimeProvider.System);
}
