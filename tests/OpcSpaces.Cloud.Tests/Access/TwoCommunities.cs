using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpcSpaces.Access.Displays;
using OpcSpaces.Access.Logging;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>
/// A cloud with two communities in two districts, <c>hub-a</c> in nanshan and <c>hub-b</c> in futian, whose floors, zones and desks have equal ids, and
/// somebody of each role of the first one.
/// </summary>
internal sealed class TwoCommunities : IAsyncDisposable
{
    public const string Own = "hub-a";
    public const string Foreign = "hub-b";
    public const string Missing = "hub-x";
    public const string Floor = "all";

    /// <summary>Grants by the name of their role; a display has a credential of its own.</summary>
    public static readonly IReadOnlyDictionary<string, string> Grants = new Dictionary<string, string>
    {
        ["administrator"] = "administrator",
        ["facilityManager"] = "facilityManager:hub-a",
        ["gatewayOperator"] = "gatewayOperator:hub-a",
        ["auditor"] = "auditor:nanshan",
        ["city"] = "city",
        ["tenant"] = "tenant:hub-a/t-1",
    };

    private readonly TemporaryDirectory _directory = new("two-communities");
    private readonly Dictionary<string, HttpClient> _clients = [];

    private TwoCommunities(int port) => Address = new Uri($"http://127.0.0.1:{port}");

    public Uri Address { get; }

    public WebApplication Cloud { get; private set; } = null!;

    public string DataDirectory => _directory.FullPath;

    /// <summary>Every line that the cloud has logged.</summary>
    public LineCollector Log { get; } = new();

    /// <summary>All roles, and nobody.</summary>
    public static IEnumerable<string> Roles => [.. Grants.Keys, "display", "nobody"];

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. ((IEndpointRouteBuilder)Cloud).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public static async Task<TwoCommunities> StartAsync(string? postgres = null, Action<CloudOptions>? adjust = null)
    {
        var port = FreePort.Next();
        var site = new TwoCommunities(port);
        var options = new CloudOptions { DataDirectory = site._directory.FullPath, Port = port, Broker = new() { Port = FreePort.Next() } };
        if (postgres is not null) (options.Registry.Provider, options.Registry.ConnectionString) = (DatabaseProvider.Postgresql, postgres);
        foreach (var community in (string[])[Own, Foreign])
        {
            var file = site._directory.File($"{community}.json");
            await File.WriteAllBytesAsync(file, CommunityFile.Write(ArrangedPlan.Of(community, [new("open-1", ["desk/1", "desk/2"])])));
            options.CommunityFiles.Add(file);
        }

        adjust?.Invoke(options);
        site.Cloud = CloudHost.Build(options, services => services.AddLogging(logging => logging.AddProvider(site.Log)));
        await site.Cloud.StartAsync();
        var outcome = site.Cloud.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("test", "test")
        {
            Put = [new District("nanshan", "南山区"), new District("futian", "福田区"), new CommunityFacts(Own, "Hub A", "nanshan", "Asia/Shanghai"), new CommunityFacts(Foreign, "Hub B", "futian", "Asia/Shanghai")],
        });
        Assert.IsType<Committed>(outcome);
        return site;
    }

    /// <summary>An address of a route: with the community, and with numbers and words that name nothing for its other parameters.</summary>
    public static string AddressOf(string path, string community)
    {
        var address = path.Replace("{community}", community, StringComparison.OrdinalIgnoreCase).Replace("{CommunityId}", community, StringComparison.Ordinal).Replace("{FloorId}", Floor, StringComparison.Ordinal).Replace("{version:long}", "1", StringComparison.Ordinal).Replace("{number:long}", "1", StringComparison.Ordinal);
        while (address.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at) address = $"{address[..at]}none{address[(address.IndexOf('}', StringComparison.Ordinal) + 1)..]}";
        return address;
    }

    /// <summary>A client that nobody has signed in with, and that follows no redirects and keeps no cookies.</summary>
    public HttpClient NewClient() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = Eventually.Patience };

    /// <summary>The client of a role.</summary>
    public async Task<HttpClient> AsAsync(string role)
    {
        if (_clients.TryGetValue(role, out var known)) return known;
        var client = NewClient();
        if (Grants.TryGetValue(role, out var grant)) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignedIn.KeyAsync(Cloud, grant));
        if (role == "display") client.DefaultRequestHeaders.Add("Cookie", $"opcspaces-display={Cloud.Services.GetRequiredService<DisplayStore>().Create(new Actor("eva", "test"), Own, Floor, "foyer").Value!.Secret}");
        return _clients[role] = client;
    }

    /// <summary>The first snapshot of the live stream for a role.</summary>
    /// <param name="role">Who asks.</param>
    /// <param name="query">Which floor, as <c>?community=hub-a</c>; empty for whatever there is.</param>
    public async Task<JsonElement> SnapshotAsync(string role, string query)
    {
        using var answer = await (await AsAsync(role)).GetAsync($"/api/v1/live{query}", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            if (item.EventType == "snapshot") return JsonDocument.Parse(item.Data).RootElement;
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await Cloud.StopAsync();
        await Cloud.DisposeAsync();
        _directory.Dispose();
    }
}
