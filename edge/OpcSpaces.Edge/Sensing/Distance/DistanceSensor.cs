using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Distance;

/// <summary>
/// A distance sensor that looks at a seat, as evidence for its place: somebody is there while the nearest thing is nearer than the
/// configured distance. Range of the chips according to their data sheets: VL53L0X 2 m
/// (https://www.st.com/resource/en/datasheet/vl53l0x.pdf), VL53L1X 4 m (https://www.st.com/resource/en/datasheet/vl53l1x.pdf). More is
/// absurd. A measured distance always moves by some mm, so one that never changes is frozen.
/// </summary>
internal sealed class DistanceSensor(SensorName name, DistanceConfig config, IDistanceSensor chip, IEvidence evidence, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromMilliseconds(config.PollMs), time)
{
    private const int MostMillimetres = 4500;

    // Somebody who leans back by a tenth is still there.
    private const double Slack = 1.1;

    private readonly ViewedPlace _place = config.Watch(evidence, time);
    private int? _millimetres;

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(out _millimetres)) return ChipAnswer.Silent;
        return _millimetres is null or (>= 0 and <= MostMillimetres) ? new ChipAnswer(SensorCondition.Sound, _millimetres ?? 0) : ChipAnswer.Absurd;
    }

    protected override void Take(DateTimeOffset now) => _place.Look(_millimetres <= config.NearMillimetres * (_place.IsSeen == true ? Slack : 1), now);

    protected override void OnLost(DateTimeOffset now) => _place.Lose(now);
}
