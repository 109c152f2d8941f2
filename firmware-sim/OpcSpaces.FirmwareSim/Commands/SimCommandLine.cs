using System.CommandLine;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The command line <c>opcspaces-sim</c>. Exit codes: 0 done or asked to stop, 1 failed while running, 2 asked for something impossible.</summary>
public static class SimCommandLine
{
    private const int Failed = 1;
    private const int Impossible = 2;
    private const string Name = "opcspaces-sim";

    /// <summary>Gateways store what they saw and say goodbye; that takes seconds when a disk is slow.</summary>
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(30);

    private const string Description = """
        A building full of people as electrical signals: real gateway agents in this process, on simulated pins.

        Examples:
          opcspaces-sim run --data ./sim --broker 127.0.0.1:1883
          opcspaces-sim run --data ./sim --start 10:00 --for 60
          opcspaces-sim run --data ./sim --desks 200 --gateways 6 --speed 60 --start 2026-03-02T08:00
          opcspaces-sim replay recording.csv --data ./replay --speed 60
          opcspaces-sim run --data ./sim --building nanshan-10000 --faults frauds.jsonc --truth truth.csv
          opcspaces-sim describe --building office
          opcspaces-sim truth --building nanshan-10000 --from 2026-03-02 --days 30 --out truth.csv
          opcspaces-sim load --data /tmp/load --gateways 1500 --rate 1
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider time, CancellationToken stop = default)
    {
        var root = new RootCommand(Description)
        {
            new RunCommand(output, time), new ReplayCommand(output, time), new DescribeCommand(output), new TruthCommand(output), new LoadCommand(output, time),
        };
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
            return Say(error, string.Join("; ", parsed.Errors.Select(fault => fault.Message.TrimEnd('.')).Distinct()) + $" (see {Name} --help)", Impossible);
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = LongestGoodbye,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception exception) when (exception is BuildingException or RecordingException or SettingsException)
        {
            return Say(error, exception.Message, Impossible);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or System.Data.Common.DbException)
        {
            return Say(error, exception.Message, Failed);
        }
    }

    /// <summary>Terminals take control characters for orders, and what is quoted may come from anywhere.</summary>
    private static string Printable(string line) => string.Concat(line.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    private static int Say(TextWriter error, string message, int code)
    {
        foreach (var line in message.Split('\n'))
            error.WriteLine($"{Name}: {Printable(line.TrimEnd('\r'))}");
        return code;
    }
}
