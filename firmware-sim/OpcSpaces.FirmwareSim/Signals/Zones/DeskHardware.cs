using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.People.Days.Events;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>A desk with whatever hangs at it: a motion detector, a pad on the chair, a power monitor, its share of a meter.</summary>
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

    /// <summary>Lives one event; with <paramref name="live"/> off only the state follows, for a start in the middle of a day.</summary>
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

    /// <summary>Puts the hardware into the state that was followed so far.</summary>
    public void Settle(DateOnly date, DateTimeOffset now)
    {
        Meter?.AddLoad(Watts);
        Pad?.Set(Taken || _bag, now);
        if (Taken) Motion?.Find(RandomOfStay(date), person.Habits.StirSeconds, StirWithinSeconds);
    }

    /// <summary>A new day begins; stays are counted from none.</summary>
    public void OnMidnight() => _stays = 0;

    public void Dispose() => Motion?.Dispose();

    private void Draw(double watts, bool live)
    {
        if (live) Meter?.AddLoad(watts - Watts);
        Watts = watts;
    }

    private SeededRandom RandomOfStay(DateOnly date) => SeededRandom.For(seed, StayPart, person.Number, date.DayNumber, _stays);
}
