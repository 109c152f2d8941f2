using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PulseMeters;

namespace OpcSpaces.Edge.Tests.Sensing.PulseMeters;

/// <summary>Pulses of a contact that counts 10 ms from rise to rise, by the times of its edges in ms.</summary>
public sealed class PulseContactTests
{
    private readonly FaultCounts _faults = new();
    private readonly PulseContact _contact;

    public PulseContactTests()
    {
        _contact = new PulseContact(TimeSpan.FromMilliseconds(10), _faults);
        _contact.Begin(high: false);
    }

    private bool Tell(bool high, double ms) => _contact.Add(new PinChange(high, DateTimeOffset.UnixEpoch.AddMilliseconds(ms)), TimeSpan.FromMilliseconds(ms)) is not null;

    // Edges that alternate, the first of them a rise.
    private int Pulses(params double[] edgesMs) => edgesMs.Index().Count(edge => Tell(edge.Index % 2 == 0, edge.Item));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_contact_that_bounces_when_it_closes_and_when_it_opens_makes_one_pulse(int ms)
    {
        for (var at = 0; at < 10_000; at += 1000)
            Assert.Equal(1, Pulses(at, at + ms, at + (2 * ms), at + (2 * ms) + 30, at + (3 * ms) + 30, at + (4 * ms) + 30));
        Assert.Equal((20L, 0L), (_contact.Bounces, _faults["missedFall"]));
    }

    [Fact]
    public void A_spike_of_a_millisecond_does_not_count_and_the_next_pulse_does()
    {
        for (var at = 0; at < 10_000; at += 1000) Assert.Equal(1, Pulses(at, at + 1, at + 500, at + 530));
        Assert.Equal(10, _contact.Bounces);
    }

    [Fact]
    public void A_level_with_a_short_gap_is_one_pulse() => Assert.Equal(1, Pulses(0, 15, 16, 30));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    [InlineData(0, 7)]
    public void Fifty_pulses_a_second_all_count_even_when_one_edge_is_recorded_late(int lateRiseMs, int lateFallMs)
    {
        for (var at = 0; at < 10_000; at += 140)
            Assert.Equal(7, Pulses(at + lateRiseMs, at + 10 + lateFallMs, at + 20, at + 30, at + 40, at + 50, at + 60, at + 70, at + 80, at + 90, at + 100, at + 110, at + 120, at + 130));
        Assert.Equal(0, _contact.Bounces);
    }

    [Fact]
    public void A_missed_fall_loses_no_pulse_and_makes_no_pulse_of_a_bounce()
    {
        Assert.Equal(1, Pulses(0, 30, 31)); // the bounce stays high
        Assert.False(Tell(true, 1000));
        Assert.True(Tell(true, 2000));
        Assert.True(Tell(false, 2030));
        Assert.Equal(2, _faults["missedFall"]);
    }

    [Fact]
    public void A_clock_that_is_set_back_within_a_pulse_loses_no_pulse() => Assert.Equal(2, Pulses(100_000, 30, 1000, 1030));

    [Fact]
    public void A_level_that_was_high_at_the_start_is_no_pulse()
    {
        var contact = new PulseContact(TimeSpan.FromMilliseconds(10), _faults);
        contact.Begin(high: true);
        Assert.Null(contact.UnderWay);
        Assert.Null(contact.Add(new PinChange(false, DateTimeOffset.UnixEpoch), TimeSpan.Zero));
        Assert.Null(contact.Add(new PinChange(true, DateTimeOffset.UnixEpoch.AddSeconds(1)), TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(1), contact.UnderWay?.Monotonic);
    }
}
