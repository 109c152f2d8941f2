using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>
/// Plays into the lines of a zone what they carried 24 hours before. Over several days this repeats the same day. Chips on buses
/// are not affected. If the simulation began less than a day before, the missing day is simulated first.
/// </summary>
internal sealed class RepeatedDay : IEffect
{
    private readonly EffectContext _context;
    private readonly IReadOnlyList<SimulatedPin> _pins;
    private readonly DayTape _tape;
    private readonly VirtualTimer _timer;
    private bool _plays;

    public RepeatedDay(ScriptEntry entry, GatewayWiring gateway, IReadOnlyList<ScriptedSensor> sensors, EffectContext context)
    {
        _context = context;
        _pins = [.. sensors.SelectMany(sensor => sensor.Pins)];
        _tape = new DayTape(_pins.Count);
        _timer = context.Time.CreateTimer(OnDue);
        var now = context.Time.GetUtcNow();
        if (ScriptWindow.After(entry, context.Clock, now).Take(1).Any(window => window.From < now + DayTape.Length))
            RecordDayBefore(entry.Zone, gateway, now);
        _tape.Record(_pins, context.Time);
        // Runs also while nothing is played, so that the tape never holds more than a day.
        SetTimer(now);
    }

    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        Run(now);
        _plays = true;
        for (var line = 0; line < _pins.Count; line++)
            _pins[line].Force(this, _tape.Levels[line], now);
    }

    public void End(DateTimeOffset now)
    {
        _plays = false;
        foreach (var pin in _pins)
            pin.Release(this, now);
    }

    public void Dispose() => _timer.Dispose();

    private void RecordDayBefore(string zone, GatewayWiring gateway, DateTimeOffset now)
    {
        var (yesterday, board) = (new VirtualTime(now - DayTape.Length), SimulatedBoard.Of(gateway));
        using var life = _context.SimulateAgain(zone, yesterday, board);
        _tape.Record([.. _pins.Select(pin => board[pin.Number])], yesterday);
        yesterday.AdvanceTo(now);
    }

    private void OnDue()
    {
        var now = _context.Time.GetUtcNow();
        Run(now);
        SetTimer(now);
    }

    private void Run(DateTimeOffset now)
    {
        foreach (var edge in _tape.RunTo(now))
        {
            if (_plays)
                _pins[edge.Line].Force(this, edge.High, edge.At + DayTape.Length);
        }
    }

    // An empty tape has no edge that is due within a day.
    private void SetTimer(DateTimeOffset now) => _timer.Set(_tape.Next ?? now + DayTape.Length);
}
