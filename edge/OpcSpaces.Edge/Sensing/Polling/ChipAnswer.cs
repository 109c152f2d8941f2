using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>The result of reading a chip once.</summary>
/// <param name="Condition"><see cref="SensorCondition.Sound"/>, <see cref="SensorCondition.Silent"/> or <see cref="SensorCondition.Absurd"/>.</param>
/// <param name="Bits">The measured bits; a chip whose bits never change is frozen. 0 where the value may stay the same for ever.</param>
internal readonly record struct ChipAnswer(SensorCondition Condition, long Bits = 0)
{
    public static ChipAnswer Silent => new(SensorCondition.Silent);

    public static ChipAnswer Absurd => new(SensorCondition.Absurd);
}
