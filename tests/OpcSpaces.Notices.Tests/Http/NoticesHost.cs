using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Access;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Settings;
using OpcSpaces.Api;
using OpcSpaces.Api.Rights;
using OpcSpaces.Api.Tests;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Http;

/// <summary>Channels over real HTTP on loopback, with a registry of one community. Every answer is checked against the description of the API.</summary>
internal sealed class NoticesHost(WebApplication app, TemporaryDirectory folder, HttpClient client) : IAsyncDisposable
{
    public const string Hub = "hub";
    public const string Route = "/api/v1/communities/hub/channels";

    private DescribedAnswers? _document;

    public IServiceProvider Services => app.Services;

    /// <summary>The ETag of the last answer; null for none.</summary>
    public string? ETag { get; private set; }

    public FakeTimeProvider Time => (FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>();

    public static async Task<NoticesHost> StartAsync(DateTimeOffset? now = null, Action<NoticesOptions>? adjust = null)
    {
        var folder = new TemporaryDirectory("notices-api");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddSimpleConsole().AddFilter("Microsoft", LogLevel.Error);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(now ?? new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)));
        builder.Services.AddApiStores(folder);
        builder.Services.AddSingleton<IUsageStore>(of => of.GetRequiredService<WatchedUsageStore>());
        builder.Services.AddSingleton<ICommunities, Communities>();
        builder.Services.AddAccess(new AccessOptions { Path = folder.File("access.db") }, new AccessAddress("http://127.0.0.1"), Path.Combine(folder.FullPath, "form-keys"));
        builder.Services.AddSingleton<ICallers, Callers>();
        builder.Services.AddApi();
        var options = new NoticesOptions { Path = folder.File("notices.db"), AllowedReceivers = ["127.0.0.1"], TimeoutSeconds = 300, MostChannels = 4, Smtp = new() { Host = "127.0.0.1", From = "spaces@example.org", Port = 9, Security = SmtpSecurity.None } };
        adjust?.Invoke(options);
        builder.Services.AddNotices(options);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseRights();
        app.MapApi();
        app.ApiGroup().MapNotices();
        await app.StartAsync();
        Assert.IsType<Committed>(app.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "first") { Put = [new District("nanshan", "南山区"), new CommunityFacts(Hub, "南山 AI 社区", "nanshan", "Asia/Shanghai")] }));
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new NoticesHost(app, folder, new HttpClient { BaseAddress = new Uri(address) });
    }

    /// <summary>Sends a request as a facility manager of the hub, with a session or a key.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, object? body = null, CredentialKind kind = CredentialKind.Session, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(Callers.Header, kind.ToString());
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null) request.Content = body is string text ? new StringContent(text, System.Text.Encoding.UTF8, "application/json") : JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        _document ??= new DescribedAnswers(await client.GetStringAsync("/api/v1/openapi.json"));
        _document.Check(method, path, response, bytes);
        ETag = response.Headers.ETag?.Tag;
        return (response.StatusCode, System.Text.Encoding.UTF8.GetString(bytes));
    }

    public async Task<JsonElement> JsonAsync(HttpMethod method, string path, object? body, HttpStatusCode expected, string? ifMatch = null)
    {
        var (status, text) = await SendAsync(method, path, body, ifMatch: ifMatch);
        Assert.True(status == expected, $"{(int)status}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public Task<JsonElement> GetAsync(string path) => JsonAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Who asks stands in a header: who is who is tested elsewhere.</summary>
    private sealed class Callers : ICallers
    {
        public const string Header = "Test-Credential";

        public bool IsStrange(HttpContext context) => false;

        public ValueTask<Caller> FindAsync(HttpContext context)
        {
            if (!Enum.TryParse<CredentialKind>(context.Request.Headers[Header].ToString(), out var kind)) return ValueTask.FromResult(Caller.Nobody);
            Assert.True(Grant.TryParse($"facilityManager:{Hub}", out var grant, out _));
            var caller = new Caller("eva", "Eva", [grant]);
            context.Features.Set(new KnownCaller(caller, kind, DateTimeOffset.MaxValue));
            return ValueTask.FromResult(caller);
        }
    }

    private sealed class Communities(RegistryBook book) : ICommunities
    {
        public string? DistrictOf(string community) => book.Read(community).Community?.District;

        public bool GivesDesks(string community) => book.Read(community).Community is not { DeskFigures: false };
    }
}
