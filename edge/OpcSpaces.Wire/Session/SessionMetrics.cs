
namespace OpcSpaces.Wire.Session;

/// <summary>Names of the metrics that belong to a Sparkplug session and not to any point.</summary>
public static class SessionMetrics
{
    /// <summary>The number of the CONNECT that a birth and its death belong to: Int64, 0 to 255.</summary>
    public const string BirthSequence = "bdSeq";

    /// <summary>A host writes true to it to ask for all births again: Boolean.</summary>
    public const string Rebirth = RebirthCommand.MetricName;

    internal static bool IsReserved(string name) =>
        name.Equals(BirthSequence, StringComparison.OrdinalIgnoreCase) || name.Equals(Rebirth, StringComparison.OrdinalIgnoreCase);
}
