using System.Runtime.InteropServices;

namespace OpcSpaces.Run;

/// <summary>The command line of <c>cloud/run</c>. Exit codes: 0 stopped when asked or after its time, 1 a part stopped, 2 it could not start.</summary>
internal static class RunCommand
{
    private const string Me = "cloud/run";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var defaultData = Environment.GetEnvironmentVariable("OPCSPACES_DATA")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "opcspaces");
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            if (RunArguments.Read(arguments, defaultData, Environment.CurrentDirectory) is not { } options)
            {
                Console.WriteLine(RunHelp.Text(defaultData));
                return 0;
            }

            await using var running = new Running(options, Console.Out, TimeProvider.System);
            await running.StartAsync(Console.Error, stop.Token);
            await running.WatchAsync(stop.Token);
            return 0;
        }
        catch (RunFault fault)
        {
            Console.Error.WriteLine($"{Me}: {Printable(fault.Message)}");
            return fault.Code;
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // Asked to stop; a terminal that is gone cannot be written to.
            return 0;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            if (stop.IsCancellationRequested)
                return;
            if (context.Signal != PosixSignal.SIGHUP)
                Console.WriteLine($"{Environment.NewLine}Stopping ...");
            stop.Cancel();
        }
    }

    // Control characters would be commands for a terminal.
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\n' ? '?' : letter));
}
