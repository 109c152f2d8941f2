using System.CommandLine;
using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>opening</c>: says which time the clock of a demonstration shows when it begins.</summary>
internal sealed class OpeningCommand : Command
{
    private readonly BuildingArguments _building;

    private readonly Option<string?> _data = ArgumentRules.Option<string?>("--data", "DIR", "The data directory of the simulation; it need not exist yet", ArgumentRules.DirectoryName);

    public OpeningCommand(TextWriter output, TimeProvider time) : base("opening", """
        Show when a demonstration begins: at half past ten of the last workday, or where the data directory ends in the middle of a workday, there

        Example:
          opcspaces-sim opening --building nanshan-tenants --data ./sim
        """)
    {
        _building = new BuildingArguments(this);
        _data.Required = true;
        Options.Add(_data);
        SetAction(parsed =>
        {
            var opening = OpeningHour.Of(time.GetUtcNow(), new SimulatedThrough(parsed.GetValue(_data)!).Read(), new BuildingClock(_building.Read(parsed).UtcOffset));
            output.WriteLine(opening.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            return ExitCode.Done;
        });
    }
}
