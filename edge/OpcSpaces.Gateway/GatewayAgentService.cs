using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using OpcSpaces.CommandLine;
using OpcSpaces.Edge;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.RaspberryPi;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.Settings;
using OpcSpaces.Sqlite;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Gateway;

/// <summary>
/// The agent as a hosted service. It is ready when the outbox is open and all sensors are built. When the agent fails the process
/// ends with code 1, systemd starts it again, and recovery is the normal start; when its configuration cannot be used the process
/// ends with code 2.
/// </summary>
internal sealed partial class GatewayAgentService(
    GatewayConfig config, CommitPool pool, GatewayClock clock, ISystemdNotifier systemd, ILoggerFactory loggers, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger<GatewayAgentService>();

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        systemd.Notify(ServiceState.Stopping);
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAgentAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped while it waited for its signals.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or SqliteFormatException or NotSupportedException)
        {
            End(ExitCode.Failed, () => CannotUseDirectory(_logger, config.DataDirectory, e.Message));
        }
        catch (TimeoutException e)
        {
            End(ExitCode.Failed, () => NoAnswer(_logger, e.Message));
        }
        catch (SettingsException e)
        {
            End(ExitCode.Wrong, () => CannotUseConfiguration(_logger, e.Message));
        }
        catch (Exception e)
        {
            End(ExitCode.Failed, () => Failed(_logger, e));
        }
    }

    private async Task RunAgentAsync(CancellationToken stop)
    {
        if (clock.Sync.IsOn) WaitsForSync(_logger, clock.Sync.Longest);
        var dependencies = await OpenHardwareAsync(stop);
        await using var agent = new GatewayAgent(config, dependencies);
        var running = agent.RunAsync(stop);
        if (await Task.WhenAny(agent.Started, running) == agent.Started)
        {
            systemd.Notify(ServiceState.Ready);
            var (zones, sensors) = (Terminal.Count(config.Zones.Count, "zone"), Terminal.Count(config.Zones.Sum(zone => zone.Points.Count), "sensor"));
            Ready(_logger, config.Gateway, zones, sensors);
        }

        await running;
    }

    private async Task<GatewayAgentDependencies> OpenHardwareAsync(CancellationToken stop)
    {
        if (config.Pins.Driver == PinsConfig.Gpio)
        {
            var hardware = OpenRaspberryPi();
            CompareClocks(hardware);
            return Dependencies(hardware.Pins) with { Buses = hardware.Buses };
        }

        WaitingForSignals(_logger, config.Pins.Socket);
        var pins = await SignalPins.ConnectAsync(config.Pins.Socket, config.Gateway, clock, stop);
        if (!config.Pins.HasBuses) return Dependencies(pins) with { CommitObserver = pins };
        var simulated = RaspberryPiHardware.OpenSimulated(config, pins, clock, loggers);
        CompareClocks(simulated);
        return Dependencies(simulated.Pins) with { Buses = simulated.Buses, CommitObserver = pins };
    }

    private RaspberryPiHardware OpenRaspberryPi()
    {
        try
        {
            return RaspberryPiHardware.Open(config, clock, loggers);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            throw new SettingsException([new SettingsFault("pins.driver", $"\"{config.Pins.Driver}\"", e.Message)]);
        }
    }

    private void CompareClocks(RaspberryPiHardware hardware)
    {
        // While the sensing clock counts as not set, it says nothing.
        if (hardware.CompareClocks(TimeProvider.System) is { Agrees: false } clocks) ClocksDiffer(_logger, clocks.Words);
    }

    private GatewayAgentDependencies Dependencies(IPinController pins) => new()
    {
        Pins = pins,
        Brokers = [MqttConnector.Create(config.Broker, loggers)],
        CommitPool = pool,
        SensingTime = clock,
        TransportTime = clock,
        Loggers = loggers,
    };

    private void End(int exitCode, Action log)
    {
        log();
        Environment.ExitCode = exitCode;
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The machine's clock is not synchronised. Readings get their times when it is, or {Longest} (h:min:s) after the machine's start")]
    private static partial void WaitsForSync(ILogger logger, TimeSpan longest);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the signals at {Socket}")]
    private static partial void WaitingForSignals(ILogger logger, string socket);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The times of readings may be wrong: {Clocks}")]
    private static partial void ClocksDiffer(ILogger logger, string clocks);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gateway {Gateway} is ready: {Zones}, {Sensors}")]
    private static partial void Ready(ILogger logger, string gateway, string zones, string sensors);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent stops, because it cannot use its data directory {Directory}: {Reason}")]
    private static partial void CannotUseDirectory(ILogger logger, string directory, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent stops, and should be started again: {Reason}")]
    private static partial void NoAnswer(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent stops, because its configuration cannot be used: {Faults}")]
    private static partial void CannotUseConfiguration(ILogger logger, string faults);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent stops, because of an unexpected error")]
    private static partial void Failed(ILogger logger, Exception e);
}
