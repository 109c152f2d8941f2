using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Cloud.Status;
using OpcSpaces.Dashboards;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud;

/// <summary>Puts the cloud together and runs it. Exit codes: 0 stopped when asked, 1 ended by a fault, 2 bad configuration.</summary>
internal static class CloudHost
{
    public static async Task<int> RunAsync(CloudOptions options, CancellationToken cancelled)
    {
        if (FaultsOf(options) is { Count: > 0 } faults)
        {
            foreach (var fault in faults) await Console.Error.WriteLineAsync($"opcspaces-cloud: {fault}");
            return 2;
        }

        await using var app = Build(options);
        try
        {
            app.Services.GetRequiredService<DrawnPlan>().Check();
            await app.RunAsync(cancelled);
            return 0;
        }
        catch (Exception e) when (Explain(e, options) is { } line)
        {
            await Console.Error.WriteLineAsync($"opcspaces-cloud: {line}");
            return e is SettingsException ? 2 : 1;
        }
    }

    private static WebApplication Build(CloudOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
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
        // A start that fails is explained in one line (Explain), or thrown.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCloudIngest(options);
        builder.Services.AddLive(options);
        builder.Services.AddDashboards();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseAntiforgery();
        app.MapLive();
        app.MapStatus();
        app.MapDashboards();
        return app;
    }

    private static List<string> FaultsOf(CloudOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        var faults = results.ConvertAll(result => $"{string.Join(", ", result.MemberNames)}: {result.ErrorMessage}");
        if (!IPAddress.TryParse(options.Listen, out _)) faults.Add($"--listen '{options.Listen}' is no IP address");
        if (options.Influx is not null)
        {
            StoresHosting.InfluxOf(options, out var influxFault);
            if (influxFault is not null) faults.Add($"--influx: {influxFault}");
        }
        if (options.InfluxTokenFile is { } token && !File.Exists(token)) faults.Add($"--influx-token-file '{token}' does not exist");
        if (options.DataDirectory.Length > 0 && WriteFault(options.DataDirectory) is { } fault) faults.Add(fault);
        return faults;
    }

    private static string? WriteFault(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            using var probe = File.Create(Path.Combine(directory, $".writable-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"--data '{directory}' cannot be written: {e.Message}";
        }
    }

    private static string? Explain(Exception e, CloudOptions options) => e switch
    {
        SettingsException => e.Message,
        IOException { InnerException: { InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } } or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } } or
            IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"port {options.Port} is in use: choose another with --port",
        IOException or SocketException => e.Message,
        _ => null,
    };
}
