namespace OpcSpaces.Projections.Batches;

/// <summary>How metric names are read: <c>desk/12/occupied</c> is the field <c>occupied</c> of the point <c>desk/12</c>.</summary>
internal static class MetricName
{
    private static readonly string[] OfTheSession = ["Outbox/", "Node Control/", "Device Control/"];
    private static readonly string[] OfTheGateway = ["Health/", "Clock/", "Node Info/", "Device Info/", "Properties/"];

    /// <summary>Metrics that make the protocol work and measure nothing.</summary>
    public static bool IsProtocol(string name) => name == "bdSeq" || StartsWithAny(name, OfTheSession);

    /// <summary>Metrics of the gateway itself and not of the building.</summary>
    public static bool IsGateway(string name) => StartsWithAny(name, OfTheGateway);

    /// <summary>The point is all but the last segment; a name without segments is a point with the field <c>value</c>.</summary>
    public static (string Point, string Field) Split(string name)
    {
        var slash = name.LastIndexOf('/');
        return slash <= 0 || slash == name.Length - 1 ? (name, "value") : (name[..slash], name[(slash + 1)..]);
    }

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
