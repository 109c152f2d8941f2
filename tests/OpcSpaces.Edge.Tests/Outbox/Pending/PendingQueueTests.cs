using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Pending;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox.Pending;

/// <summary>What waits while the disk accepts nothing and the clock is set again and again.</summary>
public sealed class PendingQueueTests
{
    private const long Nine = 1_772_442_000_000; // 2026-03-02 09:00 UTC
    private const long Hour = 3_600_000;
    private static readonly Metric Desk = new("hall", "desk/1/occupied", SparkplugDataType.Boolean, 1);
    private static readonly Metric Clock = new("", OutboxMetrics.ClockStatement, SparkplugDataType.String, 2);
    private readonly PendingQueue _queue = new(maxReadings: 3);
    private long _monotonicMs = 1_000;
    private long _offsetMs = Nine;

    [Fact]
    public void A_clock_that_jumps_each_second_makes_the_queue_no_longer()
    {
        var statements = new List<PendingStatement>();
        for (var i = 0; i < 1_000; i++)
        {
            _queue.Add(Set(i == 0 ? 0 : i % 2 == 0 ? -Hour : Hour, synchronized: i % 3 == 0, statements));
            _queue.Add(Batch());
        }

        var left = _queue.Take(int.MaxValue);
        // A statement before each of the three batches that are kept, and what is left of the others.
        Assert.Equal(
            [typeof(PendingStatement), typeof(PendingLoss), .. Enumerable.Repeat((Type[])[typeof(PendingStatement), typeof(PendingBatch)], 3).SelectMany(it => it)],
            left.Select(work => work.GetType()));
        Assert.Same(statements[0], left[0]);
        Assert.Null(statements[0].Statement.LeftOut);
        var last = Assert.IsType<PendingStatement>(left[2]);
        Assert.Same(statements[997], last);
        Assert.Equal((996, (long?)Hour), (last.Statement.LeftOut!.Value, last.Statement.StepMs));
        Assert.All(statements[1..997], statement => Assert.True(statement.Stored.IsCompletedSuccessfully));
        Assert.False(last.Stored.IsCompleted);
        Assert.Equal(997, _queue.Lost[Desk]);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2_000, null)]
    [InlineData(2_001, 2_001L)]
    [InlineData(-5 * Hour, -5 * Hour)]
    public void The_last_statement_says_the_whole_step_since_the_first(long wholeMs, long? stepMs)
    {
        var statements = new List<PendingStatement>();
        foreach (var step in (long[])[Hour, Hour, -2 * Hour, Hour + wholeMs])
        {
            _queue.Add(Set(step, synchronized: false, statements));
            _queue.Add(Batch());
        }

        for (var i = 0; i < 3; i++) _queue.Add(Batch());
        Assert.Equal((2, stepMs), (statements[^1].Statement.LeftOut!.Value, statements[^1].Statement.StepMs));
        Assert.Equal(Hour, statements[0].Statement.StepMs);
    }

    [Fact]
    public void The_losses_between_them_become_one_that_is_unknown_since_the_earliest()
    {
        var statements = new List<PendingStatement>();
        for (var i = 0; i < 4; i++)
        {
            _queue.Add(Set(-Hour, synchronized: false, statements));
            _queue.Add(Batch());
        }

        for (var i = 0; i < 3; i++) _queue.Add(Batch());
        var losses = _queue.Take(int.MaxValue).OfType<PendingLoss>().Select(loss => Assert.Single(Assert.Single(loss.Unknowns()).Readings).TimestampMs).ToList();
        Assert.Equal([statements[2].Statement.WallMs, statements[3].Statement.WallMs], losses);
    }

    [Fact]
    public void What_is_put_back_is_joined_too()
    {
        var statements = new List<PendingStatement>();
        for (var i = 0; i < 3; i++)
        {
            _queue.Add(Set(Hour, synchronized: false, statements));
            _queue.Add(Batch());
        }

        var taken = _queue.Take(int.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            _queue.Add(Set(Hour, synchronized: false, statements));
            _queue.Add(Batch());
        }

        _queue.PutBack(taken);
        Assert.Equal([null, null, null, 2, null, null], statements.Select(it => it.Statement.LeftOut));
        Assert.Equal(3 * Hour, statements[3].Statement.StepMs);
        Assert.Equal(2 + (2 * 3), _queue.Take(int.MaxValue).Count);
    }

    /// <summary>The disk is only slow.</summary>
    [Fact]
    public void Statements_that_wait_for_a_commit_all_stay_when_nothing_was_given_up()
    {
        var statements = new List<PendingStatement>();
        for (var i = 0; i < 4; i++) _queue.Add(Set(Hour, synchronized: false, statements));
        var taken = _queue.Take(2);
        _queue.Add(Batch());
        _queue.PutBack(taken);
        AssertAllStay(statements);
        Assert.Equal([.. statements, typeof(PendingBatch)], _queue.Take(int.MaxValue).Select(work => work is PendingStatement ? (object)work : work.GetType()));
    }

    [Fact]
    public void And_so_do_those_between_which_nothing_was_given_up()
    {
        var statements = new List<PendingStatement>();
        for (var i = 0; i < 3; i++) _queue.Add(Batch());
        for (var i = 0; i < 3; i++) _queue.Add(Set(Hour, synchronized: false, statements));
        for (var i = 0; i < 3; i++) _queue.Add(Batch());
        Assert.Equal(3, _queue.Lost[Desk]);
        AssertAllStay(statements);
        Assert.Equal(
            [typeof(PendingLoss), .. Enumerable.Repeat(typeof(PendingStatement), 3), .. Enumerable.Repeat(typeof(PendingBatch), 3)],
            _queue.Take(int.MaxValue).Select(work => work.GetType()));
    }

    private static void AssertAllStay(List<PendingStatement> statements) => Assert.All(statements, it =>
    {
        Assert.Equal((null, (long?)Hour), (it.Statement.LeftOut, it.Statement.StepMs));
        Assert.False(it.Stored.IsCompleted);
    });

    private PendingStatement Set(long stepMs, bool? synchronized, List<PendingStatement> all)
    {
        _monotonicMs += 1_000;
        _offsetMs += stepMs;
        var statement = new PendingStatement(Clock, new ClockStatement
        {
            Boot = "boot-1",
            WallMs = _monotonicMs + _offsetMs,
            MonotonicMs = _monotonicMs,
            Synchronized = synchronized,
            StepMs = stepMs == 0 ? null : stepMs,
        });
        all.Add(statement);
        return statement;
    }

    private PendingBatch Batch()
    {
        MetricReading[] readings = [new(Desk, _monotonicMs + _offsetMs, PointValue.Of(true))];
        return new PendingBatch("hall", BatchKind.State, readings, new BatchEncoder().Encode(readings));
    }
}
