using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Signals;

public sealed class PulseOutputTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly VirtualTime _time = new(Start);
    private readonly SimulatedBoard _board = new([2]);
    private readonly IPinController _controller;
    private readonly List<PinChange> _changes = [];
    private readonly PulseOutput _output;

    public PulseOutputTests()
    {
        _controller = _board.CreateController();
        _controller.OpenInput(2).Subscribe(_changes.Add);
        _output = new PulseOutput(_board[2], _time, pulsesPerKilowattHour: 1_000, phase: 0);
    }

    [Fact]
    public void A_kilowatt_for_an_hour_makes_a_thousand_pulses()
    {
        _output.AddLoad(1_000);

        // Half a pulse after the hour, so that the thousandth pulse does not depend on rounding.
        _time.AdvanceTo(Start.AddHours(1).AddSeconds(1.8));

        Assert.Equal(1_000, _changes.Count(change => change.High));
    }

    [Fact]
    public void Each_pulse_lasts_fifty_milliseconds_and_pulses_are_evenly_apart()
    {
        _output.AddLoad(3_600);

        _time.AdvanceTo(Start.AddSeconds(2.5));

        Assert.Equal([1_000, 1_050, 2_000, 2_050], _changes.Select(change => Math.Round((change.At - Start).TotalMilliseconds)));
    }

    [Fact]
    public void Energy_that_was_drawn_before_a_change_of_load_is_kept()
    {
        _output.AddLoad(1_800);
        _time.AdvanceTo(Start.AddSeconds(1));
        _output.AddLoad(1_800);

        _time.AdvanceTo(Start.AddSeconds(1.6));

        Assert.Equal(1.5, (Assert.Single(_changes, change => change.High).At - Start).TotalSeconds, 3);
    }

    [Fact]
    public void Without_load_there_is_no_pulse()
    {
        _output.AddLoad(3_600);
        _output.AddLoad(-3_600);

        _time.AdvanceTo(Start.AddDays(1));

        Assert.Empty(_changes);
    }

    public void Dispose()
    {
        _output.Dispose();
        _controller.Dispose();
    }
}
