using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Projections.Batches;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Running;

public sealed class ProjectionRunnerTests : IDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly TemporaryDirectory _directory = new("runner");
    private readonly FakeTime _time = new();
    private readonly Journal _journal;

    public ProjectionRunnerTests() => _journal = new Journal(new JournalOptions { Path = _directory.File("journal.db") });

    public void Dispose()
    {
        _journal.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_projection_that_could_not_take_up_what_it_kept_is_given_no_entry_before_it_can()
    {
        for (var i = 0; i < 3; i++)
            _journal.Append([new JournalDraft(_time.GetUtcNow(), JournalKind.HostStart, "", null, 0, 0, [])]);
        var projection = new Forgetful { ApplyFailures = 1, ResumeFailures = 2 };
        var runner = new ProjectionRunner(projection, _journal, new IngestOptions(), _time, NullLogger<ProjectionRunner>.Instance);
        await runner.ResumeAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var running = runner.RunAsync(stop.Token);
        await Eventually.ThatAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(30));
                return projection.Position == 3;
            },
            Deadline, "the journal's end");
        await stop.CancelAsync();
        await running;
        Assert.False(projection.WasGivenEntriesUnprepared);
        Assert.Equal([1L, 2L, 3L], projection.Applied);
    }

    /// <summary>Loses what it has in memory when it fails, and may fail to take it up again.</summary>
    private sealed class Forgetful : IProjection
    {
        private bool _isPrepared;
        private bool _hasStarted;

        public int ApplyFailures { get; set; }

        public int ResumeFailures { get; set; }

        public bool WasGivenEntriesUnprepared { get; private set; }

        public List<long> Applied { get; } = [];

        public long Position { get; private set; }

        public string Name => "forgetful";

        public TimeSpan Pace => TimeSpan.Zero;

        public ValueTask<long> ResumeAsync(Journal journal, CancellationToken cancellation)
        {
            if (_hasStarted && ResumeFailures-- > 0)
                throw new IOException("what was kept cannot be read");
            (_hasStarted, _isPrepared) = (true, true);
            return ValueTask.FromResult(Position);
        }

        public ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
        {
            WasGivenEntriesUnprepared |= !_isPrepared;
            if (ApplyFailures-- > 0)
            {
                _isPrepared = false;
                throw new IOException("what came cannot be taken in");
            }
            Applied.AddRange(entries.Select(entry => entry.Id));
            Position = entries[^1].Id;
            return ValueTask.CompletedTask;
        }

        public ValueTask StopAsync() => ValueTask.CompletedTask;
    }
}
