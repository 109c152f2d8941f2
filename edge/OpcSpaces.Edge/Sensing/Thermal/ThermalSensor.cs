using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Thermal;

/// <summary>
/// A thermal array over a desk or in a room, as evidence for its place: somebody is there while enough pixels are warmer than their
/// background (<see cref="WarmPixels"/>). It sees people who sit still, whom a motion detector misses. AMG8833: 0 to 80 °C
/// (https://industrial.panasonic.com/cdbs/www-data/pdf/ADI8000/ADI8000C66.pdf); a pixel far outside is absurd.
/// </summary>
internal sealed class ThermalSensor(SensorName name, ThermalConfig config, IThermalArray chip, IEvidence evidence, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromSeconds(config.PollSeconds), time)
{
    private readonly float[] _celsius = new float[IThermalArray.Pixels];
    private readonly WarmPixels _warm = new(config.WarmKelvin);
    private readonly ViewedPlace _place = config.Watch(evidence, time);
    private long? _pictureStamp;

    /// <summary>Whether every pixel is within the range of the chip, with what its accuracy adds.</summary>
    public static bool IsPossible(ReadOnlySpan<float> celsius) => !celsius.ContainsAnyExceptInRange(-20f, 100f);

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(_celsius)) return ChipAnswer.Silent;
        if (!IsPossible(_celsius)) return ChipAnswer.Absurd;
        var bits = new HashCode();
        foreach (var pixel in _celsius) bits.Add(pixel);
        return new ChipAnswer(SensorCondition.Sound, bits.ToHashCode());
    }

    protected override void Take(DateTimeOffset now)
    {
        var since = _pictureStamp is { } stamp ? Time.GetElapsedTime(stamp) : TimeSpan.Zero;
        _pictureStamp = Time.GetTimestamp();
        _place.Look(_warm.Count(_celsius, since) >= config.WarmPixels, now);
    }

    protected override void OnLost(DateTimeOffset now) => _place.Lose(now);
}
