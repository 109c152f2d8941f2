using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.People.Days.Events;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>A desk with its hardware: motion detector, pad on the chair, power monitor, share of a meter.</summary>
internal sealed class DeskHardware(Person person, int seed) : IDisposable
{
    private const double StirWithinSeconds = 10;
    private const long StayPart = -2;

    private readonly DeskLoad _load = person.Habits.Load;
    private bool _bag;
    private int _stays;

    public MotionDetector? Motion { get; init; }

    public SimulatedPin? Pad { get; init; }

    public PulseOutput? Meter { get; init; }

    public bool Taken { get; private set; }

    public double Watts { get; private set; } = person.Habits.Load.StandbyWatts;

    /// <summary>Applies one event. If <paramref name="live"/> is false, only the state changes, for a start in the middle of a day.</summary>
    public void Apply(ZoneEvent happening, DateOnly date, DateTimeOffset now, bool live)
    {
        if (DeskPower.After(happening, _load) is { } watts)
            Draw(watts, live);
        switch (happening.Kind)
        {
            case ZoneEventKind.DeskTaken:
                (Taken, _bag, _stays) = (true, false, _stays + 1);
                if (live) Motion?.Arrive(RandomOfStay(date), person.Habits.StirSeconds);
                break;
            case ZoneEventKind.DeskLeft:
                (Taken, _bag) = (false, ((LeftAtDesk)happening.Value).HasFlag(LeftAtDesk.Bag));
                if (live) Motion?.Leave();
                break;
            case ZoneEventKind.FalseMotion:
                if (live) Motion?.See();
                break;
        }
        if (live) Pad?.Set(Taken || _bag, now);
    }

    /// <summary>Sets the signals to the current state.</summary>
    public void Settle(DateOnly date, DateTimeOffset now)
    {
        Meter?.AddLoad(Watts);
        Pad?.Set(Taken || _bag, now);
        if (Taken) Motion?.Find(RandomOfStay(date), person.Habits.StirSeconds, StirWithinSeconds);
    }

    /// <summary>Begins a new day: stays are counted from 0.</summary>
    public void OnMidnight() => _stays = 0;

    public void Dispose() => Motion?.Dispose();

    private void Draw(double watts, bool live)
    {
        if (live) Meter?.AddLoad(watts - Watts);
        Watts = watts;
    }

    private SeededRandom RandomOfStay(DateOnly date) => SeededRandom.For(seed, StayPart, person.Number, date.DayNumber, _stays);
}
