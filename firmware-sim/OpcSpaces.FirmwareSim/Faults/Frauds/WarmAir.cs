using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>
/// Motion in front of a detector without a person: a heater's warm air is seen at random times, about every 40 s; a turning fan is
/// seen every 4 to 8 s (estimated figures). The detector itself sees it, with its delay and its dead time.
/// </summary>
internal sealed class WarmAir(ScriptKind kind, WiredPoint wired, EffectContext context) : IEffect
{
    private const long AirPart = -51;
    private const double HeaterSeconds = 40;

    private SeededRandom _random = new(0);
    private VirtualTimer? _timer;

    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        _random = SeededRandom.For(context.Seed, AirPart, SeededRandom.NumberOf(wired.ZoneId), SeededRandom.NumberOf(wired.PointId), now.UtcTicks);
        _timer ??= context.Time.CreateTimer(OnSeen);
        SetTimer(now);
    }

    public void End(DateTimeOffset now) => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer?.Dispose();

    private void OnSeen()
    {
        context.Zone(wired.ZoneId).DetectorOf(wired.PointId)?.See();
        SetTimer(context.Time.GetUtcNow());
    }

    private void SetTimer(DateTimeOffset now) =>
        _timer?.Set(now.AddSeconds(kind == ScriptKind.Fan ? _random.Between(4, 8) : _random.Exponential(HeaterSeconds)));
}
