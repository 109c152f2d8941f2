namespace OpcSpaces.Edge.Sensing.Sound;

/// <summary>A module that measures the sound level and gives it as a voltage, at a converter (ADS1115). Nothing but the level leaves it. Read by one thread at a time.</summary>
public interface ISoundMeter
{
    /// <summary>The sound level now, in dB(A); false when the chip does not answer. The caller checks whether the value is possible.</summary>
    bool TryRead(out double decibels);
}
