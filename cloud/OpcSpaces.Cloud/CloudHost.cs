using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using OpcSpaces.Access;
using OpcSpaces.Api;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Broker;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Cloud.Access;
using OpcSpaces.Cloud.Alarms;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Cloud.Pages;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Cloud.RegistryCommands;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Cloud.Status;
using OpcSpaces.Dashboards;
using OpcSpaces.Dashboards.Api;
using OpcSpaces.Dashboards.Frame;
using OpcSpaces.Databases;
using OpcSpaces.Notices;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud;

/// <summary>Composes the cloud and runs it. Exit codes are those of <see cref="CloudCommand"/>.</summary>
internal static class CloudHost
{
    /// <param name="options">As given by the user, checked.</param>
    /// <param name="error">Takes one line when the host ends without having been asked to.</param>
    /// <param name="cancelled">Asks the host to end.</param>
    /// <param name="more">Adds further services; null for none.</param>
    public static async Task<int> RunAsync(CloudOptions options, TextWriter error, CancellationToken cancelled, Action<IServiceCollection>? more = null)
    {
        try
        {
            using var directory = DataDirectoryLock.Take(options.DataDirectory);
            await using var app = Build(options, services =>
            {
                services.StopsWhenAskedOnly();
                more?.Invoke(services);
            });
            return await RunAsync(app, error, cancelled);
        }
        catch (OptionsValidationException e)
        {
            return CloudCommand.Refuse(error, e.Failures);
        }
        catch (OtherJournalException e)
        {
            return CloudCommand.Refuse(error, e.Faults, code: 1);
        }
        catch (Exception e) when (Explain(e, options) is { } line)
        {
            return CloudCommand.Refuse(error, [line], code: 1);
        }
        catch (Exception e)
        {
            return CloudCommand.Refuse(error, [UnaskedEnd.Of(e)], code: 1);
        }
    }

    private static async Task<int> RunAsync(WebApplication app, TextWriter error, CancellationToken cancelled)
    {
        try
        {
            // Not app.RunAsync, which disposes the services that tell why the host ended.
            await StartAsync(app, cancelled);
            await app.WaitForShutdownAsync(cancelled);
            return Ended(app, error, cancelled);
        }
        catch (OperationCanceledException)
        {
            // It was stopped before it had started.
            return Ended(app, error, cancelled);
        }
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancelled)
    {
        try
        {
            await app.StartAsync(cancelled);
        }
        catch (Exception e)
        {
            // The services that had started use stores that are disposed next, and the host stops none of them by itself.
            try
            {
                await app.StopAsync(CancellationToken.None);
            }
            catch (Exception stop)
            {
                throw new AggregateException(e, stop);
            }

            throw;
        }
    }

    private static int Ended(WebApplication app, TextWriter error, CancellationToken cancelled) =>
        UnaskedEnd.Explain(app.Services, cancelled.IsCancellationRequested) is { } why ? CloudCommand.Refuse(error, [why], code: 1) : 0;

    /// <summary>The host with all its services and endpoints.</summary>
    /// <param name="options">As given by the user, checked.</param>
    /// <param name="more">Adds further services, such as a projection; null for none.</param>
    internal static WebApplication Build(CloudOptions options, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(CloudHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        var shares = DescriptorShares.OfThisProcess();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Nobody of this host sends more; what reads bodies has a smaller limit of its own.
            kestrel.Limits.MaxRequestBodySize = BodyLimit.MostBytes;
            kestrel.Limits.MaxConcurrentConnections = shares?.Page;
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

        builder.Services.AddSingleton(DataClock.Of(options.DataDirectory));
        builder.Services.AddCloudIngest(options, shares);
        builder.Services.AddSingleton<StatusReader>();
        builder.Services.AddLive(options);
        builder.Services.AddSignIn(options);
        builder.Services.AddAlarms(options);
        builder.Services.AddApi(options.Api);
        builder.Services.AddNotices(options.Notices);
        builder.Services.AddPrivacy(options);
        builder.Services.AddDashboards();
        builder.Services.AddSingleton<InProcessPipeline>();
        builder.Services.AddScoped<IApi, InProcessApi>();
        builder.Services.AddSingleton<IDemonstration, Demonstration>();
        builder.Services.AddRegistryControl(options);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseInProcessPipeline();
        app.UseExceptionHandler();
        app.UseHeadRequests();
        app.UseSecurityHeaders();
        app.UseRouting(); // after the method was changed
        app.UsePageLanguage();
        app.UseAccess();
        app.UseRights();
        app.UseVisitors();
        app.UseAntiforgery();
        app.MapLive();
        app.MapStatus();
        app.MapPages();
        app.MapRegistryControl();
        app.MapSignIn();
        app.MapApi();
        app.ApiGroup().MapNotices();
        RouteRules.ThrowIfMissing(((IEndpointRouteBuilder)app).DataSources);
        return app;
    }

    private static string? Explain(Exception e, CloudOptions options) => e switch
    {
        PortInUseException port => $"port {port.Port} is in use: choose another for the embedded broker with --broker-port (setting embeddedBroker.port), or use the broker that has the port with --broker",
        BrokerAddressException broker when AddressText(broker.Fault, "--broker-listen", broker.Address, "--broker-port", broker.Port) is { } text => text,
        _ when SocketFault(e) is { } fault => AddressText(fault, "--listen", options.Listen, "--port", options.Port),
        SqliteFormatException or SqliteException or JournalUnavailableException or DatabaseRefusedException or UsageTakenException or UnauthorizedAccessException => e.Message,
        IOException or SocketException => e.Message,
        _ => null,
    };

    // Kestrel wraps it once or twice.
    private static SocketError? SocketFault(Exception e) => e switch
    {
        SocketException socket => socket.SocketErrorCode,
        Microsoft.AspNetCore.Connections.AddressInUseException => SocketError.AddressAlreadyInUse,
        { InnerException: { } inner } => SocketFault(inner), // of several, the first
        _ => null,
    };

    private static string? AddressText(SocketError fault, string addressOption, string address, string portOption, int port) => fault switch
    {
        SocketError.AddressAlreadyInUse => $"port {port} is in use: choose another with {portOption}",
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported =>
            $"{addressOption} {address} is not an address of this machine: give one that it has, 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses",
        SocketError.AccessDenied => $"port {port} may not be opened by this account: choose one above 1023 with {portOption}",
        _ => null,
    };
}
