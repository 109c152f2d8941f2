using OpcSpaces.FirmwareSim.People.Days.Events;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>A room with a motion detector, or two light barriers in its doorway, or both.</summary>
/// <param name="random">The random numbers of its detector.</param>
/// <param name="stillSeconds">Mean time between two movements that the detector sees of one person who sits still, in s.</param>
internal sealed class RoomHardware(SeededRandom random, double stillSeconds = RoomHardware.UsualStillSeconds) : IDisposable
{
    public const double UsualStillSeconds = 60;
    private const double StirWithinSeconds = 5;

    private readonly int[] _bodies = new int[2];

    public MotionDetector? Motion { get; init; }

    /// <summary>The outer and the inner light barrier.</summary>
    public SimulatedPin?[] Beams { get; init; } = [null, null];

    public int People { get; private set; }

    /// <summary>Applies one event. If <paramref name="live"/> is false, only the state changes.</summary>
    public void Apply(ZoneEvent happening, DateTimeOffset now, bool live)
    {
        switch (happening.Kind)
        {
            case ZoneEventKind.RoomEntered or ZoneEventKind.RoomLeft:
                People = happening.Value;
                if (live) Motion?.Change(random, stillSeconds / Math.Max(1, People), People > 0);
                break;
            case ZoneEventKind.FalseMotionInRoom:
                if (live) Motion?.See();
                break;
            case ZoneEventKind.BeamBroken or ZoneEventKind.BeamClear:
                _bodies[happening.Value] += happening.Kind == ZoneEventKind.BeamBroken ? 1 : -1;
                if (live) Beams[happening.Value]?.Set(_bodies[happening.Value] > 0, now);
                break;
        }
    }

    public void Settle(DateTimeOffset now)
    {
        for (var beam = 0; beam < Beams.Length; beam++)
            Beams[beam]?.Set(_bodies[beam] > 0, now);
        if (People > 0) Motion?.Find(random, stillSeconds / People, StirWithinSeconds);
    }

    public void Dispose() => Motion?.Dispose();
}
