using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>A door with a contact and a card reader, wired or on a bus.</summary>
internal sealed class DoorHardware : IDisposable
{
    private static readonly TimeSpan CardStays = TimeSpan.FromSeconds(1.2);

    private readonly int _seed;
    private readonly VirtualTime _time;
    private readonly VirtualTimer _takeAway;
    private bool _open;

    public DoorHardware(int seed, VirtualTime time)
    {
        (_seed, _time) = (seed, time);
        _takeAway = time.CreateTimer(() => CardChip?.Present([]));
    }

    public SimulatedPin? Contact { get; init; }

    /// <summary>The lines data 0 and data 1.</summary>
    public (SimulatedPin Data0, SimulatedPin Data1)? Wiegand { get; init; }

    public SimulatedChip? CardChip { get; init; }

    /// <summary>Applies one event. If <paramref name="live"/> is false, only the state changes.</summary>
    public void Apply(ZoneEvent happening, DateTimeOffset now, bool live)
    {
        switch (happening.Kind)
        {
            case ZoneEventKind.Badge:
                if (live) Show(happening.Value, now);
                break;
            case ZoneEventKind.DoorOpens or ZoneEventKind.DoorCloses:
                _open = happening.Kind == ZoneEventKind.DoorOpens;
                if (live) Contact?.Set(_open, now);
                break;
        }
    }

    /// <summary>Shows the card of <paramref name="person"/>.</summary>
    public void Show(int person, DateTimeOffset now)
    {
        if (Wiegand is { } lines)
            WiegandFrame.Play(lines.Data0, lines.Data1, Badge.NumberOf(_seed, person), now);
        if (CardChip is null)
            return;
        Span<byte> uid = stackalloc byte[Badge.UidBytes];
        Badge.Write(_seed, person, uid);
        CardChip.Present(uid);
        _takeAway.Set(_time.GetUtcNow() + CardStays);
    }

    public void Settle(DateTimeOffset now) => Contact?.Set(_open, now);

    public void Dispose() => _takeAway.Dispose();
}
