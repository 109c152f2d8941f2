using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>
/// Every route of the host, from the routes themselves, with hostile values in each part of its address, in each parameter and in its body: never an answer of 500 or more, never a word of the inside, and
/// never something of another community. A new route is tried without a word here. Bodies that are too large are tried by <see cref="HostileTests"/>.
/// </summary>
public abstract partial class HostileRoutesContract(HostileSite hostile)
{
    // Ends what the other requests need.
    private static readonly HashSet<string> Ends = ["DELETE /api/v1/me/session"];

    private readonly TwoCommunities _site = hostile.Site;

    [Fact]
    public async Task No_part_of_an_address_does_harm()
    {
        foreach (var (name, method, path) in Routes())
        {
            foreach (var part in Parts().Matches(path).Select(match => match.Value))
            {
                foreach (var value in hostile.Values.Append(""))
                {
                    var address = path.Replace(part, Uri.EscapeDataString(value), StringComparison.Ordinal);
                    await TryAsync(name, method, TwoCommunities.AddressOf(address, TwoCommunities.Own), "{}");
                }
            }
        }

        hostile.AssertNone();
    }

    [Fact]
    public async Task No_parameter_does_harm()
    {
        var parameters = 0;
        foreach (var (name, method, path) in Routes())
        {
            var address = TwoCommunities.AddressOf(path, TwoCommunities.Own);
            foreach (var parameter in hostile.ParametersOf(method, path).Append("unknown"))
            {
                parameters++;
                foreach (var value in hostile.Values.Append("")) await TryAsync(name, method, $"{address}?{parameter}={Uri.EscapeDataString(value)}", "{}");
                await TryAsync(name, method, $"{address}?{parameter}=1&{parameter}=2", "{}");
                await TryAsync(name, method, $"{address}?{parameter}=%ff%fe", "{}");
            }
        }

        Assert.True(parameters > 300, $"{parameters} parameters are described");
        hostile.AssertNone();
    }

    [Fact]
    public async Task No_body_does_harm()
    {
        var members = 0;
        foreach (var (name, method, path) in Routes().Where(route => route.Method is "POST" or "PUT"))
        {
            var address = TwoCommunities.AddressOf(path, TwoCommunities.Own);
            foreach (var body in (string[])["", "null", "[]", "7", "\"x\"", "{", "{\"a\":1,\"a\":2}", $"{new string('[', 10_000)}", "{\"$type\":\"System.IO.FileInfo\"}"]) await TryAsync(name, method, address, body);
            await TryAsync(name, method, address, "{}", "text/xml");
            foreach (var member in hostile.MembersOf(method, path))
            {
                members++;
                foreach (var value in hostile.Values.Select(value => JsonSerializer.Serialize(value)).Concat(["-1", "1e400", "true", "[]", "[null]", "{}", "{\"x\":[1]}", "\"\\ud800\""])) await TryAsync(name, method, address, $"{{\"{member}\":{value}}}");
            }
        }

        Assert.True(members > 100, $"{members} members of bodies are described");
        hostile.AssertNone();
    }

    private IReadOnlyList<(string Name, string Method, string Path)> Routes() => [.. RouteMatrixContract.RoutesOf(_site).Where(route => !Ends.Contains(route.Name))];

    private async Task TryAsync(string name, string method, string address, string body, string type = "application/json")
    {
        var (who, client) = hostile.ClientFor(name);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is not "GET") request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var text = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        var fault = (int)answer.StatusCode >= 500 ? "an answer of the server's faults"
            : answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("x=", StringComparison.Ordinal)) ? "a cookie that the caller has made"
            : Inside().IsMatch(text) ? "a word of the inside"
            : who == "manager" && text.Contains(HostileSite.Secret, StringComparison.Ordinal) ? "something of another community" : null;
        if (fault is not null) hostile.Faults.Add($"{name} as {who}: {fault} ({(int)answer.StatusCode}) to {address[..Math.Min(address.Length, 200)]} with {body[..Math.Min(body.Length, 80)]}: {text[..Math.Min(text.Length, 200)]}");
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    internal static partial Regex Parts();

    [GeneratedRegex(@"Exception\b|   at [A-Z]\w+\.|SQLite Error|Npgsql|\.cs:line")]
    private static partial Regex Inside();
}

/// <summary>The same on SQLite.</summary>
public sealed class HostileRoutesTests(HostileSite site) : HostileRoutesContract(site), IClassFixture<HostileSite>;

/// <summary>The same on PostgreSQL, whose texts take no NUL.</summary>
public sealed class PostgresHostileRoutesTests(PostgresHostileSite site) : HostileRoutesContract(site), IClassFixture<PostgresHostileSite>;

/// <summary>A cloud without limits of requests, with a manager of one community and an administrator in person, and something in the other community that nobody else may see.</summary>
public class HostileSite : SharedCommunities
{
    public const string Secret = "only-in-the-other-hub";

    /// <summary>What is tried everywhere.</summary>
    public virtual IReadOnlyList<string> Values { get; } =
    [
        "'; DROP TABLE zones; --", "\" OR 1=1 --", "<script>alert(1)</script>", "../../../etc/passwd", "..\\..\\x", "%2e%2e%2f", "hub-b", "\u202Eedcba", "zone\u0000", "a\u0301\u200B", "\uD83D\uDE00", "ｈｕｂ-ｂ", "-1", "0", "99999999999999999999999",
        "1e400", "NaN", "true", "null", "{}", "[]", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.9999999Z", "2026-02-30", "\r\nSet-Cookie: x=1", " ", new string('x', 3_000),
    ];

    // From the code, by the framework.
    private JsonElement _description;
    private HttpClient _manager = null!;
    private HttpClient _administrator = null!;

    internal List<string> Faults { get; } = [];

    /// <summary>The parameters of a route that the description has.</summary>
    public IReadOnlyList<string> ParametersOf(string method, string path) => Operation(method, path) is { } operation && operation.TryGetProperty("parameters", out var all)
        ? [.. all.EnumerateArray().Where(parameter => parameter.TryGetProperty("in", out var at) && at.GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)] : [];

    /// <summary>The members of the body of a route that the description has.</summary>
    public IReadOnlyList<string> MembersOf(string method, string path)
    {
        if (Operation(method, path) is not { } operation || !operation.TryGetProperty("requestBody", out var body)) return [];
        var schema = body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var reference)) schema = _description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema.TryGetProperty("properties", out var members) ? [.. members.EnumerateObject().Select(member => member.Name)] : [];
    }

    /// <summary>Somebody who may ask, in person: the manager of one community, and the administrator for the rest.</summary>
    internal (string Who, HttpClient Client) ClientFor(string route) => RouteMatrixContract.Expected[route] is var may && (may is "open" or "itself" or "person" || may.Split(' ').Contains("facilityManager")) ? ("manager", _manager) : ("administrator", _administrator);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var outcome = Site.Cloud.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("test", "test")
        {
            Put =
            [
                .. ((string[])[TwoCommunities.Own, TwoCommunities.Foreign]).SelectMany(community => (object[])
                    [new Floor(community, "all", "All", 1, 40, 20), new Zone(community, "open-1", "all", "Open", ZoneKind.OpenArea), new Desk(community, "open-1", "desk/1", 2, 2, 0, Tags.None)]),
                new Tenant(TwoCommunities.Foreign, Secret, Secret, "91440300MA5FTQ0Y23", 2, "ai", TenantStage.Idea, new DateOnly(2026, 1, 1)), new Zone(TwoCommunities.Foreign, Secret, "all", Secret, ZoneKind.OpenArea),
            ],
        });
        Assert.IsType<Committed>(outcome);
        _administrator = Person(await SignedIn.SessionAsync(Site.Cloud));
        var made = await Site.Cloud.Services.GetRequiredService<AccountDirectory>().CreateAsync(new Actor("eva", "test"), "manager", null, [$"facilityManager:{TwoCommunities.Own}"]);
        _manager = Person((await Site.Cloud.Services.GetRequiredService<OneTimeLinks>().UseAsync(made.Value!.Secret, "manager", null, SignedIn.Password, "test")).Value!);
        _description = JsonDocument.Parse(await _manager.GetStringAsync("/api/v1/openapi.json")).RootElement;
    }

    public override async Task DisposeAsync()
    {
        _administrator.Dispose();
        _manager.Dispose();
        await base.DisposeAsync();
    }

    public void AssertNone() => Assert.True(Faults.Count == 0, string.Join('\n', Faults.Take(30)));

    protected override void Adjust(CloudOptions options) => (options.Api.RateLimits.CallerRequestsPerMinute, options.Api.RateLimits.StrangerRequestsPerMinute) = (1_000_000, 1_000_000);

    private HttpClient Person(string session)
    {
        var person = Site.NewClient();
        person.DefaultRequestHeaders.Add("Cookie", $"opcspaces-session={session}");
        person.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return person;
    }

    private JsonElement? Operation(string method, string path)
    {
        var described = _description.GetProperty("paths").EnumerateObject().FirstOrDefault(at => Plain(at.Name) == Plain(path));
        return described.Value.ValueKind == JsonValueKind.Object && described.Value.TryGetProperty(method.ToLowerInvariant(), out var operation) ? operation : null;
    }

    private static string Plain(string path) => HostileRoutesContract.Parts().Replace(path, "{}");
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresHostileSite : HostileSite
{
    /// <summary>What another database may take otherwise.</summary>
    public override IReadOnlyList<string> Values { get; } = ["'; DROP TABLE zones; --", "zone\u0000", "a\u0301\u200B", "99999999999999999999999", "0001-01-01", "9999-12-31", new string('x', 3_000)];

    protected override bool IsPostgres => true;
}
