using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Files;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Cloud.RegistryCommands;

/// <summary>Carries a request out: in this process when no cloud runs on the data directory, else in the running cloud.</summary>
internal static class RegistryAccess
{
    // An import of 100,000 rows on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public static async Task<CommandAnswer> DoAsync(CloudOptions options, RegistryRequest request, CancellationToken stop)
    {
        DataDirectoryLock directory;
        try
        {
            directory = DataDirectoryLock.Take(options.DataDirectory);
        }
        catch (IOException e)
        {
            return Control(options.DataDirectory) is { } control ? await AskAsync(control, request, stop) : new(ExitCode.Failed, [e.Message]);
        }

        using (directory) return Here(options, request);
    }

    private static CommandAnswer Here(CloudOptions options, RegistryRequest request)
    {
        using var journal = new Journal(options.Journal);
        using var database = new RegistryDatabase(options.Registry);
        var time = DataClock.Of(options.DataDirectory);
        var store = new RegistryStore(database, journal, time, NullLogger<RegistryStore>.Instance);
        return new RegistryWork(store, new RegistryReader(database), options.Registry, time).Do(request);
    }

    private static RegistryControlFile? Control(string dataDirectory)
    {
        try
        {
            return JsonSerializer.Deserialize(NamedFile.ReadAllBytes(Path.Combine(dataDirectory, RegistryControl.FileName)), RegistryJson.Default.RegistryControlFile);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    private static async Task<CommandAnswer> AskAsync(RegistryControlFile control, RegistryRequest request, CancellationToken stop)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(control.Url), Timeout = Patience };
            client.DefaultRequestHeaders.Authorization = new("Bearer", control.Token);
            using var content = new StringContent(JsonSerializer.Serialize(request, RegistryJson.Default.RegistryRequest), Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(RegistryControl.Path, content, stop);
            if (!answer.IsSuccessStatusCode) return new(ExitCode.Failed, [$"the running cloud answered {(int)answer.StatusCode}: it is another one than the data directory says; start it again"]);
            return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(stop), RegistryJson.Default.CommandAnswer)!;
        }
        catch (HttpRequestException e)
        {
            return new(ExitCode.Failed, [$"the running cloud does not answer at {control.Url} ({e.Message}): wait until it has started, or stop it"]);
        }
    }
}
