using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpcSpaces.Edge.Uplink;

namespace OpcSpaces.Edge.Tests.Uplink;

public sealed class SendWindowTests
{
    private readonly SendWindow _window = new(new UplinkConfig(), new Random(1));
    private TimeSpan _now;

    private void Send(int batches)
    {
        for (var i = 0; i < batches; i++) _window.Sent(_window.Next, 1000, _now);
    }

    private void After(double seconds) => _now += TimeSpan.FromSeconds(seconds);

    [Fact]
    public void The_window_begins_small_and_doubles_with_each_round_trip()
    {
        _window.Restart(0, 1, _now);
        for (var size = 32; size <= 1024; size *= 2)
        {
            Assert.Equal(size, _window.Room);
            Send(size);
            Assert.Equal(0, _window.Room);
            _window.Acknowledged(_window.Next - 1, _now);
        }

        Assert.Equal(1024, _window.Room);
    }

    [Fact]
    public void A_go_back_halves_the_window_which_then_grows_by_one_per_round_trip()
    {
        _window.Restart(0, 1, _now);
        Send(32);
        _window.GoBack();
        _window.Restart(0, 1, _now);
        Assert.Equal(16, _window.Size);
        for (var trip = 1; trip <= 3; trip++)
        {
            Send(_window.Room);
            _window.Acknowledged(_window.Next - 1, _now);
            Assert.Equal(16 + trip, _window.Size);
        }
    }

    [Fact]
    public void Bytes_limit_the_window_as_well()
    {
        var window = new SendWindow(new UplinkConfig { LargestWindowKilobytes = 1 }, new Random(1));
        window.Sent(1, 1023, _now);
        Assert.True(window.Room > 0);
        window.Sent(2, 1, _now);
        Assert.Equal(0, window.Room);
    }

    [Fact]
    public void Silence_means_go_back_only_while_batches_are_in_flight()
    {
        _window.Restart(0, 1, _now);
        After(100);
        Assert.False(_window.ShouldGoBack(_now));
        Send(1);
        After(9.9);
        Assert.False(_window.ShouldGoBack(_now));
        After(0.1);
        Assert.True(_window.ShouldGoBack(_now));
    }

    [Fact]
    public void Progress_restarts_the_timeout()
    {
        _window.Restart(0, 1, _now);
        Send(3);
        After(9);
        _window.Acknowledged(1, _now);
        After(9);
        Assert.False(_window.ShouldGoBack(_now));
    }

    [Fact]
    public void The_timeout_doubles_while_there_is_no_progress()
    {
        var before = _window.Patience;
        _window.GoBack();
        Assert.Equal(2 * before, _window.Patience);
        _window.Acknowledged(0, _now);
        Assert.Equal(before, _window.Patience);
    }

    [Fact]
    public void Several_repeated_watermarks_mean_a_missing_batch()
    {
        _window.Restart(0, 1, _now);
        Send(5);
        _window.Repeated();
        After(1);
        Assert.False(_window.ShouldGoBack(_now), "one repetition may answer a birth");
        _window.Repeated();
        Assert.True(_window.ShouldGoBack(_now));
    }

    [Fact]
    public void The_pause_before_a_go_back_is_random_and_bounded()
    {
        var config = new UplinkConfig { FirstGoBackDelayMs = 100, LongestGoBackDelayMs = 1000 };
        var window = new SendWindow(config, new Random(1));
        var pauses = Enumerable.Range(0, 50).Select(_ => window.GoBack().TotalMilliseconds).ToList();
        Assert.All(pauses, pause => Assert.InRange(pause, 0, 1000));
        Assert.InRange(pauses[0], 0, 100);
        Assert.Equal(50, pauses.Distinct().Count());
        Assert.Equal(50, window.GoBacks);
        Assert.Equal(1, window.Size);
    }

    [Fact]
    public void A_watermark_above_all_that_was_sent_moves_the_next_number()
    {
        _window.Restart(0, 1, _now);
        _window.Acknowledged(7, _now);
        Assert.Equal(8UL, _window.Next);
    }

    [Fact]
    public void Removed_rows_are_skipped()
    {
        _window.Restart(committed: 3, first: 10, _now);
        Assert.Equal(10UL, _window.Next);
    }

    [Property]
    public Property It_never_holds_more_than_its_size_and_never_skips_a_number() => Prop.ForAll(
        Gen.Choose(0, 3).ArrayOf().ToArbitrary(),
        steps =>
        {
            var window = new SendWindow(new UplinkConfig { FirstWindow = 4, LargestWindow = 64 }, new Random(steps.Length));
            var (committed, sent) = (0UL, 0UL);
            foreach (var step in steps)
            {
                switch (step)
                {
                    case 0 when window.Room > 0:
                        Assert.InRange(window.Next, committed + 1, sent + 1);
                        window.Sent(window.Next, 100, default);
                        sent = Math.Max(sent, window.Next - 1);
                        break;
                    case 1 when window.InFlight > 0:
                        window.Acknowledged(++committed, default);
                        break;
                    case 2:
                        window.GoBack();
                        window.Restart(committed, 1, default);
                        break;
                    case 3:
                        window.Repeated();
                        break;
                }

                Assert.InRange(window.Size, 1, 64);
                Assert.True(window.InFlight <= 64);
            }
        });
}
