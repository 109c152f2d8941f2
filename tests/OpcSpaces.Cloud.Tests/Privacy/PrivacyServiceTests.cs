using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Privacy;

/// <summary>When what is due is deleted, and what is said of it.</summary>
public sealed class PrivacyServiceTests : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _data = new("privacy");
    private readonly SetClock _time = new();
    private Func<DateTimeOffset?> _newestReceipt;
    private readonly DeletionLog _log;

    public PrivacyServiceTests()
    {
        _log = new DeletionLog(_data.File("deletions.db"));
        _newestReceipt = () => _time.GetUtcNow();
    }

    public void Dispose()
    {
        _log.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_kind_that_fails_is_shown_and_tried_again_and_keeps_none_of_the_others()
    {
        var (broken, held, good) = (new Kind("broken") { Fault = new IOException("no disk") }, new Kind("held") { HeldBack = "a projection is slow" }, new Kind("good"));
        using var service = Service(broken, held, good);
        await service.RunAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        await service.RunAsync(CancellationToken.None);

        var status = service.Status;
        Assert.Equal(("no disk", Begin, null, 0), (status[0].Fault, status[0].FaultSince, status[0].DoneAt, status[0].Deleted));
        Assert.Equal(("a projection is slow", null, _time.GetUtcNow(), _time.GetUtcNow().AddDays(-30)), (status[1].HeldBack, status[1].Fault, status[1].DoneAt, status[1].DoneBefore));
        Assert.Equal((null, null, 10), (status[2].HeldBack, status[2].Fault, status[2].Deleted));
        Assert.Equal(["good", "held", "good", "held"], _log.Read(null, null, 10).Select(entry => entry.Deletion.Kind));
        Assert.All(_log.Read(null, null, 10), entry => Assert.Equal("privacy.days=30", entry.Deletion.Rule));

        broken.Fault = null;
        await service.RunAsync(CancellationToken.None);
        Assert.Equal((null, null, 5), (service.Status[0].Fault, service.Status[0].FaultSince, service.Status[0].Deleted));
    }

    [Fact]
    public async Task It_runs_five_minutes_after_the_start_and_then_every_hour()
    {
        var kind = new Kind("good");
        using var service = Service(kind);
        await service.StartAsync(CancellationToken.None);
        await Eventually.ThatAsync(
            () =>
            {
                if (kind.RanAt.Count < 3) _time.Advance(TimeSpan.FromMinutes(1));
                return kind.RanAt.Count >= 3;
            },
            Eventually.Patience, "three runs");
        await service.StopAsync(CancellationToken.None);
        // A pause begins a moment after the end of a run, while the time goes on.
        Assert.True(kind.RanAt[0] >= Begin.AddMinutes(5) && kind.RanAt[0] < Begin.AddHours(1), $"{kind.RanAt[0]:O}");
        Assert.All(kind.RanAt.Zip(kind.RanAt.Skip(1)), pair => Assert.True(pair.Second >= pair.First.AddHours(1)));
    }

    [Fact]
    public async Task A_stop_ends_a_run_without_a_fault()
    {
        using var stop = new CancellationTokenSource();
        var kind = new Kind("slow") { OnRun = stop.Cancel };
        using var service = Service(kind);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.RunAsync(stop.Token));
        Assert.Equal((null, null, false), (service.Status[0].Fault, service.Status[0].DoneAt, service.Status[0].IsRunning));
    }

    [Fact]
    public async Task Nothing_is_deleted_by_a_clock_that_has_jumped_forward_until_it_is_set()
    {
        var kind = new Kind("good");
        using var service = Service(kind);
        await service.RunAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        _time.Ahead = TimeSpan.FromDays(365);
        await service.RunAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        await service.RunAsync(CancellationToken.None);
        Assert.Single(kind.RanAt);
        Assert.Contains("went forward by 365.0 days", service.Status[0].Fault, StringComparison.Ordinal);
        Assert.Equal((Begin.AddDays(365).AddHours(1), Begin), (service.Status[0].FaultSince, service.Status[0].DoneAt));

        _time.Ahead = TimeSpan.FromMinutes(-5);
        await service.RunAsync(CancellationToken.None);
        Assert.Equal(2, kind.RanAt.Count);
        Assert.Null(service.Status[0].Fault);

        // Time that passes while the process runs is no jump.
        _time.Advance(TimeSpan.FromDays(40));
        await service.RunAsync(CancellationToken.None);
        Assert.Equal(3, kind.RanAt.Count);
    }

    [Fact]
    public async Task Nothing_is_deleted_while_the_journal_knows_nothing_of_such_a_time()
    {
        var (kind, newest) = (new Kind("good"), (DateTimeOffset?)Begin.AddDays(-2));
        _newestReceipt = () => newest;
        using var service = Service(kind);
        await service.RunAsync(CancellationToken.None);
        Assert.Empty(kind.RanAt);
        Assert.Contains("2026-04-29", service.Status[0].Fault, StringComparison.Ordinal);
        newest = Begin.AddMinutes(-10);
        await service.RunAsync(CancellationToken.None);
        newest = null;
        await service.RunAsync(CancellationToken.None);
        Assert.Equal((2, null), (kind.RanAt.Count, service.Status[0].Fault));
    }

    private PrivacyService Service(params IRetention[] kinds) => new(kinds, _log, new PrivacyOptions(), _newestReceipt, _time, NullLogger<PrivacyService>.Instance);

    /// <summary>A clock that somebody sets, beside the time that passes.</summary>
    private sealed class SetClock() : FakeTimeProvider(Begin)
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

        // The base takes it from the time of day.
        public override long GetTimestamp() => base.GetTimestamp() - Ahead.Ticks;
    }

    private sealed class Kind(string name) : IRetention
    {
        private readonly ConcurrentQueue<DateTimeOffset> _ranAt = new();

        public Exception? Fault { get; set; }

        public string? HeldBack { get; init; }

        public Action? OnRun { get; init; }

        /// <summary>When it ran.</summary>
        public IReadOnlyList<DateTimeOffset> RanAt => [.. _ranAt];

        public RetentionRule Rule { get; } = new(name, "privacy.days=30", now => now.AddDays(-30));

        public Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
        {
            OnRun?.Invoke();
            stop.ThrowIfCancellationRequested();
            if (Fault is { } fault) throw fault;
            log(new Deletion(Rule.Kind, "", null, before, 5, Rule.Setting));
            _ranAt.Enqueue(before.AddDays(30));
            return Task.FromResult(HeldBack);
        }
    }
}
