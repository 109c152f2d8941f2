using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>How large a <see cref="BuildingSite"/> is and how its gateways behave.</summary>
internal sealed record SiteOptions
{
    public BrokerKind Broker { get; init; } = BrokerKind.Mosquitto;

    public int Gateways { get; init; } = 20;

    /// <summary>Zones of each gateway.</summary>
    public int Zones { get; init; } = 2;

    /// <summary>Desks of each zone, which also has one meter.</summary>
    public int Desks { get; init; } = 15;

    public int HoldOffSeconds { get; init; } = 1;

    /// <summary>How long a detector's level lasts before it counts, in ms.</summary>
    public int DebounceMs { get; init; } = 20;

    /// <summary>From a batch's first reading to its append, in ms.</summary>
    public int WindowMs { get; init; } = 50;

    public int MarkSeconds { get; init; } = 5;

    /// <summary>Further options of the cloud's command line.</summary>
    public IReadOnlyList<string> CloudArguments { get; init; } = [];
}
