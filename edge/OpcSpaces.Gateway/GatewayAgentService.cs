using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.Settings;
using OpcSpaces.Sqlite;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Gateway;

/// <summary>The agent as a hosted service. What it throws ends the process: systemd starts it again, and recovery is the normal start; but not where the configuration cannot be used.</summary>
internal sealed partial class GatewayAgentService(
    GatewayConfig config, CommitPool pool, TimeProvider transportTime, [FromKeyedServices(GatewayAgentHosting.SensingClock)] TimeProvider sensingTime,
    ILoggerFactory loggers, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const int Failure = 1;
    private readonly ILogger _logger = loggers.CreateLogger<GatewayAgentService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            SettingsException.ThrowIfAny(GatewayConfigRules.Faults(config));
            WaitingForSignals(_logger, config.Pins.Socket);
            var pins = await SignalPins.ConnectAsync(config.Pins.Socket, config.Gateway, sensingTime, stoppingToken);
            var dependencies = new GatewayAgentDependencies
            {
                Pins = pins,
                CommitObserver = pins,
                Brokers = [MqttConnector.Create(config.Broker, loggers)],
                CommitPool = pool,
                SensingTime = sensingTime,
                TransportTime = transportTime,
                Loggers = loggers,
            };
            await using var agent = new GatewayAgent(config, dependencies);
            await agent.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it began.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or SqliteFormatException or NotSupportedException)
        {
            End(Failure, () => Unusable(_logger, config.DataDirectory, e.Message));
        }
        catch (TimeoutException e)
        {
            End(Failure, () => NotAnswered(_logger, e.Message));
        }
        catch (SettingsException e)
        {
            // To be started again would not mend it.
            End(GatewayCommandLine.ConfigurationFaults, () => Refused(_logger, e.Message));
        }
        catch (Exception e)
        {
            End(Failure, () => Failed(_logger, e));
        }
    }

    private void End(int exitCode, Action log)
    {
        log();
        Environment.ExitCode = exitCode;
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the signals at {Socket}")]
    private static partial void WaitingForSignals(ILogger logger, string socket);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent ends; its data directory is {Directory}: {Reason}")]
    private static partial void Unusable(ILogger logger, string directory, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent ends, to be started again: {Reason}")]
    private static partial void NotAnswered(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent ends; its configuration cannot be used: {Faults}")]
    private static partial void Refused(ILogger logger, string faults);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The agent ends")]
    private static partial void Failed(ILogger logger, Exception e);
}
