using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Sound;

/// <summary>
/// The sound level at a place, from a module that gives it as a voltage (Gravity SEN0232: https://wiki.dfrobot.com/sen0232, 0.6 V for
/// 30 dB(A) to 2.6 V for 130 dB(A), ±1.5 dB, time constant 125 ms). The module gives no signal from which speech could be understood, and only a level of
/// each few seconds is read. What is reported is the equivalent level (ISO 1996-1): the level whose energy is the mean of those energies. A voltage outside the range
/// is absurd: the module is unplugged, or has no power.
/// </summary>
internal sealed class SoundSensor(SensorName name, SoundConfig config, ISoundMeter chip, ValueReport report, IGradedEvidence? evidence, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromSeconds(config.PollSeconds), time)
{
    // The range of the module and its error.
    private const double LeastDecibels = 30 - 1.5, MostDecibels = 130 + 1.5;

    private double _decibels, _energy;
    private int _reads;
    private long? _sinceStamp;

    /// <summary>Whether the module can measure this.</summary>
    public static bool IsPossible(double decibels) => decibels is >= LeastDecibels and <= MostDecibels;

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(out _decibels)) return ChipAnswer.Silent;
        return IsPossible(_decibels) ? new ChipAnswer(SensorCondition.Sound, BitConverter.DoubleToInt64Bits(_decibels)) : ChipAnswer.Absurd;
    }

    protected override void Take(DateTimeOffset now)
    {
        evidence?.Take(_decibels, now);
        _sinceStamp ??= Time.GetTimestamp();
        (_energy, _reads) = (_energy + Math.Pow(10, _decibels / 10), _reads + 1);
        if (Time.GetElapsedTime(_sinceStamp.Value).TotalSeconds + config.PollSeconds < config.ReportSeconds) return;
        report.Offer((float)Math.Round(10 * Math.Log10(_energy / _reads), 1), config.DeadbandDecibels, now);
        Begin();
    }

    protected override void OnLost(DateTimeOffset now)
    {
        Begin();
        report.Lose(now);
        evidence?.Lose(now);
    }

    private void Begin() => (_energy, _reads, _sinceStamp) = (0, 0, null);
}
