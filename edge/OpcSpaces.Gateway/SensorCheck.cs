using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.CommandLine;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.RaspberryPi;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.Edge.Trials;

namespace OpcSpaces.Gateway;

/// <summary>The second half of <c>--check</c>: tries each sensor of a configuration without faults once, and says what it answered.</summary>
/// <param name="isThere">Whether this machine has pins and buses.</param>
/// <param name="open">Opens them; for the driver <c>signals</c> the simulated ones.</param>
/// <param name="time">The sensing clock.</param>
internal sealed class SensorCheck(Func<bool> isThere, Func<GatewayConfig, CancellationToken, Task<RaspberryPiHardware>> open, TimeProvider time)
{
    // The slowest chip (SCD4x) has its first measurement after 5 s.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    public static SensorCheck OfThisMachine { get; } = new(RaspberryPiHardware.IsThere, OpenAsync, TimeProvider.System);

    /// <summary>Returns the exit code: 0 when every sensor answered or none could be tried, otherwise 1.</summary>
    public async Task<int> RunAsync(GatewayConfig config, TextWriter output, CancellationToken stop)
    {
        if (WhyNot(config) is { } reason)
        {
            output.WriteLine($"The sensors were not tried: {reason}");
            return ExitCode.Done;
        }

        try
        {
            var hardware = await open(config, stop);
            using (hardware.Buses)
            using (hardware.Pins)
                return await TryAsync(config, hardware, output, stop);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or TimeoutException or IOException)
        {
            output.WriteLine(Terminal.Printable($"The sensors were not tried: {e.Message}"));
            return ExitCode.Failed;
        }
    }

    // The levels of signals come from another process, which need not run now.
    private string? WhyNot(GatewayConfig config) =>
        config.Pins.Driver == PinsConfig.Gpio ? isThere() ? null : "this machine has no pins and buses."
        : config.Pins.HasBuses ? null
        : $"with the driver \"{PinsConfig.Signals}\" and without pins.busSocket there is nothing to try.";

    private static async Task<RaspberryPiHardware> OpenAsync(GatewayConfig config, CancellationToken stop)
    {
        if (config.Pins.Driver == PinsConfig.Gpio) return RaspberryPiHardware.Open(config, TimeProvider.System, NullLoggerFactory.Instance);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            var signals = await SignalPins.ConnectAsync(config.Pins.Socket, config.Gateway, TimeProvider.System, limit.Token);
            return RaspberryPiHardware.OpenSimulated(config, signals, TimeProvider.System, NullLoggerFactory.Instance);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"nobody listens at pins.socket, {config.Pins.Socket}: start what gives the signals.", e);
        }
    }

    private async Task<int> TryAsync(GatewayConfig config, RaspberryPiHardware hardware, TextWriter output, CancellationToken stop)
    {
        var clocks = hardware.CompareClocks(time);
        if (clocks is { Words: var words }) output.WriteLine(Terminal.Printable($"clock: {words}"));
        // A chip is read on another thread, because its driver may wait.
        var trials = await Task.Run(() => new SensorTrials(config, hardware.Pins, hardware.Buses, time).RunAsync(Limit, stop), stop);
        foreach (var trial in trials) output.WriteLine(Terminal.Printable($"{trial.Sensor}: {(trial.Answered ? "" : "FAILED: ")}{trial.Words}"));
        output.WriteLine($"{trials.Count(trial => trial.Answered)} of {trials.Count} sensors answered.");
        return trials.All(trial => trial.Answered) && clocks is not { Agrees: false } ? ExitCode.Done : ExitCode.Failed;
    }
}
