namespace OpcSpaces.Model;

/// <summary>How far a value can be trusted, with the codes of the Sparkplug B 3.0 property <c>Quality</c> (§6.4.10).</summary>
public enum Quality
{
    /// <summary>Wrong or unusable.</summary>
    Bad = 0,

    /// <summary>Measured and in order; the value when nothing is said.</summary>
    Good = 192,

    /// <summary>Was true once; nothing is known since.</summary>
    Stale = 500,
}
