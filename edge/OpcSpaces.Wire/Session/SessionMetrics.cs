
namespace OpcSpaces.Wire.Session;

/// <summary>Names of the metrics that belong to a Sparkplug session and not to any point.</summary>
public static class SessionMetrics
{
    /// <summary>Number of the CONNECT that a birth and its death belong to, Int64, 0..255.</summary>
    public const string BirthSequence = "bdSeq";

    /// <summary>Written true by a host to ask for all births again, Boolean.</summary>
    public const string Rebirth = RebirthCommand.MetricName;

    internal static bool IsReserved(string name) =>
        name.Equals(BirthSequence, StringComparison.OrdinalIgnoreCase) || name.Equals(Rebirth, StringComparison.OrdinalIgnoreCase);
}
