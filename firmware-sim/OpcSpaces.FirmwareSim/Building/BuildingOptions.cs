using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>What kind of building to generate; the defaults are the first community of 10,000 m² (about ten square metres to a desk).</summary>
public sealed record BuildingOptions
{
    public const int MostDesks = 60_000;

    public string CommunityId { get; init; } = "opc-demo";

    public string CommunityName { get; init; } = "示例 OPC 社区 · Demo OPC community";

    public int Desks { get; init; } = 1_000;

    public int Gateways { get; init; } = 30;

    public int Seed { get; init; } = 1;

    /// <summary>Every fault at once, each as one sentence; empty when a building can be made of it.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (SpaceId.Fault(CommunityId) is { } problem)
            faults.Add($"community id \"{CommunityId}\" {problem}");
        if (Desks is < 1 or > MostDesks)
            faults.Add($"{Desks} desks: there must be between 1 and {MostDesks}");
        if (Gateways < 1)
            faults.Add($"{Gateways} gateways: there must be at least 1");
        return faults;
    }
}
