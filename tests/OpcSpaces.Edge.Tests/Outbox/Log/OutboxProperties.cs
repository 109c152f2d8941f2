using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>Any sequence of what may happen to an outbox leaves numbers without holes, a chain that holds, and everything that was not committed.</summary>
public class OutboxProperties
{
    public enum Happening
    {
        Append,
        AppendMany,
        Mark,
        WatermarkUp,
        WatermarkDown,
        WatermarkAboveLast,
        OtherEpoch,
        DayPasses,
        ClockJumps,
        Reopen,
        Crash,
    }

    public static Arbitrary<Happening[]> Events() =>
        Gen.Elements(Enum.GetValues<Happening>()).ArrayOf().Where(events => events.Length <= 40).ToArbitrary();

    [Property(Arbitrary = [typeof(OutboxProperties)], MaxTest = 25)]
    public void Numbers_have_no_holes_and_nothing_uncommitted_is_missing(Happening[] events) => RunAsync(events).GetAwaiter().GetResult();

    private static async Task RunAsync(Happening[] events)
    {
        using var outbox = new OutboxFixture();
        var model = new Model();
        foreach (var happening in events)
        {
            await ApplyAsync(outbox, model, happening);
            Check(outbox, model);
        }

        outbox.Log.Dispose();
        ChainVerification.Verify(Path.Combine(outbox.Directory, OutboxFile.Name));
    }

    private static async Task ApplyAsync(OutboxFixture outbox, Model model, Happening happening)
    {
        var (epoch, last, _, committed) = outbox.Log.Position;
        switch (happening)
        {
            case Happening.Append:
                await AppendAsync(outbox, model, 1);
                break;
            case Happening.AppendMany:
                await AppendAsync(outbox, model, 7);
                break;
            case Happening.Mark:
                await outbox.Log.MarkAsync(outbox.NowMs);
                break;
            case Happening.WatermarkUp:
                Assert.NotEqual(WatermarkOutcome.AboveLast, outbox.Log.OnWatermark(new CommittedCommand(epoch, committed + ((last - committed + 1) / 2))));
                break;
            case Happening.WatermarkDown:
                outbox.Log.OnWatermark(new CommittedCommand(epoch, committed / 2));
                break;
            case Happening.WatermarkAboveLast:
                Assert.Equal(WatermarkOutcome.AboveLast, outbox.Log.OnWatermark(new CommittedCommand(epoch, last + 1)));
                model.DropUpTo(Math.Max(committed, outbox.Log.Position.First - 1));
                outbox.Log.StartNewEpoch();
                break;
            case Happening.OtherEpoch:
                Assert.Equal(WatermarkOutcome.OtherEpoch, outbox.Log.OnWatermark(new CommittedCommand(epoch ^ 1, last)));
                break;
            case Happening.DayPasses:
                outbox.Time.Advance(TimeSpan.FromHours(25));
                break;
            case Happening.ClockJumps:
                outbox.Time.JumpWallClock(TimeSpan.FromDays(last % 2 == 0 ? 1 : -1));
                break;
            case Happening.Reopen:
                outbox.Reopen();
                break;
            case Happening.Crash:
                outbox.Crash();
                break;
        }
    }

    private static async Task AppendAsync(OutboxFixture outbox, Model model, int count)
    {
        var appends = Enumerable.Range(0, count).Select(_ => (At: model.NextTime(), Append: (Task<ulong>?)null)).ToArray();
        for (var i = 0; i < count; i++) appends[i].Append = outbox.AppendAsync(at: appends[i].At);
        foreach (var (at, append) in appends) Assert.Equal(model.Add(at), await append!);
    }

    private static void Check(OutboxFixture outbox, Model model)
    {
        var position = outbox.Log.Position;
        Assert.Equal(model.Last, position.LastSequence);
        var held = outbox.All();
        Assert.Equal((ulong)held.Count, position.LastSequence - position.First + 1);
        for (var i = 0; i < held.Count; i++)
        {
            Assert.Equal(position.First + (ulong)i, held[i].Sequence);
            Assert.Equal(model[held[i].Sequence], StoredReading.Of(held[i])[0].TimestampMs);
        }

        // Only what was committed once may be gone; the model never commits what it does not have.
        Assert.InRange(position.First, 1UL, Math.Max(1, model.HighestCommitted(position.Committed) + 1));
    }

    /// <summary>What an outbox is, without a disk: a list.</summary>
    private sealed class Model
    {
        private List<long> _times = [];
        private long _time;
        private ulong _highest;

        public ulong Last => (ulong)_times.Count;

        public long this[ulong sequence] => _times[(int)sequence - 1];

        public long NextTime() => ++_time;

        public ulong Add(long time)
        {
            _times.Add(time);
            return Last;
        }

        public ulong HighestCommitted(ulong committed) => _highest = Math.Max(_highest, committed);

        public void DropUpTo(ulong sequence)
        {
            _times = _times[(int)sequence..];
            _highest = 0;
        }
    }
}
