using System.CommandLine;
using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The options that say which building is meant.</summary>
internal sealed class BuildingArguments
{
    private static readonly BuildingOptions Default = new();

    private readonly Option<int> _desks = new("--desks") { Description = "How many desks; ten square metres come with each", HelpName = "N", DefaultValueFactory = _ => Default.Desks };

    private readonly Option<int> _gateways = new("--gateways") { Description = "How many gateways share the desks and meters", HelpName = "N", DefaultValueFactory = _ => Default.Gateways };

    private readonly Option<int> _seed = new("--seed") { Description = "Another seed is another building with other people", HelpName = "N", DefaultValueFactory = _ => Default.Seed };

    private readonly Option<string> _id = new("--community") { Description = "Id of the community: the Sparkplug group", HelpName = "ID", DefaultValueFactory = _ => Default.CommunityId };

    public BuildingArguments(Command command)
    {
        foreach (var option in new Option[] { _desks, _gateways, _seed, _id })
            command.Options.Add(option);
    }

    public BuildingOptions Read(ParseResult parsed) => new()
    {
        Desks = parsed.GetValue(_desks),
        Gateways = parsed.GetValue(_gateways),
        Seed = parsed.GetValue(_seed),
        CommunityId = parsed.GetValue(_id)!,
    };
}
