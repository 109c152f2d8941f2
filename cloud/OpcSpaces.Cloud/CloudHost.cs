using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OpcSpaces.Broker;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Cloud.Status;
using OpcSpaces.Dashboards;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Cloud;

/// <summary>Composes the cloud and runs it. Exit codes are those of <see cref="CloudCommand"/>.</summary>
internal static partial class CloudHost
{
    /// <param name="options">As given by the user, checked.</param>
    /// <param name="error">Gets the line that says why it ended, unless it was asked to.</param>
    /// <param name="cancelled">Asks it to end.</param>
    /// <param name="more">Adds further services; null for none.</param>
    public static async Task<int> RunAsync(CloudOptions options, TextWriter error, CancellationToken cancelled, Action<IServiceCollection>? more = null)
    {
        await using var app = Build(options, more);
        try
        {
            await app.StartAsync(cancelled);
            await app.WaitForShutdownAsync(cancelled);
            return FaultOfServices(app) is { } fault ? UnexpectedEnd(fault) : 0;
        }
        catch (OptionsValidationException e)
        {
            return CloudCommand.Refuse(error, e.Failures);
        }
        catch (Exception e) when (Explain(e, options) is { } line)
        {
            return CloudCommand.Refuse(error, [line], code: 1);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested && FaultOfServices(app) is null)
        {
            return 0; // asked to end before it had started
        }
        catch (Exception e)
        {
            return UnexpectedEnd(FaultOfServices(app) ?? e);
        }

        int UnexpectedEnd(Exception e)
        {
            LogUnexpectedEnd(app.Logger, e);
            return CloudCommand.Refuse(error, [UnexpectedEndText.Of(e)], code: 1);
        }
    }

    /// <summary>The host with all its services and endpoints.</summary>
    /// <param name="options">As given by the user, checked.</param>
    /// <param name="more">Adds further services, such as a projection; null for none.</param>
    internal static WebApplication Build(CloudOptions options, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(CloudHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Parse(options.Listen), options.Port);
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // A failed start is explained in one line (Explain), or thrown.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCloudIngest(options);
        builder.Services.AddSingleton<StatusReader>();
        builder.Services.AddLive(options);
        builder.Services.AddDashboards();
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseAntiforgery();
        app.MapLive();
        app.MapStatus();
        app.MapDashboards();
        return app;
    }

    // A service that fails stops the host as if somebody had asked for it.
    private static Exception? FaultOfServices(WebApplication app) => app.Services.GetServices<IHostedService>()
        .OfType<BackgroundService>().Select(service => service.ExecuteTask?.Exception?.GetBaseException()).FirstOrDefault(fault => fault is not null);

    private static string? Explain(Exception e, CloudOptions options) => e switch
    {
        SqliteFormatException => e.Message,
        PortInUseException port => $"port {port.Port} is in use: choose another for the embedded broker with --broker-port (setting embeddedBroker.port), or use the broker that has the port with --broker",
        IOException { InnerException: { InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } } or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } } or
            IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"port {options.Port} is in use: choose another with --port",
        IOException or SocketException => e.Message,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Critical, Message = "The cloud ends because of a fault that it does not know")]
    private static partial void LogUnexpectedEnd(ILogger logger, Exception exception);
}
