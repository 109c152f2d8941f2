using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Api.Rights;
using OpcSpaces.Api.Settings;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Tests;
using OpcSpaces.Testing;

namespace OpcSpaces.Api.Tests;

/// <summary>The API over real HTTP on loopback, with a real registry of two communities with equal ids.</summary>
internal sealed class ApiHost(WebApplication app, TemporaryDirectory folder, HttpClient client) : IAsyncDisposable
{
    public const string Manager = "facilityManager:hub";
    public const string Other = "other";

    // All hosts have the same routes, and a description takes seconds to make.
    private static readonly SemaphoreSlim Describing = new(1);
    private static DescribedAnswers? _document; // guarded by Describing

    public HttpClient Client => client;

    public FakeTimeProvider Time { get; } = (FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>();

    public IServiceProvider Services => app.Services;

    public IEnumerable<RouteEndpoint> Routes => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public static async Task<ApiHost> StartAsync(string? postgres = null, bool isEmpty = false, ApiOptions? options = null)
    {
        var folder = new TemporaryDirectory("api");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddSimpleConsole().AddFilter("Microsoft", LogLevel.Error);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)));
        builder.Services.AddApiStores(folder, postgres);
        builder.Services.AddSingleton<ICommunities, TestCommunities>();
        builder.Services.AddSingleton<ICallers, TestCallers>();
        builder.Services.AddApi(options);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseRights();
        app.MapApi();
        await app.StartAsync();
        if (!isEmpty) Fill(app.Services.GetRequiredService<RegistryStore>());
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ApiHost(app, folder, new HttpClient { BaseAddress = new Uri(address) });
    }

    /// <summary>Sends a request as somebody.</summary>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? grants = Manager, object? body = null, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (grants is not null) request.Headers.Add(TestCallers.Header, grants);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        if (body is not null) request.Content = body is HttpContent content ? content : JsonContent.Create(body);
        using var response = await Client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (IsChecked(path)) (await DocumentAsync()).Check(method, path, response, bytes);
        if (response.IsSuccessStatusCode) ReadBack(method, path, response, bytes);
        return new ApiAnswer(response.StatusCode, response.Headers.ETag?.Tag, response.Content.Headers.ContentType?.ToString(), bytes);
    }

    public Task<ApiAnswer> GetAsync(string path, string? grants = Manager, string? ifNoneMatch = null) => SendAsync(HttpMethod.Get, path, grants, ifNoneMatch: ifNoneMatch);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }

    // Who reads an answer as the record that the route names loses nothing: the pages do so.
    private void ReadBack(HttpMethod method, string path, HttpResponseMessage response, byte[] body)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json") return;
        var plain = new PathString(path.Split('?')[0]);
        var route = Routes.Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method.Method) == true && new TemplateMatcher(TemplateParser.Parse(route.RoutePattern.RawText!), []).TryMatch(plain, []))
            .OrderBy(route => route.RoutePattern.Parameters.Count).First();
        if (route.Metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(answer => answer.StatusCode == (int)response.StatusCode)?.Type is not { } type) return;
        var json = Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        Assert.Equal(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(body, type, json), type, json)));
    }

    // All but the description itself.
    private static bool IsChecked(string path) => !path.EndsWith("openapi.json", StringComparison.Ordinal);

    private async Task<DescribedAnswers> DocumentAsync()
    {
        await Describing.WaitAsync();
        try
        {
            return _document ??= new DescribedAnswers(await client.GetStringAsync("/api/v1/openapi.json"));
        }
        finally
        {
            Describing.Release();
        }
    }

    private static void Fill(RegistryStore store)
    {
        Assert.IsType<Committed>(store.Commit(new RegistryEdit("eva", "first") { Put = [.. Sample.Rows()] }));
        // The same ids in another community of another district.
        var rows = Sample.Rows(Other).Select(row => row switch
        {
            Model.Registry.Facts.District district => district with { Id = "futian", Name = "福田区" },
            Model.Registry.Facts.CommunityFacts community => community with { District = "futian", Name = "福田 AI 社区" },
            _ => row,
        });
        Assert.IsType<Committed>(store.Commit(new RegistryEdit("max", "second") { Put = [.. rows] }));
    }
}

/// <summary>An answer of the API.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string? ETag, string? ContentType, byte[] Bytes)
{
    public string Text { get; } = Encoding.UTF8.GetString(Bytes).TrimStart('\uFEFF');

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The fields that a problem names.</summary>
    public IReadOnlyList<string> FaultyFields => [.. Json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()!)];
}
