using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Access;
using OpcSpaces.Cloud.Settings;

namespace OpcSpaces.Cloud.RegistryCommands;

/// <summary>
/// Lets commands change the registry while the cloud runs: they post to an address that a file in the data directory names, with a secret
/// that stands there too. Only the account of the cloud can read the file, and pages of a browser cannot.
/// </summary>
internal static class RegistryControl
{
    public const string FileName = "registry-control.json";
    public const string Path = "/internal/registry";

    public static IServiceCollection AddRegistryControl(this IServiceCollection services, CloudOptions options)
    {
        services.AddSingleton<RegistryWork>();
        services.AddSingleton(new RegistryControlFile(AccessHost.ListenedOn(options).ToString(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
        services.AddHostedService(provider => new FileService(System.IO.Path.Combine(options.DataDirectory, FileName), provider.GetRequiredService<RegistryControlFile>(), provider.GetRequiredService<IHostApplicationLifetime>()));
        return services;
    }

    public static void MapRegistryControl(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, async (HttpContext context, RegistryControlFile control, RegistryWork work) =>
    {
        if (!IsAllowed(context.Request, control)) return Results.NotFound();
        RegistryRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync(context.Request.Body, RegistryJson.Default.RegistryRequest, context.RequestAborted);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }

        if (request is null) return Results.BadRequest();
        // It reads files and writes a database; that may take a minute.
        var answer = await Task.Run(() => work.Do(request));
        return Results.Text(JsonSerializer.Serialize(answer, RegistryJson.Default.CommandAnswer), "application/json");
    }).DisableAntiforgery().ChecksItself();

    private static bool IsAllowed(HttpRequest request, RegistryControlFile control) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {control.Token}"));

    /// <summary>Keeps the file while the cloud answers. One that a killed cloud has left is replaced; its secret is worthless.</summary>
    private sealed class FileService(string path, RegistryControlFile control, IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStarted.Register(() =>
            {
                File.Delete(path);
                // Readable for its owner alone from the first byte on.
                if (!OperatingSystem.IsWindows()) new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
                File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(control, RegistryJson.Default.RegistryControlFile));
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            File.Delete(path);
            return Task.CompletedTask;
        }
    }
}
