using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks;

/// <summary>Which broker the scenarios use that have gateways.</summary>
internal sealed class BrokerChoice
{
    public BrokerKind Kind { get; set; } = BrokerKind.Embedded;
}
