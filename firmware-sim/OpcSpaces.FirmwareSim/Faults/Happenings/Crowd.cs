using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Happenings;

/// <summary>
/// A party in a room: people come in through its light barriers one after the other when the window begins, move about, and leave when it ends. They are at no desk and
/// change no air. Meant for hours in which nobody else passes.
/// </summary>
internal sealed class Crowd : IEffect
{
    private const long CrowdPart = -53;
    private const double StirSeconds = 15;
    private const int BetweenMs = 2_000;

    // When somebody breaks and leaves the first beam and the second one, in ms.
    private static readonly (int AtMs, int Beam, bool IsBroken)[] Passage = [(0, 0, true), (250, 1, true), (400, 0, false), (650, 1, false)];

    private readonly int _people;
    private readonly ScriptedSensor _sensor;
    private readonly EffectContext _context;
    private readonly VirtualTimer _passing, _stirring;
    private readonly Queue<(DateTimeOffset At, int Beam, bool IsBroken)> _left = [];
    private SeededRandom _random = new(0);

    public Crowd(int people, ScriptedSensor sensor, EffectContext context)
    {
        (_people, _sensor, _context) = (people, sensor, context);
        _passing = context.Time.CreateTimer(OnBeam);
        _stirring = context.Time.CreateTimer(OnStir);
    }

    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        _random = SeededRandom.For(_context.Seed, CrowdPart, SeededRandom.NumberOf(_sensor.Wired.ZoneId), SeededRandom.NumberOf(_sensor.Wired.PointId), window.From.UtcTicks);
        // If the simulation starts within the window, they came in before.
        if (window.From == now) Pass(now, isInward: true);
        Stir(now);
    }

    public void End(DateTimeOffset now)
    {
        Pass(now, isInward: false);
        _stirring.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _passing.Dispose();
        _stirring.Dispose();
    }

    private void Pass(DateTimeOffset from, bool isInward)
    {
        for (var person = 0; person < _people; person++)
        {
            foreach (var (atMs, beam, isBroken) in Passage) _left.Enqueue((from.AddMilliseconds((person * BetweenMs) + atMs), isInward ? beam : 1 - beam, isBroken));
        }

        _passing.Set(_left.Peek().At);
    }

    private void OnBeam()
    {
        var (at, beam, isBroken) = _left.Dequeue();
        if (isBroken) _sensor.Pins[beam].Force(this, true, at);
        else _sensor.Pins[beam].Release(this, at);
        if (_left.TryPeek(out var next)) _passing.Set(next.At);
    }

    private void OnStir()
    {
        _context.Zone(_sensor.Wired.ZoneId).DetectorOf(_sensor.Wired.PointId)?.See();
        Stir(_context.Time.GetUtcNow());
    }

    private void Stir(DateTimeOffset now) => _stirring.Set(now.AddSeconds(_random.Exponential(StirSeconds)));
}
