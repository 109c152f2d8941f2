using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Gateway;

/// <summary>Runs one agent in a Generic Host.</summary>
internal static class GatewayAgentHosting
{
    /// <summary>Adds the agent of <paramref name="config"/>. It tells systemd when it is ready and when it stops, where systemd has asked for that.</summary>
    public static IHostApplicationBuilder AddGatewayAgent(this IHostApplicationBuilder builder, GatewayConfig config)
    {
        // The package's own AddSystemd says READY=1 as soon as the host has started, which is before the outbox is open.
        builder.Services
            .AddSingleton<ISystemdNotifier, SystemdNotifier>()
            .AddSingleton(config)
            .AddSingleton(_ => new GatewayClock(WaitForSync(config)))
            .AddSingleton<CommitPool>(_ => new CommitPool())
            .AddHostedService<GatewayAgentService>();
        return builder;
    }

    /// <summary>For how long after the machine's start the clock counts as not set while it is not synchronised.</summary>
    public static TimeSpan WaitForSync(GatewayConfig config) => TimeSpan.FromSeconds(config.Clock.WaitForSyncSeconds ?? SyncWait.DefaultSeconds());

    /// <summary>Logs to the console with the time (UTC) of each line; as a systemd service in the journal's format, which carries the level of each line, and has the journal's times.</summary>
    public static IHostApplicationBuilder AddGatewayLogging(this IHostApplicationBuilder builder, bool verbose)
    {
        builder.Logging
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
                console.UseUtcTimestamp = true;
            })
            .SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information);
        if (SystemdHelpers.IsSystemdService() || new SystemdNotifier().IsEnabled)
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = ConsoleFormatterNames.Systemd);
        return builder;
    }
}
