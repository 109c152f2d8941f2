using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox.PowerTests;

/// <summary>
/// One gateway's outbox whose power fails again and again at random operations, while batches, marks, watermarks and meter
/// registers are written in random order. After each failure the file must hold everything that was called durable before.
/// </summary>
internal sealed class OutboxPowerTrial(FaultyVfs vfs, string directory, Random random, OutboxConfig config, bool syncsFail)
{
    private const string Meter = "meter";
    private static readonly string[] Zones = ["hall", "office", "lab"];
    private readonly CommitNotes _notes = new();
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private ulong _epoch, _highestWatermark;
    private long _durableMark, _register, _durableRegister;
    private int _underWay;

    internal int Crashes { get; private set; }

    internal int Committed => _notes.Count;

    internal long FailedCommits { get; private set; }

    /// <summary>Null when nothing was ever lost, else what was, and at which crash.</summary>
    internal async Task<string?> RunAsync(int crashes)
    {
        for (Crashes = 0; Crashes < crashes; Crashes++)
        {
            // Mostly soon, so that the creation and the start are hit too; sometimes after checkpoints.
            vfs.Disk.PowerOffAtOperation(random.Next(8) == 0 ? random.Next(1, 3_000) : random.Next(1, 120));
            if (syncsFail)
                vfs.Disk.FailSync(random.Next(1, 20));
            await UseUntilPowerFailsAsync();
            vfs.Disk.PowerOn(random);
            if (Verify() is { } loss)
                return $"crash {Crashes}: {loss}";
        }

        return null;
    }

    private async Task UseUntilPowerFailsAsync()
    {
        using var pool = new CommitPool();
        while (!vfs.Disk.IsOff)
        {
            try
            {
                using var log = Open(pool);
                await FinishAsync(log, log.AppendStartAsync());
                while (!vfs.Disk.IsOff && !log.Broken.IsCompleted)
                    await StepAsync(log);
                FailedCommits += log.Counts.FailedCommits;
            }
            catch (SqliteException) when (vfs.Disk.IsOff || syncsFail)
            {
                // The power or a sync failed during the start: the agent ends and is started again.
            }
        }
    }

    private OutboxLog Open(CommitPool pool)
    {
        var parts = new OutboxDependencies { Directory = directory, Config = config, CommitPool = pool, Time = _time, CommitObserver = _notes };
        var log = OutboxLog.Open(parts, NowMs());
        try
        {
            // Whoever has seen the epoch may have told the cloud, so it must be durable from here on.
            Assert.True(_epoch == 0 || _epoch == log.Position.Epoch, "the epoch changed");
            _epoch = log.Position.Epoch;
            log.Configure(Zones.Select(zone => (zone, "desk/1/occupied", SparkplugDataType.Boolean)), NowMs());
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private async Task StepAsync(OutboxLog log)
    {
        _time.Advance(TimeSpan.FromMilliseconds(random.Next(1, 2_000)));
        if (random.Next(10) == 0)
            _time.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
        if (random.Next(3) == 0)
            Acknowledge(log);
        log.SetRegister(Meter, ++_register);
        var register = _register;
        var appends = Enumerable.Range(0, _underWay = random.Next(1, 6)).Select(_ => AppendAsync(log)).ToList();
        if (await FinishAsync(log, Task.WhenAll(appends)))
            _durableRegister = register;
        if (random.Next(5) == 0)
        {
            var mark = NowMs();
            if (await FinishAsync(log, log.MarkAsync(mark)))
                _durableMark = mark;
        }
    }

    private Task<ulong> AppendAsync(OutboxLog log)
    {
        var metric = log.Metric(Zones[random.Next(Zones.Length)], "desk/1/occupied");
        var readings = Enumerable.Range(0, random.Next(1, 60))
            .Select(i => new MetricReading(metric, NowMs() + i, PointValue.Of(random.Next(2) == 0)));
        return log.AppendAsync(metric.Device, [.. readings], BatchKind.State);
    }

    /// <summary>The cloud has some more, as far as the outbox has said that it is durable.</summary>
    private void Acknowledge(OutboxLog log)
    {
        var (epoch, last, _, committed) = log.Position;
        var watermark = committed + (ulong)random.NextInt64((long)(last - committed) + 1);
        _ = log.OnWatermark(new CommittedCommand(epoch, watermark));
        _highestWatermark = Math.Max(_highestWatermark, watermark);
    }

    /// <summary>False when the power failed first.</summary>
    private async Task<bool> FinishAsync(OutboxLog log, Task work)
    {
        while (await Task.WhenAny(work, vfs.Disk.PoweredOff, log.Broken, Task.Delay(5)) is var first && first != work)
        {
            if (first == vfs.Disk.PoweredOff || first == log.Broken)
                break;
            // A commit that a failed sync refused waits for its next try.
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        return work.IsCompletedSuccessfully;
    }

    private string? Verify()
    {
        var stored = StoredOutbox.Read(vfs.ConnectionString(Path.Combine(directory, "outbox.db")), Meter);
        if (stored.Fault is { } fault)
            return fault;
        if (_epoch != 0 && stored.Epoch != _epoch)
            return $"epoch {_epoch} was in use, {stored.Epoch} is there";
        var noted = _notes.Last(stored.Epoch);
        var last = stored.Batches.Select(batch => batch.Sequence).DefaultIfEmpty().Last();
        // Unknowns at a start, one per zone, are under way together with the first appends.
        if (last < noted || last > noted + (ulong)(_underWay + Zones.Length))
            return $"the outbox called {noted} durable, {last} is there";
        var changed = stored.Batches.FirstOrDefault(batch => batch.Sequence <= noted && _notes.Find(stored.Epoch, batch.Sequence) is { } hash && hash != batch.Hash);
        if (changed != default)
            return $"batch {changed.Sequence} is not what was written";
        return VerifyState(stored, last);
    }

    private string? VerifyState(StoredOutbox stored, ulong last)
    {
        if (stored.Committed > last || stored.Committed > _highestWatermark)
            return $"watermark {stored.Committed} with {last} batches, and the cloud never said more than {_highestWatermark}";
        if (stored.Batches.Count > 0 && stored.Batches[0].Sequence > stored.Committed + 1)
            return $"{stored.Batches[0].Sequence} is the first batch, and the cloud has only {stored.Committed}";
        if (stored.ObservedThroughMs < _durableMark)
            return $"the mark {_durableMark} was called durable, {stored.ObservedThroughMs} is there";
        return stored.Register is { } register && register >= _durableRegister || _durableRegister == 0
            ? null
            : $"the meter stood at {_durableRegister}, {stored.Register} is there";
    }

    private long NowMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
