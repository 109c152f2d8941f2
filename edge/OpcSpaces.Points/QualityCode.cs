namespace OpcSpaces.Points;

/// <summary>How far a value can be trusted, as codes (those of the Sparkplug B 3.0 property <c>Quality</c>, §6.4.11). A peer may send others.</summary>
public static class QualityCode
{
    /// <summary>Wrong or unusable.</summary>
    public const int Bad = 0;

    /// <summary>Measured and in order. It is what holds when nothing is said.</summary>
    public const int Good = 192;

    /// <summary>It was true once; nothing is known since.</summary>
    public const int Stale = 500;
}
