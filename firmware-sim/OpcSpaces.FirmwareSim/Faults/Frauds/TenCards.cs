using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>
/// One person who has ten people's cards and shows them one after the other when the window begins. Nobody comes to a desk. Each
/// card that is shown is an entry in the ground truth.
/// </summary>
internal sealed class TenCards : IEffect
{
    private readonly EffectContext _context;
    private readonly DoorHardware _reader;
    private readonly VirtualTimer _timer;
    private readonly BorrowedCards _cards;
    private Queue<(DateTimeOffset At, int Person)> _left = [];

    public TenCards(ScriptedSensor sensor, EffectContext context)
    {
        _context = context;
        _cards = new BorrowedCards(context.Plan, context.Seed, sensor.Wired.ZoneId, sensor.Wired.PointId);
        _reader = new DoorHardware(context.Seed, context.Time)
        {
            Wiegand = sensor.Wired.Kind == SensorType.Wiegand ? (sensor.Pins[0], sensor.Pins[1]) : null,
            CardChip = sensor.Chip,
        };
        _timer = context.Time.CreateTimer(OnShow);
    }

    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        // If the simulation starts within the window, the first cards have already been shown.
        _left = new Queue<(DateTimeOffset At, int Person)>(_cards.ShownIn(window).Where(card => card.At >= now));
        SetTimer();
    }

    public void End(DateTimeOffset now) => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _reader.Dispose();
    }

    private void OnShow()
    {
        _reader.Show(_left.Dequeue().Person, _context.Time.GetUtcNow());
        SetTimer();
    }

    private void SetTimer()
    {
        if (_left.TryPeek(out var next))
            _timer.Set(next.At);
    }
}
