using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.Session;

/// <summary>Names of metrics that are not measured at a point of the building.</summary>
public static class ReservedNames
{
    // The statement about the clock belongs to the log, as a seal does; what else is said of the clock is of the gateway.
    private static readonly string[] OfTheProtocol = ["Outbox/", OutboxMetrics.ClockStatement, "Node Control/", "Device Control/"];
    private static readonly string[] OfTheGateway = ["Health/", "Clock/", "Node Info/", "Device Info/", "Properties/"];

    /// <summary>Metrics that make the protocol work and measure nothing.</summary>
    public static bool IsProtocol(string name) => name == SessionMetrics.BirthSequence || StartsWithAny(name, OfTheProtocol);

    /// <summary>What a gateway reports about itself.</summary>
    public static bool IsGateway(string name) => StartsWithAny(name, OfTheGateway);

    private static bool StartsWithAny(string name, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
