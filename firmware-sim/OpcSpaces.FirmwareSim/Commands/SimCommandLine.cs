using System.CommandLine;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Sqlite;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The command line <c>opcspaces-sim</c>. Exit codes: 0 done or stopped by the user, 1 failed while running, 2 wrong arguments or input.</summary>
public static class SimCommandLine
{
    private const string Name = "opcspaces-sim";

    private const string Description = """
        Simulates a building with people in it as electrical signals. Real gateway agents run in this process, on simulated pins.

        Examples:
          opcspaces-sim run --data ./sim --broker 127.0.0.1:1883
          opcspaces-sim replay recording.csv --data ./replay --speed 60
          opcspaces-sim describe --building office
          opcspaces-sim folder --building nanshan-tenants --out ./nanshan
          opcspaces-sim truth --building nanshan-10000 --from 2026-03-02 --days 30 --out truth.csv
          opcspaces-sim load --data /tmp/load --gateways 1500 --rate 1

        Each command has its own help with examples: opcspaces-sim run --help
        In a clone of the repository, firmware-sim/opcspaces-sim builds this program and starts it with the same options.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider time, CancellationToken stop = default)
    {
        var terminal = new TerminalWriter(output);
        var root = new RootCommand(Description)
        {
            new RunCommand(terminal, time), new ReplayCommand(terminal, time), new DescribeCommand(terminal), new FolderCommand(terminal, time), new TruthCommand(output), new OpeningCommand(terminal, time), new LoadCommand(terminal, time),
        };
        try
        {
            return await new ProgramCommandLine(Name, root, output, error).RunAsync(args.Length == 0 ? ["--help"] : args, CodeOf, stop);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done;
        }
    }

    private static int? CodeOf(Exception exception) => exception switch
    {
        BuildingException or RecordingException => ExitCode.Wrong,
        SqliteFormatException or SimulatedThroughException => ExitCode.Failed,
        System.Data.Common.DbException or IOException or UnauthorizedAccessException or NotSupportedException => ExitCode.Failed,
        _ => null,
    };
}
