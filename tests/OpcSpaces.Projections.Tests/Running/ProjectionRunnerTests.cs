using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Running;

public sealed class ProjectionRunnerTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new("runner");
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly ListLogger<ProjectionRunner> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ScriptedProjection _projection = new("scripted");
    private readonly ProjectionsOptions _options = new() { MostBugRetries = 3 };
    private Journal _journal = null!;
    private ProjectionRunner _runner = null!;
    private Task _running = Task.CompletedTask;

    private ProjectionStatus Status => _runner.Status;

    public Task InitializeAsync()
    {
        Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _journal.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_projection_that_could_not_load_what_it_kept_is_given_no_entry_before_it_can()
    {
        Append(3);
        var faults = new Queue<Exception>([new IOException("full"), new IOException("full")]);
        _projection.FaultAt = _ => faults.TryDequeue(out var fault) ? fault : null;
        _projection.ResumeFaults.Enqueue(null); // the start succeeds
        _projection.ResumeFaults.Enqueue(new IOException("what was kept cannot be read"));
        await StartAsync();
        await UntilAsync(() => Status.Lag == 0, "the journal's end");
        await StopAsync();
        Assert.Empty(_projection.ResumeFaults);
        Assert.False(_projection.WasGivenEntriesUnprepared);
        Assert.Equal([1L, 2L, 3L], _projection.Applied);
        Assert.True(_projection.WasStopped);
    }

    [Fact]
    public async Task What_is_of_another_journal_stops_the_start()
    {
        _projection.ResumeFaults.Enqueue(new OtherJournalException("it is of another journal"));
        await Assert.ThrowsAsync<OtherJournalException>(() => NewRunner().ResumeAsync(CancellationToken.None));
        Assert.False(_projection.WasStopped);
    }

    [Fact]
    public async Task What_is_found_to_be_of_another_journal_when_its_store_is_back_stops_the_projection_at_once()
    {
        Append(2);
        _projection.ResumeFaults.Enqueue(new IOException("away"));
        _projection.ResumeFaults.Enqueue(new OtherJournalException("it is of another journal"));
        await StartAsync();
        await UntilAsync(() => Status.Condition == ProjectionCondition.Stopped, "the projection to stop");
        Assert.Equal("it is of another journal", Status.Detail);
        await _running;
        Assert.Empty(_projection.Applied);
        Assert.False(_projection.WasStopped);
        Assert.Single(_log.At(LogLevel.Critical));
    }

    [Fact]
    public async Task An_outage_is_retried_for_ever_and_said_once_until_it_ends()
    {
        Append(2);
        var isAway = true;
        _projection.FaultAt = _ => isAway ? new JournalUnavailableException("the disk is full", null!) : null;
        await StartAsync();
        await UntilAsync(() => Status.Failures > 50, "many retries");
        Assert.Equal((ProjectionCondition.Waiting, "the disk is full"), (Status.Condition, Status.Detail));
        Assert.Single(_log.At(LogLevel.Error));
        Assert.Empty(_log.At(LogLevel.Critical));

        isAway = false;
        await UntilAsync(() => Status.Condition == ProjectionCondition.Running, "the end of the outage");
        Assert.Null(Status.Detail);
        Assert.Equal([1L, 2L], _projection.Applied);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(InvalidCastException))]
    public async Task A_bug_is_retried_a_few_times_and_then_stops_the_projection_at_its_entry(Type bug)
    {
        Append(5);
        _projection.FaultAt = id => id == 4 ? (Exception)Activator.CreateInstance(bug)! : null;
        await StartAsync();
        await UntilAsync(() => Status.Condition == ProjectionCondition.Stopped, "the projection to stop");
        Assert.Equal([1L, 2L, 3L], _projection.Applied);
        Assert.Contains(bug.Name, Status.Detail, StringComparison.Ordinal);
        Assert.Contains("entry 4", Status.Detail, StringComparison.Ordinal);
        Assert.Equal((3, 2), (Status.Position, Status.Lag));
        var failures = Status.Failures;
        Assert.InRange(failures, 4, 6); // the whole group once, then entry 4 with its retries

        Append(3);
        _time.Advance(TimeSpan.FromHours(1));
        await _running; // it has ended
        Assert.Equal((failures, ProjectionCondition.Stopped), (Status.Failures, Status.Condition));
        Assert.Contains("entry 4", Assert.Single(_log.At(LogLevel.Critical)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_that_passes_before_the_last_retry_stops_nothing()
    {
        Append(5);
        var left = 3;
        _projection.FaultAt = id => id == 2 && left-- > 0 ? new InvalidOperationException("not yet") : null;
        await StartAsync();
        await UntilAsync(() => Status is { Lag: 0, Condition: ProjectionCondition.Running }, "the journal's end");
        Assert.Equal([1L, 2L, 3L, 4L, 5L], _projection.Applied);
        Assert.Empty(_log.At(LogLevel.Critical));
    }

    [Fact]
    public async Task A_bug_while_resuming_stops_the_projection_as_well()
    {
        Append(1);
        for (var i = 0; i < 10; i++)
            _projection.ResumeFaults.Enqueue(new InvalidOperationException("the file makes no sense"));
        await StartAsync();
        await UntilAsync(() => Status.Condition == ProjectionCondition.Stopped, "the projection to stop");
        Assert.Contains("the file makes no sense", Status.Detail, StringComparison.Ordinal);
        Assert.Empty(_projection.Applied);
    }

    [Fact]
    public async Task After_a_repair_a_restart_goes_on_where_the_projection_stopped()
    {
        Append(5);
        _projection.FaultAt = id => id == 4 ? new InvalidOperationException("a bug") : null;
        await StartAsync();
        await UntilAsync(() => Status.Condition == ProjectionCondition.Stopped, "the projection to stop");
        await _running;
        Assert.False(_projection.WasStopped); // what it holds after the failure is not saved

        _projection.FaultAt = _ => null;
        await StartAsync();
        await UntilAsync(() => Status.Lag == 0, "the journal's end");
        Assert.Equal([1L, 2L, 3L, 4L, 5L], _projection.Applied);
        Assert.Equal(ProjectionCondition.Running, Status.Condition);
    }

    [Fact]
    public async Task A_projection_that_resumes_late_still_learns_where_the_journal_ended_at_the_start()
    {
        Append(2);
        Reopen();
        _projection.ResumeFaults.Enqueue(new IOException("the disk is away"));
        _runner = NewRunner();
        await _runner.ResumeAsync(_stop.Token);
        Append(4);
        _running = _runner.RunAsync(_stop.Token);
        await UntilAsync(() => Status.Lag == 0, "the journal's end");
        Assert.Equal([2L, 2L], _projection.JournalEnds);
    }

    private async Task StartAsync()
    {
        _runner = NewRunner();
        await _runner.ResumeAsync(_stop.Token);
        _running = _runner.RunAsync(_stop.Token);
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    private void Open() => _journal = new Journal(new JournalOptions { Path = _directory.File("journal.db") });

    private void Reopen()
    {
        _journal.Dispose();
        Open();
    }

    private ProjectionRunner NewRunner() => new(_projection, _journal, _options, _time, _log);

    private void Append(int entries)
    {
        for (var i = 0; i < entries; i++)
            _journal.Append([new JournalDraft(_time.GetUtcNow(), JournalKind.HostStart, "", null, 0, 0, [])]);
    }

    private Task UntilAsync(Func<bool> condition, string what) => Eventually.ThatAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            return condition();
        },
        Eventually.Patience, what, () => Status.ToString());
}
