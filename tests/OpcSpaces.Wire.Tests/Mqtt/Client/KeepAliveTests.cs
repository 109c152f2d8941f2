using OpcSpaces.Wire.Mqtt.Client;
using Verdict = OpcSpaces.Wire.Mqtt.Client.KeepAlive.Verdict;

namespace OpcSpaces.Wire.Tests.Mqtt.Client;

public sealed class KeepAliveTests
{
    private const int Seconds = 10;

    private readonly KeepAlive _keepAlive = new(Seconds);
    private long _now = Environment.TickCount64;

    [Fact]
    public void A_link_on_which_both_sides_send_needs_no_ping() => Assert.Equal(Verdict.Wait, Look(silent: 9.9, sent: 9.9));

    [Fact]
    public void A_ping_is_due_once_when_nothing_was_sent_for_the_keep_alive_time()
    {
        Assert.Equal(Verdict.Ping, Look(silent: 0, sent: 10));
        Assert.Equal(Verdict.Wait, Look(silent: 0, sent: 11));
        Assert.Equal(Verdict.Wait, Look(silent: 0, sent: 0));
        Assert.Equal(Verdict.Ping, Look(silent: 0, sent: 10));
    }

    [Fact]
    public void A_ping_is_due_when_nothing_came_however_much_was_sent() => Assert.Equal(Verdict.Ping, Look(silent: 10, sent: 0));

    [Fact]
    public void A_link_is_silent_after_one_and_a_half_keep_alive_times()
    {
        Assert.Equal(Verdict.Ping, Look(silent: 15, sent: 0));
        Assert.Equal(Verdict.LinkIsSilent, Look(silent: 15.1, sent: 0));
    }

    [Fact]
    public void A_late_look_ends_no_session_but_the_next_one_does()
    {
        _now += 60_000;
        Assert.Equal(Verdict.Wait, _keepAlive.Look(_now, silentForMs: 60_000, sentBeforeMs: 60_000));
        Assert.Equal(Verdict.LinkIsSilent, Look(silent: 61, sent: 61));
    }

    private Verdict Look(double silent, double sent)
    {
        _now += (long)_keepAlive.Interval.TotalMilliseconds;
        return _keepAlive.Look(_now, (long)(silent * 1000), (long)(sent * 1000));
    }
}
