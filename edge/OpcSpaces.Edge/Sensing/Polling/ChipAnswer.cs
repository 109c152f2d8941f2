namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>What came of asking a chip once.</summary>
/// <param name="Condition">Sound, Silent or Absurd.</param>
/// <param name="Bits">The measured bits, by which a frozen chip is known; 0 for one that may say the same for ever.</param>
internal readonly record struct ChipAnswer(SensorCondition Condition, long Bits = 0)
{
    public static ChipAnswer Silent => new(SensorCondition.Silent);

    public static ChipAnswer Absurd => new(SensorCondition.Absurd);
}
