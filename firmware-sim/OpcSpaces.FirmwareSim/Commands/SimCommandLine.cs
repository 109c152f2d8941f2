using System.CommandLine;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Commands.Arguments;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The command line <c>opcspaces-sim</c>. Exit codes: 0 done or stopped by the user, 1 failed while running, 2 wrong arguments or input.</summary>
public static class SimCommandLine
{
    private const int Failed = 1;
    private const int Wrong = 2;
    private const string Name = "opcspaces-sim";

    // Gateways store what they sensed and end their sessions; this takes seconds on a slow disk.
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(30);

    private const string Description = """
        Simulates a building with people in it as electrical signals. Real gateway agents run in this process, on simulated pins.

        Examples:
          opcspaces-sim run --data ./sim --broker 127.0.0.1:1883
          opcspaces-sim replay recording.csv --data ./replay --speed 60
          opcspaces-sim describe --building office
          opcspaces-sim truth --building nanshan-10000 --from 2026-03-02 --days 30 --out truth.csv
          opcspaces-sim load --data /tmp/load --gateways 1500 --rate 1

        Each command has examples of its own: opcspaces-sim run --help
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider time, CancellationToken stop = default)
    {
        var terminal = new TerminalWriter(output);
        var root = new RootCommand(Description)
        {
            new RunCommand(terminal, time), new ReplayCommand(terminal, time), new DescribeCommand(terminal), new TruthCommand(output), new LoadCommand(terminal, time),
        };
        var parsed = CommandLineFaults.Parse(root, args.Length == 0 ? ["--help"] : args);
        if (CommandLineFaults.Of(parsed, Name) is { Count: > 0 } faults)
            return Say(error, string.Join('\n', faults), Wrong);
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = LongestShutdown,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception exception) when (exception is CommandLineException or BuildingException or RecordingException or SettingsException)
        {
            return Say(error, exception.Message, Wrong);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or System.Data.Common.DbException)
        {
            return Say(error, exception.Message, Failed);
        }
    }

    private static int Say(TextWriter error, string message, int code)
    {
        Terminal.Say(error, Name, message);
        return code;
    }
}
