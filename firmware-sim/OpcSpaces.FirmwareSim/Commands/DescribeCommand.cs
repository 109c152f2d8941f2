using System.CommandLine;
using System.Text;
using OpcSpaces.CommandLine;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>describe</c>: shows what is in the building, without starting anything.</summary>
internal sealed class DescribeCommand : Command
{
    private readonly TextWriter _output;
    private readonly BuildingArguments _building;
    private readonly Option<bool> _json = ArgumentRules.Flag("--json", "Print a community file (JSON) for the cloud instead");

    public DescribeCommand(TextWriter output) : base("describe", """
        Show what is in the building. Nothing is started

        Examples:
          opcspaces-sim describe
          opcspaces-sim describe --building office
          opcspaces-sim describe --desks 200 --gateways 6 --json
        """)
    {
        _output = output;
        _building = new BuildingArguments(this);
        Options.Add(_json);
        SetAction(Describe);
    }

    private int Describe(ParseResult parsed)
    {
        var plan = _building.Read(parsed);
        if (parsed.GetValue(_json))
            _output.WriteLine(Encoding.UTF8.GetString(CommunityFile.Write(plan.Community)));
        else
            BuildingDescription.Write(plan, _output);
        return 0;
    }
}
