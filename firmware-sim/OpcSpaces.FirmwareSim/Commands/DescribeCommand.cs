using System.CommandLine;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>describe</c>: shows what is in the building, without starting anything.</summary>
internal sealed class DescribeCommand : Command
{
    private readonly TextWriter _output;
    private readonly BuildingArguments _building;

    public DescribeCommand(TextWriter output) : base("describe", """
        Show what is in the building. Nothing is started

        Examples:
          opcspaces-sim describe
          opcspaces-sim describe --building office
          opcspaces-sim describe --desks 200 --gateways 6
        """)
    {
        _output = output;
        _building = new BuildingArguments(this);
        SetAction(Describe);
    }

    private int Describe(ParseResult parsed)
    {
        BuildingDescription.Write(_building.Read(parsed), _output);
        return 0;
    }
}
